"""The checker's own book of work on paper: each line of a sheet, who did it and when, and who entered it first.

What a line says was done is in the other books, as if whoever did it had told it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from backend.lab.simulate.leases import Fail
from backend.lab.simulate.standing import PAPER, Stood, told, written

Line = tuple[str, int, str, int, str, int, str]
"""The kind of an op and its units, by whom and when; by whom, when and as which op it was entered."""


def units_of(kind: str, body: dict[str, Any]) -> int:
    """The number that was written on a line."""
    if kind == "count.record":
        return sum(line["counted"] for line in body["lines"])
    return 0 if kind == "pick.put" else int(body.get("units", 1))


class Book:
    """All lines of one log. `looked`: by op, the tasks to look at a sheet. `moved`: ops with moves in the ledger."""

    def __init__(self, fail: Fail, looked: Counter[str], moved: set[str]) -> None:
        self.fail, self._looked, self._moved = fail, looked, moved
        self.lines: dict[str, Line] = {}

    def read(self, stood: Stood) -> None:
        """One op, in the order of the log."""
        if stood.kind != PAPER:
            return
        line, (kind, body) = stood.body["line"], written(stood.body)
        units, known = units_of(kind, body), self.lines.get(line)
        otherwise = known is not None and known[1] != units
        where = f"{stood.kind} {stood.id}: line {line}"
        if self._looked[stood.id] != otherwise or (otherwise != (stood.code == "entered_otherwise")):
            before = known[1] if known else "nothing"
            self.fail("P2", f"{where} was {before} before, and is {units} now: {stood.code or 'nobody was told'}")
        if known is not None and stood.id in self._moved:
            self.fail("P1", f"{where} was entered before, and has moved units again")
        if stood.body.get("moved_since") and stood.id in self._moved:
            self.fail("P2", f"{where} is a count that nobody can hold against the books, and has corrected them")
        done = min(stood.body["at"], stood.heard), stood.author, stood.heard, stood.id
        self.lines.setdefault(line, (kind, units, stood.body["by"], *done))


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the rows. `raw`: the driver's connection."""
    query = "SELECT op, count(*) FROM exception_task WHERE act = 'check_paper' GROUP BY op"
    looked = Counter(dict(raw.execute(query).fetchall()))
    moved = {op for (op,) in raw.execute("SELECT DISTINCT op FROM move")}
    book = Book(fail, looked, moved)
    for stood in told(raw):
        book.read(stood)
    query = 'SELECT id, kind, units, "by", at, entered_by, entered_at, op FROM paper_line'
    rows = {id_: tuple(said) for id_, *said in raw.execute(query)}
    for id_, said in sorted(set(rows.items()) ^ set(book.lines.items())):
        fail("P2", f"line {id_} of a sheet is {rows.get(id_)}, people said {book.lines.get(id_)}: {said[0]}")
