"""Many chunks, one commit: the disk is asked once for all devices that wait."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from backend.domain.outcome import Out
from backend.store.tables import DEVICE_HEAD, OP, OP_SUBJECT
from backend.sync import chain, changelog, stale
from backend.sync.changelog import Written
from backend.sync.decide import SYSTEM, Received, Situation, decide, prefetch, quarantined, read
from backend.sync.wire import OutcomeFrame
from backend.sync.working import Working

log = logging.getLogger("tote.sync")
_encode = msgspec.json.Encoder().encode


@dataclass
class Chunk:
    """Ops of one device, as they were pushed."""

    device: str
    caller: str
    grant_v: int
    prev_h: str
    declared_n: int
    ops: list[bytes]
    first_n: int
    received_at: int


@dataclass
class Decided:
    """What became of a chunk."""

    last_n: int = 0
    h: bytes = chain.START
    outcomes: list[Raw] = field(default_factory=list)
    gap_from: int | None = None
    fork_from: int | None = None


@dataclass
class _Head:
    last_n: int = 0
    h: bytes = chain.START
    declared_n: int = 0
    durable_n: int = 0
    is_new: bool = True


@dataclass
class _Entry:
    """One op of this commit, with its outcome."""

    chunk: Chunk
    got: Received
    outcome: OutcomeFrame
    subjects: set[str]
    author_known: bool
    scopes: tuple[str, ...] = ()


WorkedHere = Callable[[sa.Connection, str], frozenset[str]]
"""The people who have a sign-in on a device."""


class Committer:
    """Decides groups of chunks, each group in one transaction."""

    def __init__(self, begin: Callable[[Callable[[sa.Connection], Any]], Any], worked_here: WorkedHere) -> None:
        self._begin = begin
        self._worked_here = worked_here

    def commit(self, chunks: Sequence[Chunk]) -> tuple[list[Decided], list[Written]]:
        """Decide all chunks. If the database refuses the whole, each is tried alone; what still fails is kept raw."""
        try:
            decided, written = self._begin(partial(self._group, chunks=chunks))
        except sa.exc.OperationalError:
            raise  # disk full, locked: nothing was written, the devices keep their ops and come back
        except Exception:
            log.exception("a group of %d chunks failed", len(chunks))
            return self._one_by_one(chunks)
        else:
            return decided, [written]

    def _one_by_one(self, chunks: Sequence[Chunk]) -> tuple[list[Decided], list[Written]]:
        results: list[Decided] = []
        writtens: list[Written] = []
        for chunk in chunks:
            decided, written = self._alone(chunk)
            results.append(decided)
            writtens += written
        return results, writtens

    def _alone(self, chunk: Chunk) -> tuple[Decided, list[Written]]:
        """One op after the other, each in its own transaction; one that fails twice is stored as it came."""
        whole, writtens = Decided(), list[Written]()
        for i, raw in enumerate(chunk.ops):
            single = Chunk(
                chunk.device,
                chunk.caller,
                chunk.grant_v,
                "",
                chunk.declared_n,
                [raw],
                chunk.first_n + i,
                chunk.received_at,
            )
            try:
                (decided,), written = self._begin(partial(self._group, chunks=[single]))
            except sa.exc.OperationalError:
                raise
            except Exception:
                log.exception("op %d of device %s failed alone", single.first_n, chunk.device)
                poison = frozenset({single.first_n})
                (decided,), written = self._begin(partial(self._group, chunks=[single], poison=poison))
            writtens.append(written)
            whole.last_n, whole.h = decided.last_n, decided.h
            whole.gap_from, whole.fork_from = decided.gap_from, decided.fork_from
            whole.outcomes += decided.outcomes
            if decided.gap_from is not None or decided.fork_from is not None:
                break
        return whole, writtens

    def _group(
        self, connection: sa.Connection, chunks: Sequence[Chunk], poison: frozenset[int] = frozenset()
    ) -> tuple[list[Decided], Written]:
        heads = _load_heads(connection, {c.device for c in chunks})
        results = [Decided() for _ in chunks]
        fresh: list[tuple[Chunk, Received, Decided]] = []
        for chunk, result in zip(chunks, results, strict=True):
            fresh += [(chunk, got, result) for got in admit(connection, heads[chunk.device], chunk, result)]
        state = Working(connection)
        prefetch(state, [got for _, got, _ in fresh], [chunk.device for chunk, _, _ in fresh])
        used = _used_ids(connection, [got.id for _, got, _ in fresh])
        entries = self._decide_all(connection, state, fresh, used, poison)
        changes = state.changes()
        written = changelog.write(connection, changes, chunks[0].received_at)
        texts = _log(connection, entries, written)
        for (_, _, result), outcome in zip(fresh, texts, strict=True):
            result.outcomes.append(Raw(outcome))
        _save_heads(connection, heads, chunks)
        for chunk, result in zip(chunks, results, strict=True):
            result.last_n, result.h = heads[chunk.device].last_n, heads[chunk.device].h
        return results, written

    def _decide_all(
        self,
        connection: sa.Connection,
        state: Working,
        fresh: list[tuple[Chunk, Received, Decided]],
        used: set[str],
        poison: frozenset[int],
    ) -> list[_Entry]:
        people: dict[str, frozenset[str]] = {}
        refused_ns: dict[str, set[int]] = {}
        entries: list[_Entry] = []
        for chunk, got, _ in fresh:
            if chunk.device not in people:
                people[chunk.device] = self._worked_here(connection, chunk.device)
            device_refused = refused_ns.setdefault(chunk.device, set())
            here = people[chunk.device] | {chunk.caller}
            where = Situation(chunk.device, chunk.grant_v, chunk.received_at, here)
            mark = state.mark()
            outcome = _safely(connection, state, got, where, used, device_refused, poison)
            used.add(got.id)
            if outcome.out is Out.REFUSED:
                device_refused.add(got.n)
            touched = state.since(mark)
            subjects = {s for row in touched if (s := row.subject())}
            scopes = tuple(sorted({s for row in touched for s in row.scopes()}))
            known = got.frame is not None and got.frame.author in here
            entries.append(_Entry(chunk, got, outcome, subjects, known, scopes))
        return entries


def _safely(
    connection: sa.Connection,
    state: Working,
    got: Received,
    where: Situation,
    used: set[str],
    refused_ns: set[int],
    poison: frozenset[int],
) -> OutcomeFrame:
    """Decide one op; whatever happens, there is an outcome."""
    if got.n in poison:
        return quarantined(got.n, "internal", incident=uuid.uuid4().hex[:8])
    if got.id in used:
        got.fault = got.fault or ("duplicate_id", {"id": got.id})
    try:
        prefetch(state, [got], [where.device])
        before = None
        if got.frame is not None and not got.fault:
            missing = set(got.frame.deps) - refused_ns
            refused_ns |= stale.refused_before(connection, where.device, missing)
            before = stale.check(connection, state, got, refused_ns)
        return decide(state, got, where, before)
    except sa.exc.OperationalError:
        raise
    except Exception:
        incident = uuid.uuid4().hex[:8]
        log.exception("incident %s: op %d of device %s", incident, got.n, where.device)
        return quarantined(got.n, "internal", incident=incident)


def admit(connection: sa.Connection, head: _Head, chunk: Chunk, result: Decided) -> list[Received]:
    """The ops of a chunk that are new, in order. Known ones get their stored outcomes; a gap or a fork stops it."""
    if chunk.first_n > head.last_n + 1:
        result.gap_from = head.last_n + 1
        return []
    known = _known(connection, chunk, head.last_n)
    fresh: list[Received] = []
    h = head.h
    for n, raw in enumerate(chunk.ops, chunk.first_n):
        if n <= head.last_n and n in known:
            stored_bytes, outcome = known[n]
            if stored_bytes != raw:
                result.fork_from = n
                return []
            result.outcomes.append(Raw(outcome))
            continue
        if n == head.last_n + 1 and chunk.prev_h and n == chunk.first_n and chunk.prev_h != h.hex():
            result.fork_from = n
            return []
        h = chain.link(h, raw)
        fresh.append(read(n, raw, h))
        head.last_n, head.h = n, h
    head.declared_n = max(head.declared_n, chunk.declared_n)
    return fresh


def _known(connection: sa.Connection, chunk: Chunk, last_n: int) -> dict[int, tuple[bytes, bytes]]:
    if chunk.first_n > last_n:
        return {}
    query = sa.select(OP.c.n, OP.c.bytes, OP.c.outcome).where(
        OP.c.device == chunk.device, OP.c.n >= chunk.first_n, OP.c.n < chunk.first_n + len(chunk.ops)
    )
    return {n: (stored, outcome) for n, stored, outcome in connection.execute(query)}


def _used_ids(connection: sa.Connection, ids: list[str]) -> set[str]:
    return set(connection.scalars(sa.select(OP.c.id).where(OP.c.id.in_(ids)))) if ids else set()


def _load_heads(connection: sa.Connection, devices: set[str]) -> dict[str, _Head]:
    heads = {device: _Head() for device in devices}
    query = sa.select(DEVICE_HEAD).where(DEVICE_HEAD.c.device.in_(sorted(devices)))
    for row in connection.execute(query):
        heads[row.device] = _Head(row.last_n, row.h, row.declared_n, row.durable_n, is_new=False)
    return heads


_MOVE_DEVICE = (
    sa.update(DEVICE_HEAD)
    .where(DEVICE_HEAD.c.device == sa.bindparam("d_device"))
    .values(
        last_n=sa.bindparam("d_last_n"),
        h=sa.bindparam("d_h"),
        declared_n=sa.bindparam("d_declared_n"),
        seen_at=sa.bindparam("d_seen_at"),
    )
)


def _save_heads(connection: sa.Connection, heads: dict[str, _Head], chunks: Sequence[Chunk]) -> None:
    now = chunks[0].received_at
    values = {
        device: {
            "device": device, "last_n": head.last_n, "h": head.h, "declared_n": head.declared_n,
            "durable_n": head.durable_n, "seen_at": now,
        }
        for device, head in heads.items()
    }  # fmt: skip
    fresh = [v for device, v in values.items() if heads[device].is_new]
    moved = [{f"d_{k}": x for k, x in v.items()} for device, v in values.items() if not heads[device].is_new]
    if fresh:
        connection.execute(sa.insert(DEVICE_HEAD), fresh)
    if moved:
        connection.execute(_MOVE_DEVICE, moved)


def _log(connection: sa.Connection, entries: list[_Entry], written: Written) -> list[bytes]:
    """Append the ops with their outcomes; returns the outcome bytes, which every retry will get again."""
    rows: list[dict[str, Any]] = []
    subjects: list[dict[str, str]] = []
    for entry in entries:
        got, outcome, chunk = entry.got, entry.outcome, entry.chunk
        outcome.at = {name: written.scopes[name].seq for name in entry.scopes}
        taken = outcome.code == "duplicate_id"
        id_ = f"{chunk.device}#{got.n}" if taken else got.id
        rows.append({
            "device": chunk.device, "n": got.n, "id": id_, "kind": got.frame.kind if got.frame else "?",
            "author": got.frame.author if got.frame else SYSTEM, "author_known": entry.author_known,
            "grant_v": chunk.grant_v, "wall": got.frame.wall if got.frame else 0,
            "received_at": chunk.received_at, "bytes": got.raw, "h": got.h,
            "out": outcome.out.value, "outcome": _encode(outcome),
        })  # fmt: skip
        subjects += [{"subject": s, "op": id_} for s in sorted(entry.subjects)]
    if rows:
        connection.execute(sa.insert(OP), rows)
    if subjects:
        connection.execute(sa.insert(OP_SUBJECT), subjects)
    return [row["outcome"] for row in rows]
