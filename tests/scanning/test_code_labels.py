from __future__ import annotations

import pytest

from backend.scanning import read
from backend.scanning.labels import (
    BadgeLabel,
    CommandLabel,
    Label,
    LabelError,
    LocationLabel,
    OrderLabel,
    ProductLabel,
    ToteLabel,
    pdf,
    png,
)
from tests.scanning.reader import pdf_pages, pdf_text, seen, seen_on_png

LABELS: list[Label] = [
    *(LocationLabel(code=f"A-{bay:02d}-{level:02d}") for bay in range(1, 6) for level in range(1, 5)),
    ToteLabel(code="T-0007", note="Tote 周转箱"),
    CommandLabel(code="SHORT"),
    LocationLabel(code="99X2M"),
    OrderLabel(code="#10421"),
    ProductLabel(gtin="9521101530001", sku="AJ-1", name="Apple juice 苹果汁"),
]


def code_of(label: Label) -> str:
    return "09521101530001" if isinstance(label, ProductLabel) else label.code


@pytest.mark.parametrize("label", LABELS[-5:], ids=lambda label: type(label).__name__)
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_small_label_reads_back_as_its_kind_and_code(label: Label, dpi: int) -> None:
    ((aim, text),) = seen_on_png(png(label, dpi))
    scan = read(aim + text, 2026)
    if isinstance(label, ProductLabel):
        assert (aim, scan.gtin) == ("]E0", "09521101530001")
    else:
        assert (aim, scan.form, scan.code) == ("]C0", label.__struct_config__.tag, label.code)


def test_every_label_of_a_sheet_reads_back_from_the_pdf() -> None:
    pages = pdf_pages(pdf(LABELS, "a4-24"))
    codes = [read(aim + text, 2026) for page in pages for aim, text in seen(page)]
    assert len(pages) == 2
    assert sorted(scan.gtin or scan.code or "" for scan in codes) == sorted(map(code_of, LABELS))


def test_a_sheet_says_its_codes_and_texts_in_clear() -> None:
    text = pdf_text(pdf(LABELS, "a4-24"))
    for said in ("A-05-04", "T-0007", "SHORT", "报告缺货", "Apple juice 苹果汁", "周转箱"):
        assert said in text


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        (ToteLabel(code="T-7"), "cannot be the code of a tote"),
        (LocationLabel(code="货位 1"), "cannot be the code of a location"),
        (CommandLabel(code="FLY"), "cannot be the code of a command"),
        (LocationLabel(code="A" * 40), "too long"),
        (ProductLabel(gtin="9521101530002", sku="", name=""), "is not a GTIN"),
        (ProductLabel(gtin="19521101530008", sku="", name=""), "EAN or UPC"),
        (BadgeLabel(secret="TOTE-BADGE:short", name=""), "not the secret of a badge"),
    ],
)
def test_a_label_that_could_not_be_read_back_is_refused(label: Label, fault: str) -> None:
    with pytest.raises(LabelError, match=fault):
        pdf([label], "a4-24")


def test_the_longest_code_that_is_taken_still_reads_back() -> None:
    longest = 0
    for length in range(8, 40):
        label = LocationLabel(code="A-" * (length // 2))
        try:
            picture = png(label)
        except LabelError:
            break
        longest = len(label.code)
        assert [text for _, text in seen_on_png(picture)] == [f"L-{label.code}"]
    assert longest >= 14


def test_a_sheet_has_a_bound_and_may_be_empty() -> None:
    with pytest.raises(LabelError, match="2400"):
        pdf([LABELS[0]] * 2401, "a4-24")
    assert len(pdf_pages(pdf([], "a4-24"), dpi=72)) == 1
