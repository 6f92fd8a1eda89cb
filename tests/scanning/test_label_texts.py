"""Whatever is in a name or an address: the symbol stays readable, and nothing runs off the label or over its bars."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.scanning.labels import (
    BadgeLabel,
    CartonLabel,
    Label,
    LabelError,
    LocationLabel,
    PalletLabel,
    ProductLabel,
    ReturnLabel,
    ShippingLabel,
    ToteLabel,
    layout,
    png,
    zpl,
)
from backend.scanning.labels.marks import Bars, Matrix, Text
from tests.scanning.edges import edges
from tests.scanning.reader import seen_on_png
from tests.scanning.samples import SECRET, SSCC

WORDS = st.one_of(
    st.text(max_size=60),
    st.text("王小明上海市浦东新区世纪大道有限公司", max_size=60),
    st.sampled_from(
        ("^XZ^XA^FDx^FS", "~JA", "_5E", "]]>", "</text><script>", "&amp;", "\\", "𠮷野家", "\u202egnp", "W" * 200)
    ),
)
LINES = st.lists(WORDS, max_size=8).map(tuple)
NUMBER = st.integers(0, 99_999_999)
SKU = st.text("ABCXYZ0123456789-./", min_size=1, max_size=18)
ON_SSCC = [("]C1", "00" + SSCC)]
LANG = st.sampled_from(("en", "zh"))
LABELS: list[tuple[st.SearchStrategy[Label], list[tuple[str, str]]]] = [
    (st.builds(LocationLabel, code=st.just("A-12-04"), check_digits=WORDS, arrow=st.sampled_from(("", "up", "left")),
               note=WORDS, lang=LANG, reprint=st.booleans()), [("]C0", "L-A-12-04")]),
    (st.builds(ToteLabel, code=st.just("T-0007"), note=WORDS, lang=LANG, reprint=st.booleans()), [("]C0", "T-0007")]),
    (st.builds(BadgeLabel, secret=st.just(SECRET), name=WORDS, note=WORDS, lang=LANG, reprint=st.booleans()),
     [("]Q1", "TOTE-BADGE:" + SECRET)]),
    (st.builds(ProductLabel, gtin=st.just("9521101530001"), sku=WORDS, name=WORDS, lot=WORDS, units=NUMBER, lang=LANG,
               reprint=st.booleans()), [("]E0", "9521101530001")]),
    (st.builds(CartonLabel, sscc=st.just(SSCC), order_number=WORDS, ship_to=LINES, from_name=WORDS, carton_no=NUMBER,
               carton_count=NUMBER, weight_g=NUMBER, carrier=WORDS, purchase_order=WORDS, dangerous=LINES, lang=LANG,
               reprint=st.booleans()), ON_SSCC),
    (st.builds(PalletLabel, sscc=st.just(SSCC), ship_to=LINES, from_name=WORDS, cartons=NUMBER, weight_g=NUMBER,
               content_gtin=st.just("19521101530008"), count=NUMBER.map(lambda n: n % 9999), lang=LANG,
               reprint=st.booleans()), []),
    (st.builds(ShippingLabel, sscc=st.just(SSCC), order_number=WORDS, ship_to=LINES, ship_from=LINES, carrier=WORDS,
               service=WORDS, route=WORDS, phone=WORDS, weight_g=NUMBER, dangerous=LINES, lang=LANG,
               reprint=st.booleans()), ON_SSCC),
    (st.builds(ReturnLabel, code=st.just("RMA-1"), order_number=WORDS, return_to=LINES, customer=WORDS, lang=LANG,
               reprint=st.booleans()), [("]C0", "RMA-1")]),
]  # fmt: skip
KINDS = ("location", "tote", "badge", "product", "carton", "pallet", "shipping", "return")


@pytest.mark.parametrize("number", range(len(LABELS)), ids=KINDS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_text_leaves_the_symbol_readable_and_stays_on_the_label(number: int, data: st.DataObject) -> None:
    strategy, says = LABELS[number]
    label = data.draw(strategy)
    page = layout(label)
    symbols = [mark for mark in page.marks if isinstance(mark, Bars | Matrix)]
    for mark in page.marks:
        left, top, right, foot = edges(mark)
        assert left >= -0.01, mark
        assert top >= 0, mark
        assert right <= page.width + 0.01, mark
        assert foot <= page.height, mark
        for symbol in symbols:
            a, b = edges(symbol), (left, top, right, foot)
            touches = a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
            assert mark is symbol or (isinstance(mark, Text) and not mark.text) or not touches, (mark, symbol)
    assert zpl([label]).count(b"^XA") == 1
    if says:
        assert seen_on_png(png(label)) == says


@given(sku=SKU, lot=st.text("ABC012345-/", max_size=20), day=st.dates().map(str))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("symbol", ["gs1-128", "datamatrix", "code128"])
def test_any_lot_reads_back_or_is_refused(symbol: str, sku: str, lot: str, day: str) -> None:
    label = ProductLabel(gtin="9521101530001", sku=sku, name="x", lot=lot, expiry=day, symbol=symbol)  # type: ignore[arg-type]
    try:
        picture = png(label)
    except LabelError as error:
        refused = error.code
    else:
        refused = ""
    if refused:
        assert refused == "label_too_long"
        return
    ((_, text),) = seen_on_png(picture)
    stamp = day[2:4] + day[5:7] + day[8:]
    assert text == (sku if symbol == "code128" else f"010952110153000117{stamp}" + (f"10{lot}" if lot else ""))


WRONG: list[tuple[Label, str]] = [
    (ProductLabel(gtin="9521101530002", sku="a", name="a"), "label_gtin"),
    (ProductLabel(gtin="19521101530008", sku="a", name="a"), "label_no_ean"),
    (ProductLabel(gtin="9521101530001", sku="a", name="a", lot="A B", symbol="datamatrix"), "label_value"),
    (ProductLabel(gtin="9521101530001", sku="a", name="a", lot="A" * 21, symbol="gs1-128"), "label_value"),
    (ProductLabel(gtin="9521101530001", sku="a", name="a", expiry="2026-13-01", symbol="gs1-128"), "label_value"),
    (ProductLabel(gtin="9521101530001", sku="a", name="a", expiry="tomorrow", symbol="qr-link"), "label_value"),
    (ProductLabel(gtin="9521101530001", sku="a", name="a", lot="é", symbol="qr-link"), "label_value"),
    (ProductLabel(sku="", name="a", symbol="code128"), "label_text"),
    (PalletLabel(sscc="1" * 18, ship_to=(), from_name="", cartons=1), "label_sscc"),
    (PalletLabel(sscc=SSCC, ship_to=(), from_name="", cartons=1, content_gtin="1"), "label_gtin"),
    (ShippingLabel(sscc="", order_number="", ship_to=(), ship_from=(), carrier=""), "label_sscc"),
    (ReturnLabel(code="退货", order_number="", return_to=()), "label_text"),
    (ReturnLabel(code="R" * 60, order_number="", return_to=()), "label_too_long"),
    (BadgeLabel(secret="0123456789abcdefghjkmnpqrstvwxyz", name=""), "label_secret"),
]


@pytest.mark.parametrize(("label", "code"), WRONG)
def test_wrong_data_is_refused_before_anything_is_printed_in_both_languages(label: Label, code: str) -> None:
    with pytest.raises(LabelError) as refused:
        layout(label)
    assert refused.value.code == code
    assert "{" not in refused.value.en + refused.value.zh
