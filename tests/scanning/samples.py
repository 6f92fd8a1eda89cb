"""One label of every kind and symbol, and what a scanner must say of each."""

from __future__ import annotations

from typing import Any, NamedTuple

from backend.scanning.labels import (
    BadgeLabel,
    CartonLabel,
    CommandLabel,
    Label,
    LocationLabel,
    OrderLabel,
    PalletLabel,
    ProductLabel,
    ReturnLabel,
    ShippingLabel,
    ToteLabel,
)
from backend.scanning.labels.kinds import Lang
from backend.scanning.sscc import sscc

SSCC = sscc(3, "9521234", 1)
HOME = ("王小明", "上海市浦东新区世纪大道 100 号", "200120 Shanghai", "China")
SECRET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GOODS: dict[str, Any] = {
    "gtin": "9521101530001", "sku": "AJ-1L", "name": "Apple juice 苹果汁 1 l", "lot": "LOT-7_a/b",
    "expiry": "2026-12-31", "units": 12,
}  # fmt: skip
GS1_TEXT = "01095211015300011726123110LOT-7_a/b"


class Sample(NamedTuple):
    """A label, and (symbology identifier, content) of its symbols from the top."""

    name: str
    label: Label
    says: list[tuple[str, str]]


DANGEROUS = ("UN1266 · 3", "UN1992 · 3 (6.1)", "UN1950 · 2.1")


def samples(lang: Lang, *, reprint: bool) -> list[Sample]:
    o: dict[str, Any] = {"lang": lang, "reprint": reprint}
    ship: dict[str, Any] = {"sscc": SSCC, "ship_to": HOME}
    on_sscc = [("]C1", "00" + SSCC)]
    content: dict[str, Any] = {"content_gtin": "19521101530008", "count": 40}
    return [
        Sample("location", LocationLabel(code="A-12-04", check_digits="47", arrow="up", note="冷藏", **o), [
            ("]C0", "L-A-12-04"),
        ]),
        Sample("place", LocationLabel(code="B-99-1", **o), [("]C0", "L-B-99-1")]),
        Sample("tote", ToteLabel(code="T-0007", note="blue 蓝色", **o), [("]C0", "T-0007")]),
        Sample("order", OrderLabel(code="#10421", note="rush", **o), [("]C0", "O-#10421")]),
        Sample("command", CommandLabel(code="CONFIRM", **o), [("]C0", "C-CONFIRM")]),
        Sample("badge", BadgeLabel(secret=SECRET, name="王小明", note="Rotterdam", **o), [
            ("]Q1", "TOTE-BADGE:" + SECRET),
        ]),
        Sample("ean-13", ProductLabel(**GOODS, **o), [("]E0", "9521101530001")]),
        Sample("ean-8", ProductLabel(**GOODS | {"gtin": "96385074"}, **o), [("]E4", "96385074")]),
        Sample("upc-a", ProductLabel(**GOODS | {"gtin": "036000291452"}, **o), [("]E0", "0036000291452")]),
        Sample("gs1-128", ProductLabel(**GOODS, symbol="gs1-128", **o), [("]C1", GS1_TEXT)]),
        Sample("datamatrix", ProductLabel(**GOODS, symbol="datamatrix", **o), [("]d2", GS1_TEXT)]),
        Sample("link", ProductLabel(**GOODS, symbol="qr-link", **o), [
            ("]Q1", "https://id.gs1.org/01/09521101530001/10/LOT-7_a%2Fb?17=261231"),
        ]),
        Sample("sku", ProductLabel(**GOODS, symbol="code128", **o), [("]C0", "AJ-1L")]),
        Sample("carton", CartonLabel(
            order_number="#10421", from_name="Northwind Foods", carton_no=3, carton_count=12, weight_g=12_340,
            carrier="SF Express 顺丰", purchase_order="PO-2026-00871", **ship, **o,
        ), on_sscc),
        Sample("pallet", PalletLabel(from_name="Northwind", cartons=40, weight_g=412_000, **ship, **o), on_sscc),
        Sample("pallet of one thing", PalletLabel(from_name="Northwind", cartons=40, **content, **ship, **o), [
            ("]C1", "02195211015300083740"), *on_sscc,
        ]),
        Sample("pallet of one lot", PalletLabel(
            from_name="北风", cartons=40, lot="LOT7", best_before="2026-12-31", **content, **ship, **o,
        ), [("]C1", "02195211015300083740"), ("]C1", "1526123110LOT7"), *on_sscc]),
        Sample("shipping", ShippingLabel(
            order_number="#10421", ship_from=("Northwind Foods", "Havenweg 1", "3011 Rotterdam"), carrier="DHL",
            service="Express", route="NL-RTM-04", phone="+31 10 123 45 67", weight_g=2_400, **ship, **o,
        ), on_sscc),
        Sample("carton of dangerous goods", CartonLabel(
            order_number="#10421", from_name="Northwind Foods", carton_no=3, carton_count=12, weight_g=12_340,
            carrier="SF Express 顺丰", purchase_order="PO-2026-00871", dangerous=DANGEROUS, **ship, **o,
        ), on_sscc),
        Sample("shipping of dangerous goods", ShippingLabel(
            order_number="#10421", ship_from=("Northwind Foods", "Havenweg 1", "3011 Rotterdam"), carrier="DHL",
            service="Express", route="NL-RTM-04", phone="+31 10 123 45 67", weight_g=2_400, dangerous=DANGEROUS,
            **ship, **o,
        ), on_sscc),
        Sample("return", ReturnLabel(code="RMA-00871", order_number="#10421", return_to=HOME, customer="王小明", **o), [
            ("]C0", "RMA-00871"),
        ]),
    ]  # fmt: skip


ALL = [sample for lang in ("en", "zh") for sample in samples(lang, reprint=lang == "zh")]
NAMES = [f"{sample.name} in {sample.label.lang}" for sample in ALL]
