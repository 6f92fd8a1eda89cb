"""Where goods go and come from on the floor. The browser runs the same cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.domain.stock.put_away import put_away
from backend.domain.stock.refill import refills
from backend.domain.stock.rotate import Shelf
from backend.domain.stock.rows import Location, LocationKind, PickFace, Stock

CASES: dict[str, list[dict[str, Any]]] = json.loads((Path(__file__).parents[1] / "cases/floor.json").read_text())
KINDS: dict[str, LocationKind] = {"T-0001": "tote", "QUARANTINE": "quarantine"}
PLACES = {
    code: Location(id=code, warehouse="ROT", code=code, kind=KINDS.get(code, "bin"), pick_sequence=n)
    for n, code in enumerate(("T-0001", "QUARANTINE", "A-01", "A-02", "B-01", "B-02"))
}


def stocks(given: dict[str, Any]) -> list[Stock]:
    return [
        Stock(
            id=f"{place}/{product}/", warehouse="ROT", location=place, product=product, quantity=quantity,
            allocated=sum(allocated),
        )
        for place, (product, quantity, *allocated) in given["stock"].items()
    ]  # fmt: skip


def faces(given: dict[str, Any]) -> list[PickFace]:
    return [
        PickFace(id=f"{place}/{product}", warehouse="ROT", location=place, product=product, least=least, most=most)
        for place, (product, least, most) in given["faces"].items()
    ]


@pytest.mark.parametrize("case", CASES["put_away"], ids=lambda case: case["name"])
def test_a_bin_is_proposed(case: dict[str, Any]) -> None:
    found = put_away(reversed(PLACES.values()), stocks(case["given"]), faces(case["given"]), "PEN")
    assert (found and found.id) == case["then"]


@pytest.mark.parametrize("case", CASES["refill"], ids=lambda case: case["name"])
def test_a_face_is_filled_up(case: dict[str, Any]) -> None:
    given = case["given"]
    shelves = [Shelf(s, PLACES[s.location], given.get("expiry", {}).get(s.location)) for s in stocks(given)]
    shorts = {(place, product) for place, _, product in (short.partition("/") for short in given["shorts"])}
    found = refills(faces(given), shelves, shorts)
    assert [[one.face.location, one.shelf.location.id, one.units, one.why] for one in found] == case["then"]
