"""Labels of cartons with their marks and their SVG: what the server draws, for the browser's hand to be held against.

`python -m tests.scanning.label_cases` writes the file anew, after a layout was changed on purpose.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from backend.scanning import labels
from backend.scanning.labels import CartonLabel
from backend.scanning.labels.marks import Bars, Box, Mark, Text

FILE = Path(__file__).parents[1] / "cases" / "labels.json"
Json = dict[str, Any]
PLAIN: Json = {
    "sscc": "087123450000001018", "order_number": "1001", "from_name": "Rotterdam", "carton_no": 1,
    "ship_to": ["Bakery Blom", "Westzeedijk 12", "3016 AE Rotterdam", "NL"],
}  # fmt: skip
LONG = "Koninklijke Maatschappij tot Bevordering der Bakkerskunst en Aanverwante Ambachten, afdeling Zuid-Holland"
LABELS: dict[str, Json] = {
    "as little as there can be": {**PLAIN, "ship_to": []},
    "a usual one": {**PLAIN, "weight_g": 2320},
    "all that there can be": {
        **PLAIN, "carton_no": 12, "carton_count": 14, "weight_g": 12_340, "carrier": "DHL Parcel",
        "purchase_order": "PO-2026/118", "order_number": "SH-20417",
    },
    "printed again": {**PLAIN, "reprint": True},
    "printed again, in Chinese": {**PLAIN, "reprint": True, "lang": "zh", "weight_g": 999, "carrier": "顺丰速运"},
    "to China": {
        **PLAIN, "sscc": "187123456780000002", "lang": "zh", "from_name": "鹿特丹仓库", "weight_g": 500,
        "ship_to": ["深圳市南山区贸易有限公司（总部）", "科技园南路18号A座2301室", "518057 深圳", "CN"],
    },
    "long names are made smaller": {
        **PLAIN, "ship_to": [LONG[:52], LONG[:70], "1012 AB Amsterdam"], "from_name": LONG[:30],
        "order_number": "WEB-2026-000000000417", "carrier": "United Parcel Service",
        "purchase_order": "4500012345678901",
    },
    "longer ones are cut": {
        **PLAIN, "ship_to": [f"{LONG} {LONG}"[:199], f"{LONG}, {LONG}"[:190]], "order_number": LONG,
        "purchase_order": LONG,
    },
    "long Chinese ones too": {**PLAIN, "lang": "zh", "ship_to": ["国际物流有限公司" * 6, "北京市朝阳区" * 12]},
    "accents, signs and what is code in SVG": {
        **PLAIN, "ship_to": ["Ça & <là> “Œuvre” – 50 €", "Größe ½ × ¼", "Ñandú, Åsa Ÿ"], "from_name": "A&B <C>",
    },
    "blanks, controls and what is beyond the basic plane": {
        **PLAIN, "ship_to": ["  Blom\u00a0\t\u200b& Co  ", " ", "", "𝐀 😀 depot"],
    },
    "dangerous goods": {**PLAIN, "weight_g": 2320, "dangerous": ["UN1993 · 3"]},
    "dangerous goods of two kinds, in Chinese": {
        **PLAIN, "lang": "zh", "order_number": "WEB-2026-000000000417", "dangerous": ["UN1266 · 3", "UN1992 · 3 (6.1)"],
    },
    "dangerous goods of five kinds": {
        **PLAIN, "dangerous": ["UN1090 · 3", "UN1266 · 3", "UN1950 · 2.1", "UN1992 · 3 (6.1)", "UN3082 · 9"],
    },
    "more dangerous goods than there is room for": {**PLAIN, "dangerous": [f"UN{1000 + n} · 3" for n in range(9)]},
    "six lines: five are printed": {**PLAIN, "ship_to": ["One", "Two", "Three", "Four", "Five", "Six"]},
    "a last digit of each kind": {**PLAIN, "sscc": "987654321098765435", "carton_no": 999, "carton_count": 999},
}  # fmt: skip


def label_of(given: Json) -> CartonLabel:
    return msgspec.convert(given, CartonLabel, strict=True)


def mark(found: Mark) -> list[Any]:
    """A mark as a case states it, to a tenth of a micrometre."""
    assert isinstance(found, Text | Box | Bars), found
    name = type(found).__name__.lower()
    fields = found[:6] if isinstance(found, Text) else found[:5]
    return [name, *(round(each, 4) if isinstance(each, float) else each for each in fields)]


def case(name: str, given: Json) -> Json:
    label = label_of(given)
    whole = json.loads(msgspec.json.encode(label))
    page = labels.layout(label)
    return {
        "name": name, "label": whole, "size": [page.width, page.height], "title": page.title,
        "marks": [mark(each) for each in page.marks], "svg": labels.svg(label),
    }  # fmt: skip


def written() -> str:
    """The file: a mark a line, so that a change of one is seen."""
    cases = []
    for name, given in LABELS.items():
        found = case(name, given)
        marks = ",\n".join("      " + json.dumps(each, ensure_ascii=False) for each in found["marks"])
        rest = [
            f'    "{key}": {json.dumps(found[key], ensure_ascii=False)}'
            for key in ("name", "label", "size", "title", "svg")
        ]
        cases.append("  {\n" + ",\n".join(rest) + f',\n    "marks": [\n{marks}\n    ]\n  }}')
    return "[\n" + ",\n".join(cases) + "\n]\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
