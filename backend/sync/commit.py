"""Many chunks, one commit: the disk is asked once for all devices that wait."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from backend.domain.outcome import Out
from backend.sync import changelog, epochs, heads, oplog, stale, versions
from backend.sync.admit import Chunk, Decided, admit, keys
from backend.sync.changelog import Written
from backend.sync.decide import Received, Situation, complete, decide, hold, incident, prefetch
from backend.sync.heads import Head
from backend.sync.locks import Held, Locks
from backend.sync.oplog import Entry
from backend.sync.receipts import Receipt, Receipts
from backend.sync.wire import OutcomeFrame
from backend.sync.working import Working

log = logging.getLogger("tote.sync")


@dataclass
class Fresh:
    """An op that is new, the chunk that it came in, and the answer that it belongs to."""

    chunk: Chunk
    got: Received
    result: Decided


WorkedHere = Callable[[sa.Connection, str], frozenset[str]]
"""The people who have a sign-in on a device."""


class Committer:
    """Decides groups of chunks, each group in one transaction."""

    def __init__(
        self, begin: Callable[[Callable[[sa.Connection], Any]], Any], worked_here: WorkedHere, receipts: Receipts
    ) -> None:
        self._locks = Locks(begin)
        self._worked_here = worked_here
        self._receipts = receipts

    def commit(self, chunks: Sequence[Chunk]) -> tuple[list[Decided], list[Written]]:
        """Decide all chunks. If the database refuses the whole, each is tried alone; what still fails is kept raw."""
        try:
            decided, written = self._locks.run(partial(self._group, chunks=chunks))
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
            decided, written = self._bisected(chunk)
            results.append(decided)
            writtens += written
        return results, writtens

    def _bisected(self, chunk: Chunk) -> tuple[Decided, list[Written]]:
        """A chunk in one transaction, or else each half in its own; one op that fails by itself is stored as it came.

        An op that the database refuses costs a transaction for each halving, not one for each op beside it.
        """
        try:
            (decided,), written = self._locks.run(partial(self._group, chunks=[chunk]))
        except sa.exc.OperationalError:
            raise
        except Exception:
            if len(chunk.ops) > 1:
                return self._halves(chunk)
            log.exception("op %d of device %s failed by itself", chunk.first_n, chunk.device)
            poison = frozenset({chunk.first_n})
            (decided,), written = self._locks.run(partial(self._group, chunks=[chunk], poison=poison))
        return decided, [written]

    def _halves(self, chunk: Chunk) -> tuple[Decided, list[Written]]:
        middle = len(chunk.ops) // 2
        first, written = self._bisected(replace(chunk, ops=chunk.ops[:middle]))
        if not first.is_taken:
            return first, written
        rest = replace(chunk, ops=chunk.ops[middle:], first_n=chunk.first_n + middle, prev_h="")
        second, more = self._bisected(rest)
        second.outcomes[:0] = first.outcomes
        return second, written + more

    def _group(
        self, connection: sa.Connection, held: Held, chunks: Sequence[Chunk], poison: frozenset[int] = frozenset()
    ) -> tuple[list[Decided], Written]:
        devices = {c.device for c in chunks}
        held.devices(devices)
        now = max(c.received_at for c in chunks)
        at = heads.load(connection, devices)
        epoch = epochs.current(connection)
        results = self._greet(connection, chunks, at, epoch, now)
        fresh: list[Fresh] = []
        signers = keys(connection, devices)
        for chunk, result in zip(chunks, results, strict=True):
            if not result.is_rewound:
                key = signers.get(chunk.device, "")
                fresh += [Fresh(chunk, got, result) for got in admit(connection, at[chunk.device], key, chunk, result)]
        written = self._decide_all(connection, held, at, fresh, poison, now)
        heads.save(connection, at, now)
        for chunk, result in zip(chunks, results, strict=True):
            self._conclude(result, chunk, at[chunk.device])
        return results, written

    def _greet(
        self, connection: sa.Connection, chunks: Sequence[Chunk], at: dict[str, Head], epoch: str, now: int
    ) -> list[Decided]:
        """Is any of the devices of another history, or does it prove that this one was wound back?"""
        proofs = [self._proof(connection, c, at, epoch) for c in chunks]
        heard = [proof.e for proof in proofs if proof]
        if heard:
            epoch = epochs.open_next(connection, epoch, now, "a receipt ahead of the database", heard)
        return [
            Decided(epoch=epoch, is_rewound=proof is not None or c.epoch not in {"", epoch})
            for c, proof in zip(chunks, proofs, strict=True)
        ]

    def _proof(self, connection: sa.Connection, chunk: Chunk, at: dict[str, Head], epoch: str) -> Receipt | None:
        """The receipt of a chunk if it is ahead. Scopes are compared at the next pull: a push carries them on."""
        receipt = self._receipts.open(chunk.receipt) if chunk.receipt else None
        if receipt is None:
            return None
        of_now = receipt.e == epoch
        ahead = heads.is_behind(connection, at, receipt) if of_now else not epochs.is_known(connection, receipt.e)
        return receipt if ahead else None

    def _conclude(self, result: Decided, chunk: Chunk, head: Head) -> None:
        result.last_n, result.h, result.durable_n = head.last_n, head.h, head.durable_n
        if result.is_taken and chunk.via != "own":
            held = self._receipts.open(chunk.receipt) if chunk.receipt else None
            seen, rows_v = (held.s, held.v) if held and held.e == result.epoch else ({}, versions.NEWEST)
            result.receipt = self._receipts.seal(head.receipt(result.epoch, chunk.device, seen, rows_v))

    def _decide_all(
        self,
        connection: sa.Connection,
        held: Held,
        at: dict[str, Head],
        fresh: list[Fresh],
        poison: frozenset[int],
        now: int,
    ) -> Written:
        state = held.settled(partial(_load, connection, fresh))
        used = oplog.used_ids(connection, [one.got.id for one in fresh])
        people: dict[str, frozenset[str]] = {}
        refused_ns: dict[str, set[int]] = {}
        entries: list[Entry] = []
        for one in fresh:
            device = one.chunk.device
            if device not in people:
                people[device] = self._worked_here(connection, device)
            here = people[device] | {one.chunk.caller}
            where = situation(one.chunk, one.got, here)
            entries.append(
                decide_one(connection, state, one, where, used, refused_ns.setdefault(device, set()), poison)
            )
        held.cover(state)
        return write(connection, state, at, fresh, entries, now)


def _load(connection: sa.Connection, fresh: list[Fresh]) -> Working:
    state = Working(connection)
    prefetch(state, [one.got for one in fresh], [one.chunk.device for one in fresh])
    return state


def write(
    connection: sa.Connection,
    state: Working,
    at: dict[str, Head],
    fresh: list[Fresh],
    entries: list[Entry],
    now: int,
) -> Written:
    """Store what was decided: rows, changes, scopes, and the ops with their outcomes, which the heads chain up."""
    changes = state.changes()
    written = changelog.write(connection, changes, now)
    versions.move(connection, changes)
    for one, outcome in zip(fresh, oplog.append(connection, at, entries, written), strict=True):
        one.result.outcomes.append(Raw(outcome))
    return written


def situation(chunk: Chunk, got: Received, here: frozenset[str]) -> Situation:
    """Where an op comes from. `here`: the people who have worked on its device."""
    known = got.frame is not None and got.frame.author in here
    return Situation(
        chunk.device, chunk.grant_v, chunk.received_at, known, chunk.via == "drop", _prior(chunk.prior.get(got.n))
    )


def _prior(raw: bytes | None) -> OutcomeFrame | None:
    if raw is None:
        return None
    try:
        return msgspec.json.decode(raw, type=OutcomeFrame)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def decide_one(
    connection: sa.Connection,
    state: Working,
    one: Fresh,
    where: Situation,
    used: set[str],
    refused_ns: set[int],
    poison: frozenset[int],
) -> Entry:
    """Decide one op; whatever happens, there is an outcome. `used` and `refused_ns` grow with it."""
    got, mark = one.got, state.mark()
    outcome = _safely(connection, state, got, where, used, refused_ns, poison)
    used.add(got.id)
    if outcome.out is Out.REFUSED:
        refused_ns.add(got.n)
    touched = state.since(mark)
    subjects = {s for row in touched if (s := row.story())}
    scopes = tuple(sorted({s for row in touched for s in row.scopes()}))
    return Entry(one.chunk, got, outcome, subjects, where.author_known, scopes)


def _safely(
    connection: sa.Connection,
    state: Working,
    got: Received,
    where: Situation,
    used: set[str],
    refused_ns: set[int],
    poison: frozenset[int],
) -> OutcomeFrame:
    if got.id in used:
        got.fault = ("duplicate_id", {"id": got.id})  # before any other: the log takes an id once
    elif got.n in poison:
        return hold(state, got, where, "internal", incident=incident(got))
    mark = state.mark()
    try:
        before = None
        if got.op is not None:
            got.named = complete(state, got.op)
        if got.frame is not None and not got.fault:
            refused_ns |= oplog.refused_before(connection, where.device, set(got.frame.deps) - refused_ns)
            before = stale.check(connection, state, got, refused_ns)
        return decide(state, got, where, before)
    except sa.exc.OperationalError:
        raise
    except Exception:
        if state.mark() != mark:
            raise  # half of its rows are staged: only a rollback takes them back
        log.exception("incident %s: op %d of device %s", incident(got), got.n, where.device)
        return hold(state, got, where, "internal", incident=incident(got))
