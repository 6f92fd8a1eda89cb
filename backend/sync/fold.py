"""The log of ops is the truth: folding it over an empty database must give the live tables, row for row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.row import ROWS, Row
from backend.store import rows as stored
from backend.store.tables import HEAD, MEMBER, METADATA, OP
from backend.sync import chain, oplog
from backend.sync.admit import Chunk, Decided
from backend.sync.commit import Fresh, decide_one, situation, write
from backend.sync.decide import SYSTEM, prefetch, read
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


def fold(source: sa.Connection, target: sa.Connection, told: Told = lambda _done: None) -> list[str]:
    """Decide all ops of `source` again, over the empty database `target`; returns which outcomes differ."""
    METADATA.create_all(target)
    found: list[str] = []
    done = 0
    for batch in _batches(source):
        found += _decide_again(target, batch)
        done += len(batch)
        told(done)
    return found


def _batches(source: sa.Connection) -> Iterator[list[Any]]:
    """The ops as they were committed together. Commits that touched nothing in common may lie interleaved."""
    first = sa.select(OP.c.batch, sa.func.min(OP.c.position).label("first")).group_by(OP.c.batch).subquery()
    query = sa.select(*_LOGGED).join(first, first.c.batch == OP.c.batch).order_by(first.c.first, OP.c.position)
    for _, ops in groupby(source.execute(query), key=lambda op: op.batch):
        yield list(ops)


def _decide_again(target: sa.Connection, ops: Sequence[Any]) -> list[str]:
    fresh = [_fresh(op) for op in ops]
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
    write(target, state, fresh, entries, max(op.received_at for op in ops))
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
    heads = sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.digest, HEAD.c.rows)
    found += _told("head", *({row[0]: tuple(row) for row in c.execute(heads)} for c in (live, folded)))
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
    """Each device's ops are dense from 1, and each hash follows from the one before and the bytes."""
    found: list[str] = []
    query = sa.select(OP.c.device, OP.c.n, OP.c.bytes, OP.c.h).order_by(OP.c.device, OP.c.n)
    for device, ops in groupby(connection.execute(query), key=lambda op: op.device):
        h = chain.START
        for expected, op in enumerate(ops, 1):
            if op.n != expected:
                found.append(f"device {device}: op {expected} is missing before {op.n}")
                break
            h = chain.link(h, op.bytes)
            if op.h != h:
                found.append(f"device {device}: op {op.n} does not follow from the one before it")
                break
    return found
