"""The checker's own book of numbers on pallets: which building each is of, and who was told what of it as it began."""

from __future__ import annotations

from collections import Counter
from typing import Any

from backend.lab.simulate import world
from backend.lab.simulate.leases import Fail
from backend.lab.simulate.standing import Stood, standing


class Book:
    """All numbers of one log.

    `told`: by op, how often somebody was told that a pallet bears a number of nobody's. `gone`: ops whose carton had
    left before, so that nothing lies on a pallet by them.
    """

    def __init__(self, fail: Fail, told: Counter[str], gone: set[str]) -> None:
        self.fail, self._told, self._gone = fail, told, gone
        self.houses: dict[str, str] = {}

    def read(self, stood: Stood) -> None:
        """One op, in the order of the log: a number begins once, whoever else believes to begin it."""
        if stood.kind != "pallet.add" or stood.code == "unknown_carton":
            return
        number, house = stood.body["pallet"], stood.body["warehouse"]
        where = f"{stood.kind} {stood.id}: {number}"
        begins = number not in self.houses
        of = self.houses.get(number, house)
        if stood.id not in self._gone:
            self.houses.setdefault(number, house)
        if (of != house) != (stood.code == "other_building"):
            self.fail("P2", f"{where} is a pallet of {of}; in {house} the answer was {stood.code or 'that it is ours'}")
        wanted = begins and number.startswith(world.STRANGE)
        if self._told[stood.id] != wanted:
            self.fail("P2", f"{where} {'begins' if begins else 'was begun'}, {self._told[stood.id]} were told of it")


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the rows. `raw`: the driver's connection."""
    query = "SELECT op, count(*) FROM exception_task WHERE code = 'sscc_unknown' GROUP BY op"
    gone = {op for (op,) in raw.execute("SELECT op FROM exception_task WHERE code = 'already_shipped'")}
    book = Book(fail, Counter(dict(raw.execute(query).fetchall())), gone)
    for stood in standing(raw):
        book.read(stood)
    rows = dict(raw.execute("SELECT id, warehouse FROM pallet").fetchall())
    lies = {pallet for (pallet,) in raw.execute("SELECT DISTINCT pallet FROM carton WHERE pallet IS NOT NULL")}
    for number in sorted(rows.keys() | lies):
        if rows.get(number) != book.houses.get(number):
            fail("P1", f"{number} is a pallet of {rows.get(number)}, it was begun in {book.houses.get(number)}")
