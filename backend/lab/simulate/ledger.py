"""The checker's own book: what devices have recorded, what crossed the wire, and what was in the database when.

It is written from the outside, from bytes and plain SQL, and never asks the code under test what is true.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import msgspec
from msgspec import Raw, Struct

from backend.domain.people.roles import Held, reads_of
from backend.domain.row import ROWS
from backend.lab.simulate import clock, releases
from backend.lab.simulate.store import Database
from backend.sync.client.talk import Call
from backend.sync.service import Caller
from backend.sync.wire import ROWS_V, Answer, OutcomeFrame

_change = msgspec.json.Decoder(tuple[str, str, int, Raw]).decode


class Record(Struct):
    """An op that somebody heard the beep for."""

    id: str
    slot: str
    author: str
    kind: str
    is_fact: bool
    body: bytes
    at: int
    is_gone: bool = False
    """The storage that it was on was destroyed by a fault, and no copy of it is left."""


class _Page(Struct, rename={"from_": "from"}):
    scope: str
    from_: int
    to: int
    changes: list[Raw]


class _Pushed(Struct):
    device: str
    ops: list[Raw]


class _Declared(Struct):
    declared_n: int = 0
    rows_v: int = ROWS_V


class _Told(Struct):
    """What of any answer or message the book looks at."""

    t: str = ""
    epoch: Any = None
    outcomes: list[Raw] = []
    pages: list[_Page] = []
    digest: dict[str, tuple[int, str]] = {}
    answer: Raw = Raw(b"")
    status: int = 200


class Ledger:
    """One run's book."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.violations: list[str] = []
        self.timeline = 0
        """How often the server was restored."""
        self.commits = 0
        self.calls = 0
        """Requests that were answered, and pushes on streams."""
        self.outcomes: dict[tuple[int, str, int], bytes] = {}
        """The bytes that were answered, by timeline, device and n."""
        self.given: dict[str, list[tuple[int, OutcomeFrame]]] = {}
        """By op id: the outcomes that were answered, with the timeline."""
        self.ids: dict[tuple[int, str, int], str] = {}
        self.pushes: dict[str, int] = {}
        """By device: pushes that were answered."""
        self.declared: dict[str, int] = {}
        """By device: the highest number that the server has heard of."""
        self.wiped: dict[str, int] = {}
        """By device that came back empty: the same, at that moment."""
        self.missed = False
        """A device has lost ops that the server knew of."""
        self._scopes: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self._heads: dict[str, list[tuple[int, int, frozenset[str]]]] = {}
        """By scope: since which commit it stands at which number, with which digest; older builds have their own."""
        self._times: list[int] = []
        self._trace = blake2b(digest_size=16)

    @property
    def trace(self) -> str:
        """The hash of all that was recorded, sent and committed, with the times."""
        return self._trace.hexdigest()

    def note(self, what: str, body: bytes = b"") -> None:
        """Something happened."""
        self._trace.update(f"{clock.now_ms()} {what} {len(body)}\n".encode())
        self._trace.update(body)

    def fail(self, promise: str, why: str) -> None:
        """A property does not hold."""
        self.violations.append(f"{promise} at {clock.now_ms() / 1000:.3f} s: {why}")

    # What is in the database

    def committed(self, database: Database) -> None:
        """A transaction has written: who may see what from here on, and where the scopes stand."""
        self.commits += 1
        self._times.append(clock.now_ms())
        raw = database.raw
        houses = [h for (h,) in raw.execute("SELECT id FROM warehouse")]
        held: dict[str, set[str]] = {}
        query = (
            "SELECT person, role, warehouse FROM role_grant JOIN person ON person.id = person "
            "WHERE to_v IS NULL AND person.active"
        )
        for person, role, house in raw.execute(query):
            for pattern in reads_of(Held(person, role, house)):
                wild = [pattern.replace("*", h) for h in houses] if "*" in pattern else [pattern]
                held.setdefault(person, set()).update(wild)
        for person in held.keys() | self._scopes.keys():
            now = frozenset(held.get(person, ()))
            known = self._scopes.setdefault(person, [])
            if not known or known[-1][1] != now:
                known.append((self.commits, now))
        older: dict[str, set[str]] = {}
        for scope, digest in raw.execute("SELECT scope, digest FROM older_digest"):
            older.setdefault(scope, set()).add(digest)
        for scope, seq, digest in raw.execute("SELECT scope, seq, digest FROM head ORDER BY scope"):
            line, digests = self._heads.setdefault(scope, []), frozenset([digest, *older.get(scope, ())])
            if not line or line[-1][1:] != (seq, digests):
                line.append((self.commits, seq, digests))

    def rewound(self, database: Database) -> None:
        """The database was replaced by an older copy."""
        self.timeline += 1
        self._heads.clear()
        self.committed(database)

    def commits_at(self, ms: int) -> int:
        """How many commits there were at a moment."""
        return bisect_right(self._times, ms)

    def scopes_of(self, person: str, since: int = -1) -> frozenset[str]:
        """What a person might see at some moment since a commit; without one, now."""
        known = self._scopes.get(person, [])
        if since < 0:
            return known[-1][1] if known else frozenset()
        starts = [i for i, (commit, _) in enumerate(known) if commit <= since]
        seen: set[str] = set()
        for _, scopes in known[starts[-1] if starts else 0 :]:
            seen |= scopes
        return frozenset(seen)

    # What devices do

    def recorded(self, record: Record) -> None:
        """A device has stored an op, and the person knows it."""
        self.note(f"recorded {record.slot} {record.id}", record.body)
        self.records[record.id] = record

    # What crosses the wire

    def answered(self, call: Call, got: Answer, person: str, since: int) -> None:
        """The server answers a request that began after commit `since`."""
        self.calls += 1
        self.note(f"{call.what} {call.device} {got.status}", got.body)
        if call.what in {"push", "drop"} and got.status == 200:  # noqa: PLR2004  (a clone's are not of that name)
            self._pushed(call.body)
        if call.what in {"push", "pull"} and got.status == 200:  # noqa: PLR2004
            declared = int(msgspec.json.decode(call.body, type=_Declared).declared_n)
            self.declared[call.device] = max(self.declared.get(call.device, 0), declared)
        if got.status != 200:  # noqa: PLR2004
            return
        if call.what == "pull" and call.device in self.wiped and b'"storage_lost":true' in call.body:
            last_n = msgspec.json.decode(got.body)["last_n"]
            self.missed |= self.wiped.pop(call.device) > last_n
        if call.what == "snapshot":
            self._rows(call.scope, gzip.decompress(got.body).splitlines()[1:-1], person, since, call.rows_v)
            return
        rows_v = msgspec.json.decode(call.body, type=_Declared).rows_v
        self._told(msgspec.json.decode(got.body, type=_Told), call.device, person, since, rows_v)
        if call.what == "push":
            self.pushes[call.device] = self.pushes.get(call.device, 0) + 1

    def told(self, text: bytes, caller: Caller, since: int, pushed: deque[bytes], hello: bytes) -> None:
        """The server sends a message on a stream. `pushed`: what was pushed on it and has no answer yet."""
        self.note(f"told {caller.device}", text)
        told = msgspec.json.decode(text, type=_Told)
        push = pushed.popleft() if told.t == "outcomes" else b""
        self.calls += bool(push)
        if told.t == "outcomes" and told.status == 200:  # noqa: PLR2004
            told = msgspec.json.decode(told.answer, type=_Told)
            self._pushed(push)
            self.pushes[caller.device] = self.pushes.get(caller.device, 0) + 1
        rows_v = msgspec.json.decode(hello, type=_Declared).rows_v
        self._told(told, caller.device, caller.person, since, rows_v)

    def _pushed(self, body: bytes) -> None:
        try:
            frame = msgspec.json.decode(body, type=_Pushed)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return
        for raw in frame.ops:
            try:
                op = msgspec.json.decode(raw)
                self.ids[self.timeline, frame.device, int(op["n"])] = str(op["id"])
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, TypeError, KeyError, ValueError):
                continue

    def _told(self, told: _Told, device: str, person: str, since: int, rows_v: int) -> None:
        for raw in told.outcomes:
            self._outcome(device, bytes(raw))
        for page in told.pages:
            if len(page.changes) != page.to - page.from_:
                self.fail(
                    "P8", f"a page of {page.scope} from {page.from_} to {page.to} has {len(page.changes)} changes"
                )
            self._rows(page.scope, page.changes, person, since, rows_v)
        if told.digest:
            self._one_prefix(told.digest)

    def _outcome(self, device: str, raw: bytes) -> None:
        outcome = msgspec.json.decode(raw, type=OutcomeFrame)
        key = (self.timeline, device, outcome.n)
        if self.outcomes.setdefault(key, raw) != raw:
            self.fail("P1", f"op {outcome.n} of {device} was answered {self.outcomes[key]!r} and then {raw!r}")
        id_ = self.ids.get(key)
        if id_ is not None:
            self.given.setdefault(id_, []).append((self.timeline, outcome))

    def _rows(self, scope: str, texts: Iterable[bytes | Raw], person: str, since: int, rows_v: int) -> None:
        if scope not in self.scopes_of(person, since):
            self.fail("P7", f"{person} was sent rows of {scope}")
        for text in texts:
            table, id_, _, row = _change(text)
            if bytes(row) == b"null":
                continue
            if scope not in msgspec.json.decode(row, type=ROWS[table]).scopes():
                self.fail("P7", f"{person} was sent {table} {id_} under {scope}")
            if not releases.is_known(bytes(row), rows_v):
                self.fail("P8", f"a build that knows rows of {rows_v} was sent {table} {id_} of a later one")

    def replica(self, slot: str, scope: str, seq: int, digest: str) -> None:
        """A device says that it has a scope so: then the server had it so once, in this timeline."""
        if seq and not any(line[1] == seq and digest in line[2] for line in self._heads.get(scope, [])):
            self.fail("P4", f"{slot} has {scope} at {seq} with {digest}, which never was")

    def start_of(self, scope: str, seq: int) -> int:
        """Where a scope stood before the commit that brought it to `seq`."""
        before = 0
        for _, at, _ in self._heads.get(scope, []):
            if at >= seq:
                break
            before = at
        return before

    def _one_prefix(self, heads: dict[str, tuple[int, str]]) -> None:
        """All scopes of an answer stood so at one moment."""
        low, high = 0, self.commits
        for scope, (seq, digest) in heads.items():
            line = self._heads.get(scope, [])
            stood = (i for i in reversed(range(len(line))) if line[i][1] == seq and digest in line[i][2])
            at = next(stood, None)
            if at is None:
                if seq:
                    self.fail("P8", f"{scope} never stood at {seq} with {digest}")
                continue
            low = max(low, line[at][0])
            high = min(high, line[at + 1][0] - 1 if at + 1 < len(line) else high)
        if low > high:
            self.fail("P8", f"one answer mixes states of the database: {heads}")
