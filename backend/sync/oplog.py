"""The log of ops: what arrived, what was decided, and everything that the decision rested on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.outcome import Out
from backend.store.bulk import Among, Bulk
from backend.store.tables import OP, OP_SUBJECT
from backend.sync import chain
from backend.sync.admit import Chunk
from backend.sync.changelog import Written
from backend.sync.decide import SYSTEM, Received
from backend.sync.heads import Head
from backend.sync.wire import OutcomeFrame

_encode = msgspec.json.Encoder().encode


@dataclass
class Entry:
    """One op of a commit, with its outcome."""

    chunk: Chunk
    got: Received
    outcome: OutcomeFrame
    subjects: set[str]
    author_known: bool
    scopes: tuple[str, ...] = ()


def append(connection: sa.Connection, at: dict[str, Head], entries: list[Entry], written: Written) -> list[bytes]:
    """Append ops with their outcomes; returns the outcome bytes, which every retry will get again.

    The heads of their devices move on by the hash of what is answered.
    """
    if not entries:
        return []
    first = entries[0].chunk.device.encode() + entries[0].got.h  # a clone's first op may have the very same hash
    batch = int.from_bytes(blake2b(first, digest_size=8).digest(), "big") >> 1
    rows = [_row(entry, written, batch, at[entry.chunk.device]) for entry in entries]
    _APPEND.run(connection, rows)
    subjects = [
        (subject, row[2]) for entry, row in zip(entries, rows, strict=True) for subject in sorted(entry.subjects)
    ]
    _SUBJECT.run(connection, subjects)
    return [row[-2] for row in rows]


_IDS = Among(sa.select(OP.c.id), OP.c.id)
_APPEND = Bulk(
    sa.insert(OP),
    (
        "device", "n", "id", "kind", "author", "author_known", "grant_v", "wall", "received_at", "via", "batch",
        "bytes", "prior", "h", "out", "outcome", "outcome_h",
    ),
)  # fmt: skip
_SUBJECT = Bulk(sa.insert(OP_SUBJECT), ("subject", "op"))


def _row(entry: Entry, written: Written, batch: int, head: Head) -> tuple[Any, ...]:
    got, outcome, chunk = entry.got, entry.outcome, entry.chunk
    outcome.at = {name: written.scopes[name].seq for name in entry.scopes}
    frame, n = got.frame, got.n
    id_ = f"{chunk.device}#{n}" if outcome.code == "duplicate_id" else got.id
    answered = _encode(outcome)
    head.outcome_h = chain.link(head.outcome_h, answered)
    kind, author, wall = (frame.kind, frame.author, frame.wall) if frame else ("?", SYSTEM, 0)
    return (
        chunk.device, n, id_, kind, author, entry.author_known, chunk.grant_v, wall, chunk.received_at, chunk.via,
        batch, got.raw, chunk.prior.get(n), got.h, outcome.out.value, answered, head.outcome_h,
    )  # fmt: skip


def used_ids(connection: sa.Connection, ids: list[str]) -> set[str]:
    """Those of the ids that an op in the log has."""
    return {id_ for (id_,) in _IDS.run(connection, ids)}


def refused_before(connection: sa.Connection, device: str, ns: set[int]) -> set[int]:
    """Which of a device's ops were refused."""
    if not ns:
        return set()
    query = sa.select(OP.c.n).where(OP.c.device == device, OP.c.n.in_(ns), OP.c.out == Out.REFUSED)
    return set(connection.scalars(query))
