"""The checker's own book of leases: what each holds, and which promises it makes firm, from the log of ops alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

HOUR_MS = 3_600_000
GRACE_MS = 12 * HOUR_MS
Fail = Callable[[str, str], None]
Json = dict[str, Any]
TAKES_NO_NOTICE = {"already_there", "duplicate_id", "unknown_author", "sign_in_needed", "device_lost", "device_revoked"}
"""Codes under which even a firm order does not stand: it is there, or nobody knows who made it."""
PLACE_ORDERS = {"sales", "manager", "service", "admin"}
"""Roles of which one must be held, as far as the device knows when it promises."""


class Told(Struct):
    """An op of the log, and what was answered."""

    device: str
    received_at: int
    op: Json
    out: str
    code: str
    params: Json
    may_place: bool = True
    """Whether its author had a role to place orders with, as the device knew it when the op was made."""


class Held(Struct):
    """A lease as the log tells it."""

    device: str
    person: str
    house: str
    product: str
    units: int
    reclaim_at: int
    used: int = 0
    state: str = "open"


class Book:
    """All leases of one log."""

    def __init__(self, fail: Fail) -> None:
        self.fail, self.leases = fail, dict[str, Held]()
        self._held_back: dict[str, Told] = {}
        self._turns: dict[str, Callable[[Told, Json], None]] = {
            "lease.grant": self._granted, "lease.give_back": self._returned, "lease.reclaim": self._reclaimed,
        }  # fmt: skip

    def read(self, told: Told) -> None:
        """One op, in the order of the log."""
        kind, body = str(told.op.get("kind", "")).partition("@")[0], told.op.get("body", {})
        if told.out == "quarantined":
            self._held_back[str(told.op.get("id"))] = told
        if kind == "task.accept" and told.out in {"applied", "exception"}:
            held = self._held_back.get(body["task"].rpartition("/")[0])
            if held is not None:
                self.read(replace(told, device=held.device, op=held.op))
        elif kind == "order.place":
            self._placed(told, body)
        elif kind in self._turns and told.out == "applied":
            self._turns[kind](told, body)

    def _granted(self, told: Told, body: Json) -> None:
        use_by = told.received_at + body.get("hours", 12) * HOUR_MS
        self.leases[body["lease"]] = Held(
            told.device, body["person"], body["warehouse"], body["product"], told.params["granted"], use_by + GRACE_MS
        )

    def _returned(self, told: Told, body: Json) -> None:
        lease = self.leases[body["lease"]]
        if lease.device != told.device:
            self.fail("P5", f"{told.device} has given back a lease of {lease.device}")
        lease.state = "returned"

    def _reclaimed(self, told: Told, body: Json) -> None:
        lease = self.leases[body["lease"]]
        if not body.get("at_once") and told.received_at < lease.reclaim_at:
            self.fail("P5", f"lease {body['lease']} was taken back before it was due")
        lease.state = "reclaimed"

    def _placed(self, told: Told, body: Json) -> None:
        before = {id_: lease.used for id_, lease in self.leases.items()}
        holds = [self._holds(told, body, line) for line in body["lines"]]
        stands = told.out in {"applied", "exception"}
        if stands and all(holds) == told.code.startswith("lease_"):
            self.fail("P5", f"order {body['order']} was answered {told.code or told.out}; its leases hold: {holds}")
        if stands:
            return
        for id_, used in before.items():
            self.leases[id_].used = used
        firm = all(sum(use["quantity"] for use in line.get("leases", ())) == line["quantity"] for line in body["lines"])
        if firm and all(holds) and told.may_place and told.code not in TAKES_NO_NOTICE:
            self.fail("P5", f"order {body['order']} was firm and came in time, and is {told.out}: {told.code}")

    def _holds(self, told: Told, body: Json, line: Json) -> bool:
        """Whether all that a line draws holds; what does is counted as used."""
        drawn, all_hold = 0, True
        for use in line.get("leases", ()):
            lease, units = self.leases.get(use["lease"]), use["quantity"]
            holds = (
                lease is not None
                and (lease.device, lease.person) == (told.device, told.op["author"])
                and (lease.house, lease.product) == (body["warehouse"], line["product"])
                and lease.state == "open"
                and lease.used + units <= lease.units
                and drawn + units <= line["quantity"]
                and told.received_at < lease.reclaim_at
            )
            all_hold &= holds
            if holds and lease is not None:
                lease.used += units
                drawn += units
        return all_hold

    def compare(self, rows: Iterator[tuple[str, int, int, str]], leased: dict[str, int]) -> None:
        """With the table of leases (id, units, used, state), and with what the positions say is leased."""
        found = {id_: (units, used, state) for id_, units, used, state in rows}
        open_: Counter[str] = Counter()
        for id_, lease in self.leases.items():
            state = "spent" if lease.state == "open" and lease.used == lease.units else lease.state
            if found.pop(id_, None) != (lease.units, lease.used, state):
                self.fail("P5", f"lease {id_} is not as the log has it: {lease}")
            open_[f"{lease.house}/{lease.product}"] += lease.units - lease.used if state == "open" else 0
        if found:
            self.fail("P5", f"leases that nobody was given: {sorted(found)}")
        for id_, units in leased.items():
            if units != open_[id_]:
                self.fail("P5", f"{id_}: {units} leased, the open leases come to {open_[id_]}")


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare. `raw`: the driver's connection."""
    book = Book(fail)
    kinds = "'lease.grant@1', 'lease.give_back@1', 'lease.reclaim@1', 'order.place@2', 'task.accept@1'"
    roles = raw.execute("SELECT person, role, from_v, to_v FROM role_grant").fetchall()
    columns = "device, received_at, bytes, outcome, author, grant_v"
    query = f"SELECT {columns} FROM op WHERE kind IN ({kinds}) ORDER BY position"  # noqa: S608
    for device, received_at, sent, outcome, author, grant_v in raw.execute(query):
        got = msgspec.json.decode(outcome)
        told = Told(device, received_at, {}, got["out"], got.get("code", ""), got.get("params", {}))
        try:
            told.op = msgspec.json.decode(sent)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
        told.may_place = any(
            person == author and role in PLACE_ORDERS and from_v <= grant_v and (to_v is None or grant_v < to_v)
            for person, role, from_v, to_v in roles
        )
        book.read(told)
    book.compare(
        raw.execute("SELECT id, quantity, used, state FROM lease"),
        dict(raw.execute("SELECT id, leased FROM stock_position").fetchall()),
    )
