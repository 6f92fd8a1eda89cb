"""The checker's own book of carton numbers: which label each carton bears, from the log of closings alone."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from backend.lab.simulate.leases import Fail, Json
from backend.scanning.sscc import check as is_sscc

STEM = 15
"""Digits that tell the block of a number."""
TOLD = {"sscc_taken", "sscc_on_pallet", "sscc_unknown", "other_label"}
"""Codes that say which label has to come off."""


class Book:
    """The numbers of all cartons, in the order of the log. `blocks`: all that any device was ever given."""

    def __init__(self, fail: Fail, blocks: set[str], pallets: set[str]) -> None:
        self.fail, self.blocks, self.pallets = fail, blocks, pallets
        self.number: dict[str, str] = {}
        self.carton: dict[str, str] = {}

    def closed(self, carton: str, bears: str, code: str, sscc: str) -> None:
        """A carton was closed that bears a label, and `sscc` is said to be its number."""
        before = self.number.get(carton)
        if before and sscc != before:
            self.fail("P1", f"carton {carton} had the number {before}, and has {sscc}")
        if bears not in {"", sscc} and code not in TOLD:
            self.fail("P2", f"carton {carton} bears {bears}, is {sscc} in the books, and nobody is told: {code}")
        free = self.carton.get(bears, carton) == carton and not (code == "sscc_on_pallet" and bears in self.pallets)
        if not before and free and is_sscc(bears) and bears[:STEM] in self.blocks and sscc != bears:
            self.fail("P2", f"carton {carton} bears {bears} of a block, and is {sscc} in the books: {code}")
        if sscc and self.carton.setdefault(sscc, carton) != carton:
            self.fail("P1", f"{sscc} is on carton {self.carton[sscc]} and on {carton}")
        self.number[carton] = sscc


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the cartons. `raw`: the driver's connection."""
    blocks, pallets = raw.execute("SELECT id FROM sscc_block"), raw.execute("SELECT id FROM pallet")
    book = Book(fail, {id_ for (id_,) in blocks}, {id_ for (id_,) in pallets})
    numbers = {id_: sscc or "" for id_, sscc in raw.execute("SELECT id, sscc FROM carton")}
    kinds = "'pack.close@1', 'pack.close@2', 'pack.close@3', 'task.accept@1'"
    held: dict[str, Json] = {}
    for sent, outcome in raw.execute(f"SELECT bytes, outcome FROM op WHERE kind IN ({kinds}) ORDER BY position"):  # noqa: S608
        got: Json = msgspec.json.decode(outcome)
        try:
            op: Json = json.loads(sent)
        except ValueError:
            continue
        if str(op["kind"]).startswith("task.accept"):
            op = held.get(op["body"]["task"].rpartition("/")[0], {})
        if got["out"] == "quarantined":
            held[str(op.get("id"))] = op
        elif op.get("kind", "").startswith("pack.close") and got["out"] in {"applied", "exception"}:
            carton, bears = op["body"]["carton"], op["body"].get("sscc", "")
            # Of one whose author's right had ended no more is said than that; then nothing was wrong with its label.
            given = got.get("params", {}).get("sscc", bears or numbers.get(carton, ""))
            book.closed(carton, bears, got.get("code", ""), given)
    for id_, sscc in numbers.items():
        if sscc != book.number.get(id_, ""):
            fail("P1", f"carton {id_} is {sscc}, its closings say {book.number.get(id_)}")
