"""The log of ops is the truth: folding it over an empty database must give the live tables, row for row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.row import ROWS, Row
from backend.store import rows as stored
from backend.store.tables import DEVICE_HEAD, HEAD, MEMBER, METADATA, OLDER_DIGEST, OP
from backend.sync import chain, heads, oplog
from backend.sync.admit import Chunk, Decided
from backend.sync.commit import Fresh, decide_one, situation, write
from backend.sync.decide import SYSTEM, prefetch, read
from backend.sync.heads import Head
from backend.sync.wire import OutcomeFrame
from backend.sync.working import Working

SHOWN_MOST = 20
"""Differences told of one table; the rest is counted."""
_LOGGED = (
    OP.c.position, OP.c.device, OP.c.n, OP.c.author, OP.c.author_known, OP.c.grant_v, OP.c.received_at, OP.c.via,
    OP.c.batch, OP.c.bytes, OP.c.prior, OP.c.h, OP.c.outcome,
)  # fmt: skip

Told = Callable[[int], None]
"""Hears how many ops have been folded."""


def fold(source: sa.Connection, target: sa.Connection, told: Told = lambda _done: None, *, after: int = 0) -> list[str]:
    """Decide all ops of `source` again, over the database `target`; returns which outcomes differ.

    `target` is empty, or has the ops up to position `after` already.
    """
    if not after:
        METADATA.create_all(target)
    found: list[str] = []
    at: dict[str, Head] = {}
    done = 0
    for batch in _batches(source, after):
        found += _decide_again(target, at, batch)
        done += len(batch)
        told(done)
    return found


def _batches(source: sa.Connection, after: int) -> Iterator[list[Any]]:
    """The ops as they were committed together. Commits that touched nothing in common may lie interleaved."""
    batches = sa.select(OP.c.batch, sa.func.min(OP.c.position).label("first")).where(OP.c.position > after)
    first = batches.group_by(OP.c.batch).subquery()
    query = sa.select(*_LOGGED).join(first, first.c.batch == OP.c.batch).order_by(first.c.first, OP.c.position)
    for _, ops in groupby(source.execute(query), key=lambda op: op.batch):
        yield list(ops)


def _decide_again(target: sa.Connection, at: dict[str, Head], ops: Sequence[Any]) -> list[str]:
    fresh = [_fresh(op) for op in ops]
    at |= heads.load(target, {op.device for op in ops} - at.keys())
    state = Working(target)
    prefetch(state, [one.got for one in fresh], [one.chunk.device for one in fresh])
    used = oplog.used_ids(target, [one.got.id for one in fresh])
    refused: dict[str, set[int]] = {}
    entries = []
    for one, op in zip(fresh, ops, strict=True):
        here = frozenset([one.got.frame.author]) if one.got.frame and op.author_known else frozenset[str]()
        where = situation(one.chunk, one.got, here)
        poison = (
            frozenset([op.n]) if msgspec.json.decode(op.outcome, type=OutcomeFrame).code == "internal" else frozenset()
        )
        entries.append(decide_one(target, state, one, where, used, refused.setdefault(op.device, set()), poison))
    write(target, state, at, fresh, entries, max(op.received_at for op in ops))
    return [
        f"op {op.n} of {op.device}: answered {op.outcome.decode()}, decided again {again.decode()}"
        for one, op in zip(fresh, ops, strict=True)
        if (again := bytes(one.result.outcomes[0])) != op.outcome
    ]


def _fresh(op: Any) -> Fresh:
    prior = {op.n: op.prior} if op.prior is not None else {}
    chunk = Chunk(op.device, SYSTEM, [op.bytes], op.n, op.received_at, op.via, grant_v=op.grant_v, prior=prior)
    return Fresh(chunk, read(op.n, op.bytes, op.h), Decided())


def compare(live: sa.Connection, folded: sa.Connection) -> list[str]:
    """Where the tables of two databases differ: every row of the data, the heads of the scopes, who is in which."""
    found: list[str] = []
    for kind in ROWS.values():
        found += _told(kind.table, _by_id(live, kind), _by_id(folded, kind))
    scopes = sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.digest, HEAD.c.rows)
    found += _told("head", *({row[0]: tuple(row) for row in c.execute(scopes)} for c in (live, folded)))
    older = sa.select(OLDER_DIGEST.c.scope, OLDER_DIGEST.c.rows_v, OLDER_DIGEST.c.digest)
    found += _told("older_digest", *({f"{s} {v}": digest for s, v, digest in c.execute(older)} for c in (live, folded)))
    members = sa.select(MEMBER.c.scope, MEMBER.c.tbl, MEMBER.c.row)
    return found + _told("member", *({"/".join(row): True for row in c.execute(members)} for c in (live, folded)))


def _by_id(connection: sa.Connection, kind: type[Row]) -> dict[str, Row]:
    return {row.id: row for row in stored.load_all(connection, kind)}


def _told(table: str, live: dict[str, Any], folded: dict[str, Any]) -> list[str]:
    differ = sorted(id_ for id_ in live.keys() | folded.keys() if live.get(id_) != folded.get(id_))
    told = [
        f"{table} {id_}: {live.get(id_, 'nothing')} here, {folded.get(id_, 'nothing')} by the log" for id_ in differ
    ]
    return told[:SHOWN_MOST] + ([f"{table}: {len(differ) - SHOWN_MOST} more"] if len(differ) > SHOWN_MOST else [])


def chains(connection: sa.Connection) -> list[str]:
    """Each device's ops are dense from 1, their hashes follow from each other, and the device's head is at the last."""
    found: list[str] = []
    query = sa.select(OP.c.device, OP.c.n, OP.c.bytes, OP.c.h, OP.c.outcome, OP.c.outcome_h)
    at = _stands(connection)
    for device, ops in groupby(connection.execute(query.order_by(OP.c.device, OP.c.n)), key=lambda op: str(op.device)):
        stands, wrong = _follow(ops)
        if not wrong and at.get(device) != stands:
            wrong = f"its head is not at op {stands[0]}, or has other hashes"
        if wrong:
            found.append(f"device {device}: {wrong}")
    return found


def _follow(ops: Iterable[Any]) -> tuple[tuple[int, bytes, bytes], str]:
    """The last number and both hashes of a device's ops; else what is wrong with them."""
    n, h, answers = 0, chain.START, chain.START
    for op in ops:
        if op.n != n + 1:
            return (n, h, answers), f"op {n + 1} is missing before {op.n}"
        n, h, answers = op.n, chain.link(h, op.bytes), chain.link(answers, op.outcome)
        if op.h != h:
            return (n, h, answers), f"op {n} does not follow from the one before it"
        if op.outcome_h != answers:
            return (n, h, answers), f"the answer to op {n} is not the one that was given"
    return (n, h, answers), ""


def _stands(connection: sa.Connection) -> dict[str, tuple[int, bytes, bytes]]:
    query = sa.select(DEVICE_HEAD.c.device, DEVICE_HEAD.c.last_n, DEVICE_HEAD.c.h, DEVICE_HEAD.c.outcome_h)
    return {device: (n, h, answers) for device, n, h, answers in connection.execute(query)}
