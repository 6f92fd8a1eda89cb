from __future__ import annotations

from collections.abc import Sequence

import pytest
from PIL import Image

from backend.scanning.labels import (
    SHEETS,
    CommandLabel,
    Label,
    LabelError,
    LocationLabel,
    ProductLabel,
    ToteLabel,
    layout,
    pdf,
)
from backend.scanning.labels.pdf import scale_on
from backend.scanning.labels.sheets import Sheet
from tests.scanning.reader import pdf_pages, seen
from tests.scanning.samples import ALL

every = pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
SMALL = ("a4-65", "letter-30")
SHRUNK = 0.75


@every
def test_the_places_of_a_sheet_are_on_it_and_apart_and_in_its_middle(sheet: Sheet) -> None:
    assert sheet.pitch_x >= sheet.label_width
    assert sheet.pitch_y >= sheet.label_height
    right = sheet.left + (sheet.columns - 1) * sheet.pitch_x + sheet.label_width
    foot = sheet.top + (sheet.rows - 1) * sheet.pitch_y + sheet.label_height
    assert 0 <= sheet.left == pytest.approx(sheet.width - right, abs=0.02)
    assert 0 <= sheet.top == pytest.approx(sheet.height - foot, abs=0.02)
    assert sheet.places == sheet.columns * sheet.rows


def corner(sheet: Sheet, place: int) -> tuple[float, float]:
    """Counted here again: what draws must not be held against itself."""
    return sheet.left + place % sheet.columns * sheet.pitch_x, sheet.top + place // sheet.columns * sheet.pitch_y


def says(label: Label) -> str:
    return f"L-{label.code}" if isinstance(label, LocationLabel) else getattr(label, "code", "")


@every
def test_a_full_sheet_reads_back_each_label_in_its_place(sheet: Sheet) -> None:
    labels = [LocationLabel(code=f"A-{number // 10:02d}-{number % 10}") for number in range(sheet.places)]
    (page,) = pdf_pages(pdf(labels, sheet.name), 600 if sheet.name in SMALL else 300)
    dots = page.width / sheet.width
    for number, label in enumerate(labels):
        x, y = corner(sheet, number)
        cell = (x * dots, y * dots, (x + sheet.label_width) * dots, (y + sheet.label_height) * dots)
        assert seen(page.crop(tuple(map(round, cell)))) == [("]C0", says(label))], number


def blank_places(pages: Sequence[object], sheet: Sheet) -> list[int]:
    found = []
    for number in range(sheet.places):
        x, y = corner(sheet, number)
        page = pages[0]
        dots = page.width / sheet.width  # type: ignore[attr-defined]
        box = (x * dots + 2, y * dots + 2, (x + sheet.label_width) * dots - 2, (y + sheet.label_height) * dots - 2)
        if page.convert("L").crop(tuple(map(round, box))).getextrema()[0] > 200:  # type: ignore[attr-defined]
            found.append(number)
    return found


@every
def test_printing_begins_at_the_first_free_place(sheet: Sheet) -> None:
    first = sheet.places - 1
    labels = [ToteLabel(code="T-0001"), ToteLabel(code="T-0002")]
    pages = pdf_pages(pdf(labels, sheet.name, first), 100)
    assert len(pages) == 2
    assert blank_places(pages, sheet) == list(range(first))
    assert blank_places(pages[1:], sheet) == list(range(1, sheet.places))


@pytest.mark.parametrize("first", [-1, 24, 999])
def test_a_place_that_a_sheet_has_not_is_refused(first: int) -> None:
    with pytest.raises(LabelError, match="24"):
        pdf([ToteLabel(code="T-0001")], "a4-24", first)


def test_a_sheet_that_is_not_there_is_refused_with_what_there_is() -> None:
    with pytest.raises(LabelError, match=r"a4-24.*letter-30"):
        pdf([ToteLabel(code="T-0001")], "a5-3")


def first_place(content: bytes, sheet: Sheet) -> Image.Image:
    """What a laser printer of 600 dpi puts there."""
    (page,) = pdf_pages(content, 600)
    dots = page.width / sheet.width
    left, top = sheet.left * dots, sheet.top * dots
    return page.crop(tuple(map(round, (left, top, left + sheet.label_width * dots, top + sheet.label_height * dots))))


@every
def test_no_module_becomes_thinner_than_it_may_be(sheet: Sheet) -> None:
    """What is taken reads back at 600 dpi; what is refused is refused for its module."""
    taken = 0
    for sample in ALL[: len(ALL) // 2]:
        page = layout(sample.label)
        try:
            scale = scale_on(page, sheet)
        except LabelError as error:
            fault: LabelError | None = error
        else:
            fault = None
        if fault is not None:
            assert fault.code == "label_small"
            continue
        taken += 1
        assert page.width * scale <= sheet.label_width + 0.001
        assert page.height * scale <= sheet.label_height + 0.001
        if scale < SHRUNK:
            assert seen(first_place(pdf([sample.label], sheet.name), sheet)) == sample.says, sample.name
    assert taken >= 3


def test_a_logistic_label_keeps_the_thick_bars_that_the_standard_asks_for() -> None:
    carton = next(sample.label for sample in ALL if sample.name == "carton")
    assert len(pdf([carton], "a4-4")) > 1000
    with pytest.raises(LabelError, match="too fine"):
        pdf([carton], "a4-8")


def test_labels_of_all_sizes_share_a_sheet() -> None:
    labels = [CommandLabel(code="HELP"), LocationLabel(code="A-1"), ProductLabel(gtin="96385074", sku="a", name="b")]
    (page,) = pdf_pages(pdf(labels, "a4-21"))
    assert sorted(seen(page)) == [("]C0", "C-HELP"), ("]C0", "L-A-1"), ("]E4", "96385074")]
