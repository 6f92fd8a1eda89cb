"""The queue of a device: numbers, the chain over them, and what becomes of an op from `record` to the journal.

All functions work within one transaction of the storage.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from backend.domain.outcome import Out
from backend.sync import chain
from backend.sync.client.kept import FORMER, JOURNAL, OUTBOX, STAND, TRAY, UNSEEN, Kept, Refusal, Stand, Unseen, number
from backend.sync.client.storage import Tx
from backend.sync.wire import FRAME_BYTES_MOST, OPS_MOST, OutcomeFrame

ENVELOPE_BYTES = 2048
"""Room in a frame for what is not ops, without the receipt."""
OP_BYTES_MOST = FRAME_BYTES_MOST - 80 * 1024
"""One op with its outcome before, so that it fits into a frame with any receipt."""
_encode = msgspec.json.Encoder().encode
_outcome = msgspec.json.Decoder(OutcomeFrame).decode


class TooLarge(Exception):  # noqa: N818
    """An op is larger than any frame. Nothing was stored."""


class Recorded(Struct, frozen=True):
    """An op that is stored: it survives whatever happens to the process from here on."""

    n: int
    id: str
    h: bytes
    raw: bytes


class Wish(Struct, frozen=True):
    """What a person did or wants, before it has a number. `wall` is a label in UTC milliseconds."""

    kind: str
    body: Any
    author: str
    id: str
    wall: int
    basis: dict[str, int] = {}
    deps: tuple[int, ...] = ()


def stand(tx: Tx) -> Stand:
    """Where the device stands."""
    found: Stand | None = tx.get(STAND, "")
    return found or Stand()


def move(tx: Tx, **fields: Any) -> Stand:
    """Change where the device stands."""
    after = replace(stand(tx), **fields)
    tx.put(STAND, "", after)
    return after


def acked(tx: Tx) -> int:
    """Up to here each op has its outcome."""
    first = tx.items(OUTBOX, most=1)
    return int(first[0][0]) - 1 if first else stand(tx).last


def record(tx: Tx, wish: Wish) -> Recorded:
    """Give an op the next number and store it."""
    at = stand(tx)
    n = at.last + 1
    raw = _encode({
        "n": n, "id": wish.id, "kind": wish.kind, "author": wish.author, "wall": wish.wall, "basis": wish.basis,
        "deps": wish.deps, "body": wish.body,
    })  # fmt: skip
    if len(raw) > OP_BYTES_MOST:
        raise TooLarge(f"{wish.kind}: {len(raw)} bytes, at most {OP_BYTES_MOST}")
    return append(tx, wish.id, raw, at.grants.get(wish.author, 0))


def append(tx: Tx, id_: str, raw: bytes, grant_v: int, prior: bytes = b"") -> Recorded:
    """Link bytes to the end of the chain."""
    at = stand(tx)
    n, h = at.last + 1, chain.link(at.h, raw)
    tx.put(OUTBOX, number(n), Kept(raw, at.h, h, grant_v, prior))
    move(tx, last=n, h=h)
    return Recorded(n, id_, h, raw)


def chunk(tx: Tx, below: int = 0, most: int = OPS_MOST, after: int = 0) -> list[tuple[int, Kept]]:
    """What to push next: a contiguous prefix that was recorded under one grant version; below a number, if given.

    `after`: the ops up to there are on their way already. What does not follow on at once has to wait for them.
    """
    room = FRAME_BYTES_MOST - ENVELOPE_BYTES - len(stand(tx).receipt)
    taken: list[tuple[int, Kept]] = []
    for key, kept in tx.items(OUTBOX, number(after) if after else "", most=most):
        n = int(key)
        if after and not taken and n != after + 1:
            break
        room -= len(kept.raw) + len(kept.prior) + 24
        if (below and n >= below) or (taken and (room < 0 or kept.grant_v != taken[0][1].grant_v)):
            break
        taken.append((n, kept))
    return taken


def take_outcomes(tx: Tx, outcomes: Iterable[Raw]) -> list[OutcomeFrame]:
    """Outcomes of this device's own ops: they go to the journal, what did not stand to the tray as well."""
    device = stand(tx).device
    news: list[OutcomeFrame] = []
    for raw in outcomes:
        outcome = _outcome(raw)
        key = number(outcome.n)
        kept: Kept | None = tx.get(OUTBOX, key)
        if kept is None:
            continue
        tx.delete(OUTBOX, key)
        tx.put(JOURNAL, key, replace(kept, outcome=bytes(raw)))
        id_ = id_of(kept)
        if outcome.out in {Out.REFUSED, Out.QUARANTINED}:
            tx.put(TRAY, id_, Refusal(device, outcome.n, kept.raw, bytes(raw)))
        else:
            tx.delete(TRAY, id_)
            if outcome.at:
                tx.put(UNSEEN, key, Unseen(kept.raw, outcome.at))
        news.append(outcome)
    return news


def trim(tx: Tx, durable_n: int) -> None:
    """The server has these in a backup that was checked: the journal may forget them."""
    first = tx.items(JOURNAL, most=1)
    if first and int(first[0][0]) <= durable_n:
        for key, _ in tx.items(JOURNAL):
            if int(key) > durable_n:
                break
            tx.delete(JOURNAL, key)
    move(tx, durable_n=durable_n)


class Written(Struct):
    """What of an op's bytes names it and its place."""

    id: str = ""
    deps: list[int] = []


def written(raw: bytes) -> Written:
    """Read an op's id and dependencies; empty where the bytes are no op."""
    try:
        return msgspec.json.decode(raw, type=Written)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Written()


def id_of(kept: Kept) -> str:
    """The id of an op; its hash where the bytes have none."""
    return written(kept.raw).id or kept.h.hex()


def hash_at(tx: Tx, n: int) -> bytes | None:
    """The hash after op `n`, as far as this device still knows it."""
    at = stand(tx)
    if n == at.last:
        return at.h
    here: Kept | None = tx.get(OUTBOX, number(n)) or tx.get(JOURNAL, number(n))
    if here is not None:
        return here.h
    following: Kept | None = tx.get(OUTBOX, number(n + 1)) or tx.get(JOURNAL, number(n + 1))
    if following is not None:
        return following.before
    return chain.START if n == 0 else None


def former(tx: Tx) -> list[tuple[str, Kept]]:
    """The journal of the ids that this device has had before."""
    found: list[tuple[str, Kept]] = tx.items(FORMER)
    return found
