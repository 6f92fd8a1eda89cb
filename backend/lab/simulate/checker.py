"""At rest, everything is held against the book: P1 to P12."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.outcome import Out
from backend.domain.row import ROWS
from backend.lab.simulate import (
    cartons,
    leases,
    moves,
    pallets,
    papers,
    questions,
    releases,
    sheets,
    swaps,
    trucks,
    walks,
)  # fmt: skip
from backend.lab.simulate.ledger import Ledger, Record
from backend.lab.simulate.phone import Phone
from backend.lab.simulate.standing import BACK, PAPER, written
from backend.lab.simulate.store import Database
from backend.ops.catalogue import OPS
from backend.ops.gate import CODES
from backend.store import rows as stored
from backend.sync import fold
from backend.sync.client.kept import CURSORS, JOURNAL, OUTBOX, STAND, TRAY, Stand, rows
from backend.sync.client.outbox import id_of
from backend.sync.wire import OutcomeFrame

FORGED = "forged-"
"""How the ids of ops begin that somebody has made without a key."""
Gist = tuple[Out, str]
"""What an outcome comes to."""
LETS = {"task.accept@1", "task.unsettle@1"}
"""Ops about what was held back: it counts, or counts no longer."""
_STANDS = {Out.APPLIED, Out.EXCEPTION}


class Logged(msgspec.Struct):
    """An op as the log has it."""

    device: str
    n: int
    id: str
    kind: str
    outcome: OutcomeFrame
    lets_count: str = ""
    """The id of the op that was held back, and counts by this one."""
    says: str = ""
    """The kind of what a line of a sheet says was done, with whose words it is answered."""


class Checker:
    """One run, after it has come to rest."""

    def __init__(self, ledger: Ledger, database: Database, phones: list[Phone]) -> None:
        self.ledger, self.database, self.phones = ledger, database, phones
        self.fail = ledger.fail
        self.log = self._log("device NOT LIKE 'sys:%'")
        self.by_id: dict[str, list[Logged]] = {}
        for op in self.log:
            self.by_id.setdefault(op.id, []).append(op)
        self.accepted: dict[str, list[Logged]] = {}
        for op in self._log("kind IN ('task.accept@1', 'task.unsettle@1')"):
            let = self.accepted.setdefault(op.lets_count, [])
            if op.outcome.out in _STANDS and op.kind == "task.accept":
                let.append(op)
            elif op.outcome.out in _STANDS:  # it is taken back, if it was let count
                del let[-1:]

    def _log(self, which: str) -> list[Logged]:
        query = f"SELECT device, n, id, kind, bytes, outcome FROM op WHERE {which} ORDER BY position"  # noqa: S608
        found = []
        for device, n, stored_id, kind, raw, outcome in self.database.raw.execute(query):
            try:
                sent = json.loads(raw)
                id_ = str(sent["id"])
                held = sent["body"]["task"].rpartition("/")[0] if kind in LETS else ""
                says = written(sent["body"])[0] if kind.startswith(PAPER) else ""
            except (ValueError, KeyError, TypeError, RecursionError):
                id_, held, says = stored_id, "", ""
            name = kind.partition("@")[0]
            found.append(Logged(device, n, id_, name, msgspec.json.decode(outcome, type=OutcomeFrame), held, says))
        return found

    def check(self) -> None:
        """All but the fold, which takes longer."""
        self.each_fact_is_in_the_log_once()
        self.each_request_is_answered()
        self.nobody_builds_on_sand()
        self.units_are_conserved()
        self.units_went_where_people_said()
        self.trucks_have_what_was_loaded()
        self.walks_went_as_people_said()
        self.questions_have_answers()
        self.nothing_is_promised_twice()
        self.leases_are_as_the_log_says()
        self.labels_count()
        self.keys_and_losses_count()
        self.numbers_are_dense()
        self.replicas_are_the_servers()
        self.queues_are_empty_and_journals_short()
        self.changed_promises_are_told()
        self.devices_know_what_counts()
        self.history_begins_anew_only_after_a_restore()

    def each_fact_is_in_the_log_once(self) -> None:
        """P1, P2."""
        for id_, record in self.ledger.records.items():
            found = self.by_id.get(id_, [])
            if not found and not record.is_gone:
                self.fail("P2", f"{record.kind} {id_} of {record.slot} is not in the log")
            if self._stands(id_) > 1:
                self.fail("P1", f"{record.kind} {id_} stands twice: {[(op.device, op.n) for op in found]}")
            for op in found:
                if record.is_fact and op.outcome.out is Out.REFUSED:
                    self.fail("P2", f"the fact {record.kind} {id_} was refused: {op.outcome.code}")
        kept = {(op.device, op.n) for op in self.log}
        for (timeline, device, n), raw in self.ledger.outcomes.items():
            if timeline == self.ledger.timeline and (device, n) not in kept:
                self.fail("P2", f"op {n} of {device} was answered {raw!r} and is not in the log")

    def _stands(self, id_: str) -> int:
        """How often an op counts: by itself, or because somebody has let it."""
        return sum(op.outcome.out in _STANDS for op in self.by_id.get(id_, [])) + len(self.accepted.get(id_, []))

    def each_request_is_answered(self) -> None:
        """P3."""
        for op in self.log:
            record, outcome = self.ledger.records.get(op.id), op.outcome
            held_back = [kind for held in self.by_id.get(op.lets_count, []) for kind in (held.kind, held.says)]
            kinds = {op.kind, op.says, *held_back, *(BACK.get(kind, "") for kind in held_back)} & OPS.keys()
            known = outcome.code in {"", *CODES} or any(outcome.code in OPS[kind].words for kind in kinds)
            if record and not known:
                self.fail("P3", f"{record.kind} {op.id} was answered with the unknown code {outcome.code}")
            if outcome.code == "internal":
                self.fail("P3", f"the server failed on op {op.id} ({record.kind if record else '?'})")
            if outcome.out in {Out.REFUSED, Out.QUARANTINED} and not outcome.choices:
                self.fail("P3", f"op {op.id} leaves no choice: {outcome.code}")
            if outcome.out in {Out.EXCEPTION, Out.QUARANTINED} and not self._has_task(outcome.exception):
                self.fail("P3", f"op {op.id} opened no task: {outcome.code}")

    def nobody_builds_on_sand(self) -> None:
        """P3: what depends on a refusal does not just stand, nor does a request about what has changed meanwhile."""
        outs = {(op.device, op.n): op.outcome.out for op in self.log}
        for op in self.log:
            record = self.ledger.records.get(op.id)
            if record is None or op.outcome.out is not Out.APPLIED:
                continue
            sent = json.loads(self._bytes(op))
            for dep in sent.get("deps", ()):
                if dep == 0 or (outs.get((op.device, dep)) is Out.REFUSED and dep < op.n):
                    self.fail("P3", f"{record.kind} {op.id} stands on op {dep}, which was refused")
            for key, seen in sent.get("basis", {}).items():
                self._not_stale(record, op, key, int(seen))

    def _bytes(self, op: Logged) -> bytes:
        query = "SELECT bytes FROM op WHERE device = ? AND n = ?"
        raw: bytes = self.database.raw.execute(query, (op.device, op.n)).fetchone()[0]
        return raw

    def _not_stale(self, record: Record, op: Logged, key: str, seen: int) -> None:
        table, _, id_ = key.partition("/")
        fields = OPS[record.kind].compares.get(table, ())
        for scope, at in op.outcome.at.items():
            start = self.ledger.start_of(scope, at)
            query = "SELECT ver, body FROM change WHERE scope = ? AND tbl = ? AND row = ? AND seq <= ? ORDER BY seq"
            rows_ = dict(self.database.raw.execute(query, (scope, table, id_, start)).fetchall())
            then, now = rows_.get(seen), rows_.get(max(rows_, default=0))
            if self.ledger.timeline or then is None or now is None:
                continue
            a, b = json.loads(then)[3], json.loads(now)[3]
            changed = [f for f in fields if a is not None and b is not None and a[f] != b[f]]
            if changed and max(rows_) > seen:
                self.fail("P3", f"{record.kind} {op.id} stands on version {seen} of {key}; {changed[0]} had changed")

    def _has_task(self, id_: str | None) -> bool:
        query = "SELECT 1 FROM exception_task WHERE id = ?"
        return self.database.raw.execute(query, (id_,)).fetchone() is not None

    def units_are_conserved(self) -> None:
        """P2: what people moved is what the ledger moved, and the books are the sum of the moves."""
        moved: Counter[str] = Counter()
        sums: Counter[tuple[str, str, str]] = Counter()
        query = "SELECT op, from_location, to_location, product, lot, quantity FROM move"
        for op, from_, to, product, lot, units in self.database.raw.execute(query):
            sums[from_, product, lot] -= units
            sums[to, product, lot] += units
            if not from_.endswith("/adjustment"):
                moved[op] += units
        books = "SELECT location, product, lot, quantity FROM stock"
        for place, product, lot, units in self.database.raw.execute(books):
            if sums.pop((place, product, lot), 0) != units:
                self.fail("P2", f"{place} {product}: {units} in the books, its moves say otherwise")
        if any(n for (place, _, _), n in sums.items() if place.rpartition("/")[2] not in OUTSIDE):
            self.fail("P2", "moves without a balance")
        for id_, record in self.ledger.records.items():
            if record.kind == "stock.receive":
                body = json.loads(record.body)["body"]
                booked = moved[id_] + sum(moved[op.id] for op in self.accepted.get(id_, []))
                if booked != (body["quantity"] if self._stands(id_) else 0):
                    self.fail("P2", f"{id_}: {body['quantity']} received, {booked} booked")

    def units_went_where_people_said(self) -> None:
        """P2, P5: by a book of units of its own."""
        moves.check(self.database.raw, self.fail)

    def trucks_have_what_was_loaded(self) -> None:
        """P1, P2: by books of cartons, trucks and holds, and of the numbers of pallets, of its own."""
        trucks.check(self.database.raw, self.fail)
        pallets.check(self.database.raw, self.fail)

    def walks_went_as_people_said(self) -> None:
        """P1, P2, P3: by books of walks, of substitutes, of what is only said, and of sheets, of its own."""
        walks.check(self.database.raw, self.fail)
        swaps.check(self.database.raw, self.fail)
        papers.check(self.database.raw, self.fail)
        sheets.check(self.database.raw, self.fail)

    def questions_have_answers(self) -> None:
        """P2: each answer is on record as it was asked, and what is not fine is one task."""
        questions.check(self.database.raw, self.fail)

    def nothing_is_promised_twice(self) -> None:
        """P5."""
        query = "SELECT id, on_hand, short_open, reserved, leased FROM stock_position"
        promised: Counter[str] = Counter()
        for house, product, units in self.database.raw.execute("SELECT warehouse, product, quantity FROM reservation"):
            promised[f"{house}/{product}"] += units
        for id_, on_hand, short, reserved, leased in self.database.raw.execute(query):
            if on_hand + short - reserved - leased < 0:
                self.fail("P5", f"{id_} is oversold")
            if short != max(0, reserved + leased - on_hand):
                self.fail("P5", f"{id_}: {short} short, {reserved} reserved of {on_hand}")
            if reserved != promised[id_]:
                self.fail("P5", f"{id_}: {reserved} reserved, the reservations come to {promised[id_]}")

    def keys_and_losses_count(self) -> None:
        """P7: nobody acts in a device's name without its key; what comes from a lost device waits."""
        for id_ in self.by_id:
            if id_.startswith(FORGED):
                self.fail("P7", f"{id_} is in the log, and no key of that device has signed it")
        lost: set[str] = set()
        query = "SELECT device, kind, bytes, out FROM op ORDER BY position"
        for device, kind, raw, out in self.database.raw.execute(query):
            if kind == "device.report_lost@1" and out == Out.APPLIED:
                lost.add(msgspec.json.decode(raw)["body"]["device"])
            elif device in lost and out != Out.QUARANTINED:
                self.fail("P7", f"{device} was lost, and its {kind} is {out}")

    def leases_are_as_the_log_says(self) -> None:
        """P5: what leases make firm is firm, and nothing else is."""
        leases.check(self.database.raw, self.fail)

    def labels_count(self) -> None:
        """P1, P2: no two cartons have one number, and what stands on a carton counts, or somebody is told."""
        cartons.check(self.database.raw, self.fail)

    def numbers_are_dense(self) -> None:
        """P6."""
        last: Counter[str] = Counter()
        for op in self.log:
            if op.n != last[op.device] + 1:
                self.fail("P6", f"{op.device}: op {op.n} was decided after {last[op.device]}")
            last[op.device] = op.n

    def replicas_are_the_servers(self) -> None:
        """P4, P7: each replica holds exactly what its person may see, byte for byte."""
        truths: dict[int, dict[str, set[bytes]]] = {}
        for phone in self.phones:
            if phone.rows_v not in truths:
                truths[phone.rows_v] = self._truth(phone.rows_v)
            truth = truths[phone.rows_v]
            stores = phone.disk.stores
            mine: dict[str, set[bytes]] = {scope: set() for scope in stores.get(CURSORS, {})}
            for name, pairs in stores.items():
                for held in pairs.values() if name.startswith(rows("")) else ():
                    for scope in held.scopes:
                        mine.setdefault(scope, set()).add(held.text)
            allowed = self.ledger.scopes_of(phone.person)
            for scope in sorted(mine.keys() | allowed):
                if scope not in allowed:
                    self.fail("P7", f"{phone.slot} of {phone.person} still holds {scope}")
                elif mine.get(scope) != truth.get(scope, set()):
                    differ = mine.get(scope, set()) ^ truth.get(scope, set())
                    self.fail("P4", f"{phone.slot} differs in {scope}: {sorted(differ)[:2]}")

    def _truth(self, rows_v: int) -> dict[str, set[bytes]]:
        found: dict[str, set[bytes]] = {}

        def read(connection: sa.Connection) -> None:
            for kind in ROWS.values():
                for row in stored.load_all(connection, kind):
                    for scope in row.scopes():
                        found.setdefault(scope, set()).add(releases.text(row, rows_v))

        self.database.do(read)
        return found

    def _is_overtaken(self, stand: Stand) -> bool:
        """A clone has gone on under its name: what a backup has of that proves nothing to a device that lacks it."""
        query = "SELECT n FROM op WHERE device = ? AND n > ? LIMIT 1"
        return self.database.raw.execute(query, (stand.device, stand.last)).fetchone() is not None

    def queues_are_empty_and_journals_short(self) -> None:
        """P9, P12."""
        for phone in self.phones:
            stores: dict[str, dict[str, Any]] = phone.disk.stores
            if stores.get(OUTBOX):
                self.fail("P9", f"{phone.slot} still has {len(stores[OUTBOX])} ops in its outbox")
            stand = stores.get(STAND, {}).get("")
            if (
                stand
                and any(int(key) <= stand.durable_n for key in stores.get(JOURNAL, {}))
                and not self._is_overtaken(stand)
            ):
                self.fail("P12", f"{phone.slot} keeps ops that a backup has")
            for key, kept in stores.get(JOURNAL, {}).items():
                outcome = msgspec.json.decode(kept.outcome, type=OutcomeFrame)
                tray = stores.get(TRAY, {})
                if outcome.out is Out.REFUSED and not any(r.n == int(key) for r in tray.values()):
                    self.fail("P3", f"{phone.slot}: op {int(key)} was refused and is not in the tray")

        below = "SELECT 1 FROM change JOIN log_floor ON log_floor.id = scope WHERE seq <= log_floor.floor LIMIT 1"
        if self.database.raw.execute(below).fetchone():
            self.fail("P12", "the change log keeps what it should have forgotten")
        if self.ledger.missed and not self.ledger.timeline:
            query = "SELECT 1 FROM exception_task WHERE code = 'storage_lost'"
            if not self.database.raw.execute(query).fetchone():
                self.fail("P2", "a device has lost ops, and nobody was told")

    def changed_promises_are_told(self) -> None:
        """P10: by a task; only where the server was shown an older answer, which is the present one too, by a pull."""
        for id_, given in self.ledger.given.items():
            now = [op for op in self.by_id.get(id_, []) if op.outcome.code != "duplicate_id"]
            before = [_gist(o) for timeline, o in given if timeline < self.ledger.timeline]
            if not now or not before or id_ not in self.ledger.records:
                continue
            is_ = _gist(now[0].outcome)
            (prior,) = self.database.raw.execute("SELECT prior FROM op WHERE id = ?", (id_,)).fetchone() or (None,)
            shown = _gist(msgspec.json.decode(prior, type=OutcomeFrame)) if prior else None
            was_older = shown == is_ and shown in before
            if prior and before[-1] != is_ and not was_older and not self._has_task(f"{id_}/p"):
                self.fail("P10", f"{id_} was {before[-1]}, is {is_}, and nobody was told")

    def devices_know_what_counts(self) -> None:
        """P10: whatever a device remembers of an op is what the log has, after any number of restores."""
        for phone in self.phones:
            for kept in phone.disk.stores.get(JOURNAL, {}).values():
                told = _gist(msgspec.json.decode(kept.outcome, type=OutcomeFrame))
                are = {_gist(op.outcome) for op in self.by_id.get(id_of(kept), [])}
                if are and told not in are:
                    self.fail("P10", f"{phone.slot} believes that {id_of(kept)} is {told}, and it is {are}")

    def history_begins_anew_only_after_a_restore(self) -> None:
        """P10: nobody sends everything once more for nothing."""
        epochs = self.database.raw.execute("SELECT count(*) FROM epoch WHERE opened_at > 0").fetchone()[0]
        if epochs > 1 + self.ledger.timeline:
            self.fail("P10", f"{epochs} epochs, and {self.ledger.timeline} restores")

    def the_log_folds(self, folded: Database, done: int) -> None:
        """P11: the ops after position `done`, which `folded` has already, give the live tables."""
        found: list[str] = []
        with self.database.engine.connect() as live, folded.engine.connect() as target, target.begin():
            found += fold.fold(live, target, after=done)
            found += fold.compare(live, target) + fold.chains(live)
        for one in found[:3]:
            self.fail("P11", one[:600])


OUTSIDE = ("supplier", "customer", "adjustment")


def _gist(outcome: OutcomeFrame) -> Gist:
    return outcome.out, outcome.code
