"""The checker's own book of units: for each op where they went, what each delivery and return comes to, each count.

It is written from the bodies of ops and from what is printed on labels, and held against the ledger and the rows.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from backend.lab.simulate import world
from backend.lab.simulate.leases import Fail
from backend.lab.simulate.standing import Stood, standing

Ends = tuple[str, str]
"""Where units came from, and where they went."""
NOWHERE = {"unknown_goods", "not_a_place"}
"""Codes that say that nobody can tell yet what or where it is: nothing is booked."""
WAITS = {"second_count", "counts_differ", "count_crossed", "not_a_place"}
"""Codes that say that somebody else has to look first: nothing is booked."""
WITHIN = {
    "pick.bind", "pick.full", "pick.put", "pick.put_back", "pick.found", "pack.take_out", "task.settle",
    "task.unsettle",
}  # fmt: skip
"""Ops that carry units from one place within the walls to another, as many as there are."""
COUNTS = {"stock.count", "count.record", "count.undo", "task.settle", "task.unsettle"}
"""Ops that may say that there are more, or fewer."""
WIDEST = (50, 25)
"""Units and percent: the largest difference that anybody may correct by themselves."""


class Booked(NamedTuple):
    """An entry of the ledger."""

    from_: str
    to: str
    product: str
    lot: str
    units: int


class Book:
    """All units of one log. `moves`: by op, what the ledger has under it."""

    def __init__(self, fail: Fail, moves: dict[str, list[Booked]]) -> None:
        self.fail, self._moves = fail, moves
        self.moved: Counter[tuple[str, str, str]] = Counter()
        """By place, product and lot: what goods that moved come to."""
        self.corrected: Counter[tuple[str, str, str]] = Counter()
        """The same of counts."""
        self.lines: dict[str, Counter[str]] = defaultdict(Counter)
        """By line of a delivery or a return: what each of its columns comes to."""
        self._rules: dict[str, Callable[[Stood], dict[Ends, int]]] = {
            "stock.receive": self._stocked, "inbound.receive": self._received, "inbound.take_back": self._not_received,
            "inbound.reject": self._rejected, "stock.move": self._carried, "returns.inspect": self._returned,
            "returns.take_back": self._not_returned,
        }  # fmt: skip

    def read(self, stood: Stood) -> None:
        """One op, in the order of the log."""
        booked = self._moves.pop(stood.id, [])
        if stood.kind == "count.record":
            self._counted(stood, booked)
        elif stood.kind in self._rules:
            self._compare(stood, self._rules[stood.kind](stood), booked)
        elif stood.kind in {"pick.scan", "pick.gather", "pack.scan"}:
            self._scanned(stood, booked)
        elif stood.kind not in WITHIN | COUNTS | {"ship.hand_over"} and booked:
            self.fail("P2", f"{stood.kind} {stood.id} has moved units: {booked[0]}")
        self._keep(stood, booked)

    def _keep(self, stood: Stood, booked: list[Booked]) -> None:
        for from_, to, product, lot, units in booked:
            ends = [end.rpartition("/")[2] for end in (from_, to)]
            outside = {"supplier", "customer"} & set(ends)
            if stood.kind in WITHIN | COUNTS and outside:
                self.fail("P2", f"{stood.kind} {stood.id} has moved units beyond the walls: {from_} to {to}")
            if stood.kind == "ship.hand_over" and ends != ["PACK", "customer"] and ends[0] != "adjustment":
                self.fail("P2", f"{stood.kind} {stood.id} has moved units from {from_} to {to}")
            if ends[1] == "adjustment" and stood.kind not in COUNTS | {"returns.inspect"}:
                self.fail("P2", f"{stood.kind} {stood.id} has written off units at {from_}")
            book = self.corrected if "adjustment" in ends else self.moved
            book[from_, product, lot] -= units
            book[to, product, lot] += units

    def _compare(self, stood: Stood, said: dict[Ends, int], booked: list[Booked]) -> None:
        """What somebody said they did is what the ledger has, but for units that it had to find first."""
        found: Counter[Ends] = Counter()
        for from_, to, _, _, units in booked:
            if (from_, to) in said or not from_.endswith("/adjustment"):
                found[from_, to] += units
        if +found != +Counter(said):
            self.fail("P2", f"{stood.kind} {stood.id} ({stood.code}) says {said}, the ledger has {dict(found)}")

    def _house(self, stood: Stood) -> str:
        body = stood.body
        return str(body.get("warehouse") or body.get("location", body.get("from_location", ""))).partition("/")[0]

    def _goods(self, stood: Stood) -> tuple[str, int]:
        """The product and the units that were scanned."""
        product, each = world.LABELS.get(stood.body["raw"], ("", 1))
        return product, each * stood.body.get("units", 1)

    def _stocked(self, stood: Stood) -> dict[Ends, int]:
        body = stood.body
        return {(f"{body['warehouse']}/supplier", body["location"]): body["quantity"]}

    def _received(self, stood: Stood) -> dict[Ends, int]:
        product, units = self._goods(stood)
        if stood.code in NOWHERE:
            return {}
        self.lines[f"{stood.body['inbound']}/{product}"]["received"] += units
        return {(f"{self._house(stood)}/supplier", stood.body["location"]): units}

    def _not_received(self, stood: Stood) -> dict[Ends, int]:
        product, units = self._goods(stood)
        if stood.code in NOWHERE:
            return {}
        line, reason = self.lines[f"{stood.body['inbound']}/{product}"], stood.body.get("reason", "")
        if reason:
            units = min(units, line[reason])
            line[reason] -= units
            line["rejected"] -= units
            return {}
        units = min(units, line["received"])
        line["received"] -= units
        return {(stood.body["location"], f"{self._house(stood)}/supplier"): units}

    def _rejected(self, stood: Stood) -> dict[Ends, int]:
        product, units = self._goods(stood)
        if stood.code not in NOWHERE:
            self.lines[f"{stood.body['inbound']}/{product}"].update({"rejected": units, stood.body["reason"]: units})
        return {}

    def _carried(self, stood: Stood) -> dict[Ends, int]:
        from_, to = stood.body["from_location"], stood.body["to_location"]
        return {} if stood.code in NOWHERE or from_ == to else {(from_, to): self._goods(stood)[1]}

    def _made(self, stood: Stood) -> tuple[str, str]:
        """The column of a return that units count in, and where they are."""
        made, place = stood.body["disposition"], stood.body["location"]
        if made == "scrap":
            return "scrapped", f"{self._house(stood)}/adjustment"
        is_held = place.rpartition("/")[2] == world.HELD
        return ("quarantined" if made == "quarantine" or is_held else "restocked"), place

    def _returned(self, stood: Stood) -> dict[Ends, int]:
        product, units = self._goods(stood)
        if stood.code in NOWHERE:
            return {}
        column, place = self._made(stood)
        if column == "quarantined" and place.rpartition("/")[2] != world.HELD:
            self.fail("P2", f"{stood.id}: goods set apart lie at {place}, where all may pick them")
        self.lines[f"{stood.body['receipt']}/{product}"][column] += units
        return {(f"{self._house(stood)}/customer", place): units}

    def _not_returned(self, stood: Stood) -> dict[Ends, int]:
        product, units = self._goods(stood)
        if stood.code in NOWHERE:
            return {}
        column, place = self._made(stood)
        line = self.lines[f"{stood.body['receipt']}/{product}"]
        units = min(units, line[column])
        line[column] -= units
        return {(place, f"{self._house(stood)}/customer"): units}

    def _scanned(self, stood: Stood, booked: list[Booked]) -> None:
        """What was picked or packed: as many units as were scanned, from wherever they lay."""
        units = sum(m.units for m in booked if not m.from_.endswith("/adjustment"))
        said = 0 if stood.code in {"wrong_item", "carton_gone"} else self._goods(stood)[1]
        if units != said:
            self.fail("P2", f"{stood.kind} {stood.id} ({stood.code}): {said} scanned, {units} in the ledger")

    def _counted(self, stood: Stood, booked: list[Booked]) -> None:
        """A count fixes what counts have corrected, against the goods that moved as the device knew it."""
        place, (line,) = stood.body["location"], stood.body["lines"]
        at = place, line["product"], line.get("lot", "")
        known = line["quantity"] - line.get("corrected", 0) + line.get("moved", 0)
        expected = line["quantity"] + line.get("moved", 0)
        change = line["counted"] - known - self.corrected[at]
        others = self.moved[at] - known
        found = sum(m.units if m.to == place else -m.units for m in booked)
        if stood.code in WAITS:
            change = 0
        elif change * others > 0:
            self.fail("P2", f"count {stood.id} differs the way that goods moved meanwhile, and is booked")
        elif abs(change) > min(WIDEST[0], max(1, max(0, expected) * WIDEST[1] // 100)):
            self.fail("P2", f"count {stood.id}: {change} units off, and nobody looks at it again")
        wanted = max(change, -(self.moved[at] + self.corrected[at]))
        if found != wanted:
            self.fail("P2", f"count {stood.id} ({stood.code}) of {at}: {wanted} to correct, {found} booked")

    def left_over(self) -> None:
        """Moves of ops that do not stand."""
        for id_, booked in self._moves.items():
            self.fail("P2", f"op {id_} does not stand, and has moved units: {booked[0]}")


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the ledger and the rows. `raw`: the driver's connection."""
    moves: dict[str, list[Booked]] = defaultdict(list)
    query = "SELECT op, from_location, to_location, product, lot, quantity FROM move ORDER BY id"
    for op, *entry in raw.execute(query):
        moves[op].append(Booked(*entry))
    book = Book(fail, moves)
    for stood in standing(raw):
        book.read(stood)
    book.left_over()
    _lines(raw, book)
    _balances(raw, book)
    _over(raw, fail)


def _lines(raw: Any, book: Book) -> None:
    """The lines of deliveries and returns are what was received, rejected and looked at."""
    for table, columns in (
        ("inbound_line", ("received", "rejected")), ("return_line", ("restocked", "quarantined", "scrapped"))
    ):  # fmt: skip
        for id_, *units in raw.execute(f"SELECT id, {', '.join(columns)} FROM {table}"):  # noqa: S608
            said = [book.lines[id_][column] for column in columns]
            if units != said:
                book.fail("P2", f"{table} {id_} has {units} of {columns}, people said {said}")


def _balances(raw: Any, book: Book) -> None:
    """Each balance is what moved and what was counted; on hand is what lies within the walls and is not set apart."""
    on_hand: Counter[str] = Counter()
    query = "SELECT warehouse, location, product, lot, quantity, corrected FROM stock"
    for house, place, product, lot, units, corrected in raw.execute(query):
        at = place, product, lot
        if (units - corrected, corrected) != (book.moved[at], book.corrected[at]):
            said = f"{book.moved[at]} moved and {book.corrected[at]} counted"
            book.fail("P2", f"{at}: {units} in the books, {corrected} of them counted; the ledger has {said}")
        if units < 0:
            book.fail("P2", f"{at}: {units} units")
        if place.rpartition("/")[2] != world.HELD:
            on_hand[f"{house}/{product}"] += units
    for id_, units in raw.execute("SELECT id, on_hand FROM stock_position"):
        if units != on_hand[id_]:
            book.fail("P5", f"{id_}: {units} on hand to be promised, {on_hand[id_]} lie where they may be picked")
    held = "SELECT id, location FROM pick_task WHERE location LIKE ?"
    for id_, place in raw.execute(held, (f"%/{world.HELD}%",)):
        book.fail("P5", f"stop {id_} sends a picker to {place}")


def _over(raw: Any, fail: Fail) -> None:
    """No more comes back than was sent, or somebody is told by how much."""
    sent: Counter[tuple[str, str]] = Counter()
    query = (
        "SELECT shipment, product, quantity FROM carton_item JOIN carton ON carton.id = carton WHERE stage = 'shipped'"
    )
    for shipment, product, units in raw.execute(query):
        sent[shipment, product] += units
    receipts = dict(raw.execute("SELECT id, shipment FROM return_receipt WHERE shipment IS NOT NULL").fetchall())
    query = "SELECT receipt, product, restocked + quarantined + scrapped FROM return_line"
    back: Counter[tuple[str, str]] = Counter()
    for receipt, product, units in raw.execute(query):
        if receipt in receipts:
            back[receipts[receipt], product] += units
    told: Counter[tuple[str, str]] = Counter()
    for product, params in raw.execute("SELECT product, params FROM exception_task WHERE code = 'over'"):
        said = json.loads(params)
        if said.get("receipt") in receipts:
            told[receipts[said["receipt"]], product] += said["over"]
    for key, units in back.items():
        if units > sent[key] + told[key]:
            fail("P2", f"{units} of {key} came back, {sent[key]} were sent, {told[key]} were told as too many")
