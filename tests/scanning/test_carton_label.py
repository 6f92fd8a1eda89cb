from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import msgspec
import pytest
from PIL import Image

from backend.scanning import read
from backend.scanning.labels import CartonLabel, LabelError, layout, lettering, pdf, png
from backend.scanning.labels.marks import Bars, Text
from backend.scanning.sscc import sscc
from tests.scanning.reader import pdf_pages, pdf_text, seen, seen_on_png

LABEL = CartonLabel(
    sscc=sscc(3, "9521234", 1),
    order_number="#10421",
    ship_to=("王小明", "上海市浦东新区世纪大道 100 号", "200120 Shanghai", "China"),
    from_name="Northwind Foods",
    carton_no=3,
    carton_count=12,
    weight_g=12_340,
    carrier="SF Express",
    purchase_order="PO-2026-00871",
)
ON_THE_BARS = [("]C1", "00395212340000000014")]


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_png_reads_back_as_gs1_128_with_the_sscc(dpi: int) -> None:
    assert seen_on_png(png(LABEL, dpi)) == ON_THE_BARS


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_pdf_reads_back_as_gs1_128_with_the_sscc(dpi: int) -> None:
    assert [seen(page) for page in pdf_pages(pdf([LABEL]), dpi)] == [ON_THE_BARS]


@pytest.mark.parametrize("serial", [0, 9, 99, 990_000_001, 999_999_999])
def test_every_serial_number_reads_back(serial: int) -> None:
    label = msgspec.structs.replace(LABEL, sscc=sscc(9, "9999999", serial))
    ((aim, text),) = seen_on_png(png(label))
    assert read(aim + text, 2026).sscc == label.sscc


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_bar_of_the_png_is_a_whole_number_of_dots_wide(dpi: int) -> None:
    picture = Image.open(BytesIO(png(LABEL, dpi)))
    assert picture.mode == "1"
    dots = {203: 8.0, 300: 300 / 25.4}[dpi]
    module = {203: 4, 300: 6}[dpi]
    row = [picture.getpixel((x, round(120 * dots))) for x in range(picture.width)]
    edges = [x for x in range(1, picture.width) if row[x] != row[x - 1]]
    widths = [end - start for start, end in pairwise(edges)]
    assert len(widths) > 60
    assert [width % module for width in widths] == [0] * len(widths)


def test_every_bar_of_the_pdf_stands_where_the_modules_say() -> None:
    (page,) = pdf_pages(pdf([LABEL]), dpi=1016)
    line = page.convert("L").crop((0, 120 * 40, page.width, 120 * 40 + 1)).tobytes()
    row = [grey < 128 for grey in line]
    edges = [x for x in range(1, len(row)) if row[x] != row[x - 1]]
    # 1016 dpi are 40 dots a millimetre, and so 20 a module.
    assert len(edges) > 60
    assert max(abs((edge - edges[0]) % 20 - 20 * round((edge - edges[0]) % 20 / 20)) for edge in edges) <= 1


def test_module_and_height_keep_to_the_standard_for_logistic_labels() -> None:
    (bars,) = [mark for mark in layout(LABEL).marks if isinstance(mark, Bars)]
    assert 0.495 <= bars.module <= 0.94
    assert bars.height >= 31.75
    quiet = 10 * bars.module
    assert bars.x >= quiet
    assert bars.x + len(bars.modules) * bars.module <= 100 - quiet


def test_the_pdf_says_everything_in_clear_chinese_included() -> None:
    text = pdf_text(pdf([LABEL]))
    for said in ("#10421", "3 / 12", "12.340 kg", "SF Express", "PO-2026-00871", "Northwind Foods", *LABEL.ship_to):
        assert said in text
    assert "(00) 395212340000000014" in text


@pytest.mark.parametrize("wrong", ["395212340000000015", "39521234000000001", "", "39521234000000001X", "٣" * 18])
def test_a_wrong_sscc_never_becomes_a_label(wrong: str) -> None:
    with pytest.raises(LabelError, match="is not an SSCC"):
        pdf([msgspec.structs.replace(LABEL, sscc=wrong)])


def test_the_same_label_gives_the_same_bytes() -> None:
    assert pdf([LABEL]) == pdf([LABEL])
    assert png(LABEL) == png(LABEL)


def test_no_text_runs_off_the_label_however_long_it_is() -> None:
    long = "Donaudampfschifffahrtsgesellschaft 有限公司 " * 5
    label = CartonLabel(
        sscc=LABEL.sscc, order_number=long, ship_to=(long,) * 9, from_name=long, carton_no=12_345,
        carton_count=123_456_789, weight_g=99_999_999, carrier=long, purchase_order=long,
    )  # fmt: skip
    for mark in layout(label).marks:
        if isinstance(mark, Text):
            assert mark.x + lettering.width(mark.text, mark.size, bold=mark.bold) <= 100 - 4.9
            assert mark.size >= lettering.SIZE_MIN
    assert seen_on_png(png(label)) == ON_THE_BARS


def test_order_and_carton_number_are_large_enough_to_be_read_from_a_metre() -> None:
    size = {mark.text: mark.size for mark in layout(LABEL).marks if isinstance(mark, Text)}
    assert size["#10421"] >= 12
    assert size["3 / 12"] >= 12


@pytest.mark.parametrize("name", ["", "\x00\x1b[2J", "🍏 Apfel", "Łódź Čapek", "\u202egnp", "\n", "\uff41\uff42"])
def test_any_name_can_be_printed(name: str) -> None:
    label = msgspec.structs.replace(LABEL, ship_to=(name,), from_name=name, order_number=name, carrier=name)
    assert seen_on_png(png(label)) == ON_THE_BARS


def test_accents_that_the_fonts_lack_are_dropped_and_the_letters_stay() -> None:
    assert lettering.printable("Łódź Čapek Müller\t中文") == "Łódź Čapek Müller 中文"
    assert lettering.printable("Ṩọ ǟ 🍏 龘") == "Sọ a ? 龘"
