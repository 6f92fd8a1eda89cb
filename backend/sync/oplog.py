"""The log of ops: what arrived, what was decided, and everything that the decision rested on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.outcome import Out
from backend.store.tables import OP, OP_SUBJECT
from backend.sync.admit import Chunk
from backend.sync.changelog import Written
from backend.sync.decide import SYSTEM, Received
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


def append(connection: sa.Connection, entries: list[Entry], written: Written) -> list[bytes]:
    """Append ops with their outcomes; returns the outcome bytes, which every retry will get again."""
    if not entries:
        return []
    batch = int.from_bytes(blake2b(entries[0].got.h, digest_size=8).digest(), "big") >> 1
    rows = [_row(entry, written, batch) for entry in entries]
    connection.execute(sa.insert(OP), rows)
    subjects = [
        {"subject": s, "op": row["id"]}
        for entry, row in zip(entries, rows, strict=True)
        for s in sorted(entry.subjects)
    ]
    if subjects:
        connection.execute(sa.insert(OP_SUBJECT), subjects)
    return [row["outcome"] for row in rows]


def _row(entry: Entry, written: Written, batch: int) -> dict[str, Any]:
    got, outcome, chunk = entry.got, entry.outcome, entry.chunk
    outcome.at = {name: written.scopes[name].seq for name in entry.scopes}
    is_taken = outcome.code == "duplicate_id"
    return {
        "device": chunk.device, "n": got.n, "id": f"{chunk.device}#{got.n}" if is_taken else got.id,
        "kind": got.frame.kind if got.frame else "?", "author": got.frame.author if got.frame else SYSTEM,
        "author_known": entry.author_known, "grant_v": chunk.grant_v, "wall": got.frame.wall if got.frame else 0,
        "received_at": chunk.received_at, "via": chunk.via, "batch": batch, "bytes": got.raw,
        "prior": chunk.prior.get(got.n), "h": got.h, "out": outcome.out.value, "outcome": _encode(outcome),
    }  # fmt: skip


def used_ids(connection: sa.Connection, ids: list[str]) -> set[str]:
    """Those of the ids that an op in the log has."""
    return set(connection.scalars(sa.select(OP.c.id).where(OP.c.id.in_(ids)))) if ids else set()


def refused_before(connection: sa.Connection, device: str, ns: set[int]) -> set[int]:
    """Which of a device's ops were refused."""
    if not ns:
        return set()
    query = sa.select(OP.c.n).where(OP.c.device == device, OP.c.n.in_(ns), OP.c.out == Out.REFUSED)
    return set(connection.scalars(query))
