"""Which ops of a chunk are new. Known ones get their stored answers; a gap, a fork or a wrong signature stops it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import sqlalchemy as sa
from msgspec import Raw

from backend.domain.people.rows import Device
from backend.store.bulk import Among, Ask
from backend.store.tables import OP, TABLES
from backend.sync import chain, signature
from backend.sync.decide import Received, read
from backend.sync.heads import Head, of

Via = Literal["push", "drop", "own"]
PLACES_MOST = 1000
"""Ops of a device among which the one before an unreadable chunk is looked for."""


@dataclass
class Chunk:
    """Ops of one device, as they were pushed. `prior`: by number, what had been promised before a restore."""

    device: str
    caller: str
    ops: list[bytes]
    first_n: int
    received_at: int
    via: Via = "push"
    epoch: str = ""
    receipt: str = ""
    grant_v: int = 0
    declared_n: int = 0
    prev_h: str = ""
    sig: str = ""
    prior: dict[int, bytes] = field(default_factory=dict)
    is_signed: bool = False
    """Its signature was found right, so that its ops may be taken one by one."""


@dataclass
class Decided:
    """What became of a chunk: outcomes, or the one thing that kept it from being taken."""

    epoch: str = ""
    last_n: int = 0
    h: bytes = chain.START
    durable_n: int = 0
    outcomes: list[Raw] = field(default_factory=list)
    receipt: str = ""
    is_rewound: bool = False
    """The chunk is of another epoch, or its receipt proves that the database was restored."""
    gap_from: int | None = None
    fork_from: int | None = None
    is_unsigned: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether all its ops are in the log."""
        return not (self.is_rewound or self.is_unsigned or self.gap_from is not None or self.fork_from is not None)


_KEYS = Among(sa.select(TABLES[Device].c.id, TABLES[Device].c.key), TABLES[Device].c.id)


def keys(connection: sa.Connection, devices: set[str]) -> dict[str, str]:
    """The public keys of those of the devices that have one."""
    return {id_: key for id_, key in _KEYS.run(connection, devices) if key}


def admit(connection: sa.Connection, head: Head, key: str, chunk: Chunk, result: Decided) -> list[Received]:
    """The ops of a chunk that are new, in order; `head` moves behind them. `key` is empty for a device without one."""
    if chunk.first_n > head.last_n + 1:
        result.gap_from = head.last_n + 1
        return []
    before = _hash_before(connection, head, chunk)
    if chunk.prev_h and chunk.prev_h != before.hex():
        result.fork_from = chunk.first_n
        return []
    hashes = _chain(before, chunk.ops)
    chunk.is_signed = chunk.is_signed or not key or not chunk.ops or _is_signed(key, chunk, hashes[-1])
    if not chunk.is_signed:
        result.is_unsigned = True
        return []
    known = _known(connection, chunk, head.last_n)
    fresh: list[Received] = []
    for n, raw, h in zip(range(chunk.first_n, chunk.first_n + len(chunk.ops)), chunk.ops, hashes, strict=True):
        if n in known:
            stored, outcome = known[n]
            if stored != raw:
                result.fork_from = n
                return []
            result.outcomes.append(Raw(outcome))
        else:
            fresh.append(read(n, raw, h))
    if fresh:
        head.last_n, head.h = fresh[-1].n, fresh[-1].h
    head.declared_n = max(head.declared_n, chunk.declared_n, head.last_n)
    return fresh


def place(connection: sa.Connection, chunk: Chunk) -> int:
    """Where a chunk belongs of whose bytes none names a number: behind the op whose hash it chains onto."""
    head = of(connection, chunk.device)
    if chunk.prev_h == chain.START.hex():
        return 1
    if chunk.prev_h and chunk.prev_h != head.h.hex():
        for n, h in _HASHES.run(connection, chunk.device, head.last_n - PLACES_MOST):
            if h.hex() == chunk.prev_h:
                return int(n) + 1
    return head.last_n + 1


def _is_signed(key: str, chunk: Chunk, h: bytes) -> bool:
    text = signature.op_text(chunk.device, chunk.first_n + len(chunk.ops) - 1, h)
    return signature.verify(key, text, chunk.sig)


def _hash_before(connection: sa.Connection, head: Head, chunk: Chunk) -> bytes:
    """The hash that the first op of a chunk chains onto."""
    if chunk.first_n == head.last_n + 1:
        return head.h
    if chunk.first_n <= 1:
        return chain.START
    found = _HASH.run(connection, chunk.device, chunk.first_n - 1)
    return bytes(found[0][0]) if found else chain.START


def _chain(h: bytes, ops: list[bytes]) -> list[bytes]:
    hashes: list[bytes] = []
    for raw in ops:
        h = chain.link(h, raw)
        hashes.append(h)
    return hashes


def _known(connection: sa.Connection, chunk: Chunk, last_n: int) -> dict[int, tuple[bytes, bytes]]:
    if chunk.first_n > last_n:
        return {}
    found = _STORED.run(connection, chunk.device, chunk.first_n, chunk.first_n + len(chunk.ops))
    return {n: (stored, outcome) for n, stored, outcome in found}


_HASH = Ask(sa.select(OP.c.h).where(OP.c.device == sa.bindparam("a_d"), OP.c.n == sa.bindparam("a_n")), ("a_d", "a_n"))
_HASHES = Ask(
    sa.select(OP.c.n, OP.c.h).where(OP.c.device == sa.bindparam("a_d"), OP.c.n > sa.bindparam("a_n")), ("a_d", "a_n")
)
_STORED = Ask(
    sa.select(OP.c.n, OP.c.bytes, OP.c.outcome).where(
        OP.c.device == sa.bindparam("a_device"), OP.c.n >= sa.bindparam("a_first"), OP.c.n < sa.bindparam("a_end")
    ),
    ("a_device", "a_first", "a_end"),
)
