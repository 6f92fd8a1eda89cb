"""The checker's own book of substitutes: who has agreed to what, who was asked, and what was promised for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from backend.lab.simulate import trucks, turned_up
from backend.lab.simulate.leases import Fail
from backend.lab.simulate.standing import Stood, standing
from backend.lab.simulate.turned_up import Again, Instead, Missing


class Ask(Struct):
    """A question to the office, as the log tells it."""

    other: str
    units: int
    stage: str = "asked"


class Book:
    """All substitutes of one log.

    `stops`: by stop, its line, product and shipment. `given`: units of each new line. `tasks`: by task, its stop and
    units.
    """

    def __init__(
        self, fail: Fail, customers: dict[str, str], stops: dict[str, tuple[str, str, str]], given: dict[str, int],
        tasks: dict[str, tuple[str, int]], missing: Missing,
    ) -> None:  # fmt: skip
        self.fail, self._customers, self._stops, self._given = fail, customers, stops, given
        self._tasks, self.missing = tasks, missing
        self._found: dict[str, Again] = {}
        """By task that was settled as found, what came of it."""
        self.asks: dict[str, Ask] = {}
        self.replaced: Counter[str] = Counter()
        """By line, the units that something else is sent for, or that are not taken after all."""
        self.lines: dict[str, Instead] = {}
        self.agreed: dict[str, str] = {}
        """What an order on the floor goes by."""
        self._of_order: dict[str, str] = {}
        self._in_general: dict[str, str] = {}
        self._list: dict[tuple[str, str], tuple[int, int, bool]] = {}
        self._off: set[str] = set()
        """Orders that were cancelled."""
        self._packed: set[str] = set()
        """Orders of which nothing changes any more: packed, all on trucks, or cancelled."""
        self._cartons: dict[str, set[str]] = defaultdict(set)
        self._turns: dict[str, Callable[[Stood], None]] = {
            "product.substitute": self._listed, "customer.consent": self._said, "order.consent": self._said_of_one,
            "pick.release": self._released, "pick.substitute": self._substituted, "pick.ask": self._asked,
            "order.answer": self._answered, "pack.finish": self._finished,
            "order.cancel": self._cancelled, "pick.unsubstitute": self._given_up, "pack.open": self._opened,
            "pick.short": self._short, "pick.found": self._picker_found, "task.settle": self._settled,
            "task.unsettle": self._unsettled,
        }  # fmt: skip

    def read(self, stood: Stood) -> None:
        """One op, in the order of the log."""
        self._touch(stood)
        if stood.kind in self._turns:
            self._turns[stood.kind](stood)

    def _touch(self, stood: Stood) -> None:
        """Whose units of a substitute may be in somebody's hands: how many there are is not followed."""
        body = stood.body
        stop = self._tasks.get(body.get("task", ""), (body.get("task", ""), 0))[0]
        line, product, shipment = self._stops.get(stop, ("", "", ""))
        carton = str(body.get("carton", "")).rpartition("/")[0]
        for id_, by in self.lines.items():
            mine = id_ == line and stood.kind not in {"pick.short", "pick.found", "pick.substitute"}
            gathered = stood.kind == "pick.gather" and by.product == product
            packed = by.shipment in {carton, shipment} and stood.kind.startswith(("pack.", "task."))
            by.taken = by.taken or mine or gathered or packed

    def look_at(self, on_trucks: dict[str, str | None]) -> None:
        """By carton, the truck that it is on. An order is packed once all of it is on some, whoever said so."""
        on = {carton for carton, truck in on_trucks.items() if truck}
        self._packed |= {order for order, cartons in self._cartons.items() if cartons <= on}

    def _opened(self, stood: Stood) -> None:
        self._cartons[stood.body["shipment"]].add(f"{stood.body['shipment']}/{stood.body['number']}")

    def _listed(self, stood: Stood) -> None:
        body = stood.body
        ratio = body.get("gives", 1), body.get("per", 1), body.get("active", True)
        self._list[body["product"], body["other"]] = ratio

    def _said(self, stood: Stood) -> None:
        self._in_general[stood.body["customer"]] = stood.body["substitutes"]

    def _said_of_one(self, stood: Stood) -> None:
        order = stood.body["order"]
        self._of_order[order] = stood.body["substitutes"]
        if order in self.agreed:
            self.agreed[order] = stood.body["substitutes"]

    def _released(self, stood: Stood) -> None:
        for order in stood.body["orders"]:
            self.agreed[order] = self._of_order.get(order) or self._in_general.get(self._customers[order], "")

    def _finished(self, stood: Stood) -> None:
        self._packed.add(stood.body["shipment"])

    def _cancelled(self, stood: Stood) -> None:
        self._packed.add(stood.body["order"])
        self._off.add(stood.body["order"])

    def follows(self, line: str) -> bool:
        """Whether it knows what a line is replaced by, and what stands in for it."""
        of = self.lines[line].of if line in self.lines else ""
        return self.missing.follows(line) and (not of or self.follows(of))

    # Units that turn up

    def _short(self, stood: Stood) -> None:
        self.missing.short(stood, self._stops[stood.body["task"]][0])

    def _picker_found(self, stood: Stood) -> None:
        self._turn_up(stood, stood.body["task"], stood.body["units"])

    def _settled(self, stood: Stood) -> None:
        stop, units = self._tasks.get(stood.body["task"], ("", 0))
        if stood.body["choice"] == "found" and stop in self._stops:
            self._found[stood.body["task"]] = self._turn_up(stood, stop, units)

    def _turn_up(self, stood: Stood, stop: str, units: int) -> Again:
        """What nobody has taken yet goes out as it was ordered; of the rest somebody is told to leave it."""
        line, _, shipment = self._stops[stop]
        over = shipment in self._packed
        again, stay = self.missing.found(stop, line, units, self.lines, over=over)
        told = int(stood.params.get("stay", 0))
        if (
            self.missing.follows(line)
            and stood.code != "grant_lapsed"
            and told != (0 if shipment in self._off else stay)
        ):
            self.fail("P2", f"{stood.kind} {stood.id}: {stay} found are not wanted, somebody was told of {told}")
        self._book_again(again, 1)
        return again

    def _book_again(self, again: Again, sign: int) -> None:
        self.replaced[again.line] -= sign * self.missing.count(again, self.lines, sign)
        for id_, times in again.instead.items():
            self.replaced[id_] += sign * times * self.lines[id_].gives

    def _unsettled(self, stood: Stood) -> None:
        if stood.body["task"] in self._found:
            self._book_again(self._found.pop(stood.body["task"]), -1)

    def _substituted(self, stood: Stood) -> None:
        """With consent, from the list, and no more than was short; what is not promised is told."""
        body, told = stood.body, stood.params
        line, product, shipment = self._stops[body["task"]]
        gives, per, active = self._list.get((product, body["other"]), (1, 1, False))
        new = self._given.get(f"{stood.id}/line", 0)
        units = new // gives * per
        where = f"{stood.kind} {stood.id}"
        if units and (self.agreed.get(shipment) != "always" or not active):
            self.fail("P2", f"{where}: {new} of {body['other']} go out, and nobody has agreed to it")
        if units and shipment in self._packed:
            self.fail("P2", f"{where}: {new} of {body['other']} are promised for what is packed")
        if new * per != units * gives or units > body["units"]:
            self.fail("P2", f"{where}: {new} of {body['other']} for {units} of {body['units']}, {gives} for {per}")
        lacking = sum(place["units"] for place in body["places"]) - new
        if stood.code != "grant_lapsed" and (lacking > 0) != (told.get("lacking", 0) == lacking and lacking > 0):
            self.fail("P2", f"{where}: {lacking} may not go, somebody was told of {told.get('lacking', 0)}")
        self._replace(stood, line, Instead(line, new, gives, per, new, body["other"], shipment))

    def _replace(self, stood: Stood, line: str, by: Instead) -> None:
        self._stand(line, by.stands_for)
        self.missing.lines[line] -= by.stands_for
        self.lines[f"{stood.id}/line"] = by

    def _stand(self, line: str, units: int) -> None:
        """So many units of a line go out as something else, which may be so for what stands in itself."""
        self.replaced[line] += units
        if line in self.lines:
            self.lines[line].left -= units

    def _given_up(self, stood: Stood) -> None:
        """All of one that nobody has packed, and just that; once."""
        line, _, shipment = self._stops[stood.body["task"]]
        by = self.lines.get(stood.body["line"], Instead("", 0, 1, 1, 0, "", ""))
        off = shipment in self._packed or by.of != line or (line in self.lines and self.lines[line].is_off)
        units, given = (0, 0) if off else (by.stands_for, by.left)
        told = stood.params.get("units", 0), stood.params.get("given", 0)
        if not off and not self.missing.follows(line):  # some turned up when others may have been taken in their place
            units, given = told if stood.code != "grant_lapsed" else (units, given)
        if stood.code != "grant_lapsed" and told != (units, given):
            self.fail("P2", f"{stood.kind} {stood.id}: {given} for {units} are given up, somebody was told of {told}")
        if units:
            self._stand(line, -units)
            self.missing.lines[line] += units
            self.replaced[stood.body["line"]] += given
            by.left, by.is_off = 0, True

    def _asked(self, stood: Stood) -> None:
        _, product, shipment = self._stops[stood.body["task"]]
        if self.agreed.get(shipment) == "never":
            self.fail("P2", f"{stood.kind} {stood.id}: the customer wants no substitutes, and is asked")
        if not self._list.get((product, stood.body["other"]), (1, 1, False))[2]:
            self.fail("P2", f"{stood.kind} {stood.id}: {stood.body['other']} does not go in place of {product}")
        if stood.body["task"] in self.asks:
            self.fail("P1", f"{stood.kind} {stood.id}: it was asked before")
        self.asks[stood.body["task"]] = Ask(stood.body["other"], stood.body["units"])

    def _answered(self, stood: Stood) -> None:
        """Once; a yes comes too late for what is packed, and a no brings nothing."""
        ask, new = self.asks[stood.body["ask"]], self._given.get(f"{stood.id}/line", 0)
        line, product, shipment = self._stops[stood.body["ask"]]
        where = f"{stood.kind} {stood.id}"
        if ask.stage != "asked":
            self.fail("P1", f"{where}: it was {ask.stage} before")
        ask.stage = str(stood.params.get("stage", ""))
        if (ask.stage == "allowed") != bool(new) or (not stood.body["allow"] and ask.stage != "declined"):
            self.fail("P2", f"{where}: {stood.body['allow']} became {ask.stage}, {new} of {ask.other} go out")
        if ask.stage == "allowed" and shipment in self._packed:
            self.fail("P2", f"{where}: {new} of {ask.other} are promised for what is packed")
        if new:
            gives, per, active = self._list.get((product, ask.other), (1, 1, False))
            if not active or new // gives * per > ask.units:
                self.fail("P2", f"{where}: {new} of {ask.other} for {ask.units}, on the list: {active}")
            self._replace(stood, line, Instead(line, new, gives, per, new, ask.other, shipment))


def _read(raw: Any, fail: Fail, given: dict[str, int]) -> Book:
    customers = dict(raw.execute("SELECT id, customer FROM sales_order").fetchall())
    query = "SELECT id, shipment_line, product, shipment FROM pick_task"
    stops = {id_: (line, product, shipment) for id_, line, product, shipment in raw.execute(query)}
    query = "SELECT id, json_extract(params, '$.task'), quantity FROM exception_task"
    tasks = {id_: (stop or "", units) for id_, stop, units in raw.execute(query)}
    missing = Missing(turned_up.lacking_from_the_start(raw))
    book, dock = Book(fail, customers, stops, given, tasks, missing), trucks.book_of(raw, lambda *_: None)
    for at, stood in enumerate(standing(raw)):
        book.read(stood)
        dock.read(at, stood)
        if stood.kind in {"ship.load", "pallet.load"}:
            book.look_at({carton.id: carton.truck for carton in dock.cartons})
    return book


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the rows. `raw`: the driver's connection."""
    given = dict(raw.execute("SELECT id, ordered FROM order_line WHERE instead_of IS NOT NULL").fetchall())
    book = _read(raw, fail, given)
    for id_, consent in raw.execute("SELECT id, substitutes FROM shipment"):
        if (consent or "") != book.agreed.get(id_, ""):
            fail("P2", f"shipment {id_} goes by {consent!r}, agreed was {book.agreed.get(id_)!r}")
    for id_, stage in raw.execute("SELECT id, stage FROM substitute_ask"):
        if id_ not in book.asks or book.asks[id_].stage != stage:
            fail("P2", f"the question about {id_} is {stage}, people said {book.asks.get(id_)}")
    for id_, replaced, ordered in raw.execute("SELECT id, replaced, ordered FROM order_line"):
        if book.follows(id_) and (replaced or 0) != book.replaced[id_]:
            fail("P2", f"order line {id_} is replaced by {replaced}, people said {book.replaced[id_]}")
        if (replaced or 0) > ordered:
            fail("P2", f"order line {id_}: {replaced} of {ordered} are replaced")
    for id_ in given.keys() - book.lines.keys():
        fail("P2", f"line {id_} is in place of another, and nobody has asked for it")
    _lines(raw, fail)
    turned_up.check(raw, fail)


def _lines(raw: Any, fail: Fail) -> None:
    """What is sent and what is sent in its place never come to more than was promised."""
    query = (
        "SELECT shipment_line.id, wanted, ordered - backordered, replaced FROM shipment_line "
        "JOIN order_line ON order_line.id = shipment_line.id"
    )
    for id_, wanted, promised, replaced in raw.execute(query):
        if wanted + (replaced or 0) > promised:
            fail("P2", f"line {id_}: {wanted} wanted and {replaced} replaced, {promised} were promised")
