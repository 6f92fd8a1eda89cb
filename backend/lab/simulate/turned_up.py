"""The checker's own book of short units that turn up: which of them another product was to go in place of."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec import Struct, field

from backend.lab.simulate.leases import Fail
from backend.lab.simulate.standing import Stood


class Instead(Struct):
    """A line of another product: what was promised of it, and what is still to go out, so many for so many.

    Once it is off, its stops are, and nothing goes out in place of it either. `taken`: people may have units of it.
    """

    of: str
    new: int
    gives: int
    per: int
    left: int
    product: str
    shipment: str
    is_off: bool = False
    taken: bool = False

    @property
    def stands_for(self) -> int:
        """Units of the first product."""
        return self.left // self.gives * self.per


class Again(Struct, frozen=True):
    """Units of a line that are to be picked again: lacking ones, and of each substitute what is not taken for them."""

    line: str
    stop: str
    lacking: int
    instead: dict[str, int]


class Missing(Struct):
    """What is short: by line what no stop brings, by stop what its picker has told and nobody found.

    `lost` are lines of which this is not followed: some came from elsewhere, or it is not told what was taken in their
    place.
    """

    lines: Counter[str]
    stops: Counter[str] = field(default_factory=Counter)
    lost: set[str] = field(default_factory=set)

    def follows(self, line: str) -> bool:
        """Whether it knows what the line lacks."""
        return line not in self.lost

    def short(self, stood: Stood, line: str) -> None:
        """A picker tells how many are missing."""
        units = int(stood.params.get("units", 0))
        if stood.body.get("instead") or stood.code not in {"", "short"}:
            self.lost.add(line)
        self.lines[line] += units
        self.stops[stood.body["task"]] += units

    def found(self, stop: str, line: str, units: int, lines: dict[str, Instead], *, over: bool) -> tuple[Again, int]:
        """Units are there after all. Those that the line lacks come first, then those of the last substitute.

        Returns also how many are not wanted, as another product stands for them.
        """
        units = min(units, self.stops[stop])
        lacking = min(units, self.lines[line])
        rest, instead = units - lacking, {}
        mine = [(id_, by) for id_, by in sorted(lines.items(), reverse=True) if by.of == line and not by.is_off]
        for id_, by in [] if over else mine:
            if rest >= by.per and by.taken:
                self.lost.add(line)
            times = min(by.left // by.gives, rest // by.per)
            if times > 0:
                instead[id_] = times
                rest -= times * by.per
        stands = sum(by.stands_for - instead.get(id_, 0) * by.per for id_, by in mine)
        return Again(line, stop, lacking, instead), min(rest, stands)

    def count(self, again: Again, lines: dict[str, Instead], sign: int) -> int:
        """Book what was found (1), or that it is short again (-1). Returns the units that are no longer replaced."""
        replaced = 0
        for id_, times in again.instead.items():
            by = lines[id_]
            by.left -= sign * times * by.gives
            replaced += times * by.per
            if sign > 0:
                self.lines[id_] -= min(self.lines[id_], times * by.gives)
        self.lines[again.line] -= sign * again.lacking
        self.stops[again.stop] -= sign * (again.lacking + replaced)
        return replaced


def lacking_from_the_start(raw: Any) -> Counter[str]:
    """By line what none of the stops brings that it was released with."""
    query = (
        "SELECT order_line.id, ordered - backordered, "
        "(SELECT total(quantity) FROM pick_task WHERE shipment_line = order_line.id AND id LIKE run || '/%') "
        "FROM order_line JOIN shipment_line ON shipment_line.id = order_line.id WHERE order_line.instead_of IS NULL"
    )
    return Counter({id_: max(0, promised - int(brought)) for id_, promised, brought in raw.execute(query)})


def check(raw: Any, fail: Fail) -> None:
    """What a line is replaced by is what its substitutes stand for, and they stand for what they want and replace."""
    query = (
        "SELECT order_line.id, order_line.instead_of, ordered, replaced, wanted, gives, per FROM order_line "
        "JOIN shipment_line ON shipment_line.id = order_line.id ORDER BY order_line.id"
    )
    lines = raw.execute(query).fetchall()

    def stands(first: str) -> int:
        """Units of a line that its substitutes stand for, with those of their own."""
        mine = [line for line in lines if line[1] == first]
        return sum((n - (replaced or 0) + stands(id_)) // gives * per for id_, _, n, replaced, _, gives, per in mine)

    for id_, of, ordered, replaced, wanted, *_ in lines:
        if of is not None and wanted + (replaced or 0) != ordered:
            fail("P2", f"line {id_}: {wanted} wanted, {replaced} replaced or given up, of {ordered}")
        if of is None and stands(id_) > (replaced or 0):
            fail("P2", f"line {id_} is replaced by {replaced}, its substitutes stand for {stands(id_)}")
