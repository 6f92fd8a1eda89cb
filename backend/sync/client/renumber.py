"""When numbers no longer count: a fork, a server that went back in time, bytes that no frame can carry."""

from __future__ import annotations

import base64
from typing import Any

import msgspec
from msgspec.structs import replace

from backend.domain.outcome import Out
from backend.sync import chain
from backend.sync.client.kept import CURSORS, FORMER, JOURNAL, OUTBOX, UNSEEN, Kept, number
from backend.sync.client.outbox import append, id_of, move, stand, written
from backend.sync.client.replica import want
from backend.sync.client.storage import Tx
from backend.sync.stale import REFUSED_BEFORE
from backend.sync.wire import OutcomeFrame

_encode = msgspec.json.Encoder().encode
_outcome = msgspec.json.Decoder(OutcomeFrame).decode


def take_new_id(tx: Tx, device: str) -> None:
    """A clone has used these numbers: what waits begins anew at 1, under a new id, with the same op ids.

    The receipt stays: nobody else may be left to prove what the former id was told.
    """
    old = stand(tx).device
    waiting = tx.items(OUTBOX)
    refused = _refused(tx)
    for key, kept in tx.items(JOURNAL):
        tx.delete(JOURNAL, key)
        tx.put(FORMER, f"{old}/{key}", kept)
    for key, _ in tx.items(UNSEEN):
        tx.delete(UNSEEN, key)
    move(tx, device=device, last=0, h=chain.START, durable_n=0, proven_n=0, lost=False)
    _anew(tx, waiting, refused)


def go_back(tx: Tx, epoch: str, last_n: int, h: bytes) -> None:
    """The server has forgotten all ops above `last_n`: queue again what the journal has; forget receipt and cursors.

    Those up to `last_n` go as well. Where the server was put back twice, or a clone was first, it has answered them in
    another way than this device was told, or it has other ops under these numbers.
    """
    move(tx, epoch=epoch, receipt="", proven_n=0, durable_n=min(stand(tx).durable_n, last_n))
    for scope, _ in tx.items(CURSORS):
        want(tx, scope)
    for key, _ in tx.items(UNSEEN):
        tx.delete(UNSEEN, key)
    queue_again(tx, 0)
    follow(tx, last_n, h)
    for key, kept in tx.items(FORMER):
        tx.delete(FORMER, key)
        _append_again(tx, replace(kept, prior=kept.outcome, outcome=b""), {}, set())


def queue_again(tx: Tx, last_n: int) -> None:
    """All ops above `last_n` that the journal holds go back into the queue, with what they were answered."""
    for key, kept in tx.items(JOURNAL, number(last_n)):
        tx.delete(JOURNAL, key)
        tx.put(OUTBOX, key, replace(kept, prior=kept.outcome, outcome=b""))


def follow(tx: Tx, last_n: int, h: bytes) -> None:
    """Make the queue follow op `last_n` of the server. Ops keep their bytes unless numbers before them are gone."""
    waiting = tx.items(OUTBOX)
    first = int(waiting[0][0]) if waiting else stand(tx).last + 1
    if first <= last_n + 1:
        return
    refused = _refused(tx)
    move(tx, last=last_n, h=h)
    _anew(tx, waiting, refused)


def wrap(tx: Tx, n: int) -> None:
    """An op whose bytes break a frame goes as base64, so that the server has them and what follows can go on."""
    waiting = tx.items(OUTBOX)
    at = next((i for i, (key, _) in enumerate(waiting) if int(key) == n), None)
    if at is None:
        return  # another tab has seen to it
    kept: Kept = waiting[at][1]
    waiting[at] = (waiting[at][0], replace(kept, raw=_wrapped(n, kept)))
    h = kept.before
    for key, one in waiting[at:]:
        after = chain.link(h, one.raw)
        tx.put(OUTBOX, key, replace(one, before=h, h=after))
        h = after
    move(tx, h=h)


def _wrapped(n: int, kept: Kept) -> bytes:
    body = {"base64": base64.b64encode(kept.raw).decode()}
    return _encode({"n": n, "id": id_of(kept), "kind": "spoiled@1", "author": "", "wall": 0, "body": body})


def _refused(tx: Tx) -> set[int]:
    return {int(key) for key, kept in tx.items(JOURNAL) if kept.outcome and _outcome(kept.outcome).out is Out.REFUSED}


def _anew(tx: Tx, waiting: list[tuple[str, Kept]], refused: set[int]) -> None:
    new: dict[int, int] = {}
    for key, _ in waiting:
        tx.delete(OUTBOX, key)
    for key, kept in waiting:
        new[int(key)] = _append_again(tx, kept, new, refused)


def _append_again(tx: Tx, kept: Kept, new: dict[int, int], refused: set[int]) -> int:
    """The same op under the next number. Returns that number."""
    n = stand(tx).last + 1
    deps = [REFUSED_BEFORE if d in refused else new[d] for d in written(kept.raw).deps if d in new or d in refused]
    try:
        op: dict[str, Any] = msgspec.json.decode(kept.raw, type=dict[str, Any])
        body = msgspec.json.decode(kept.raw, type=dict[str, msgspec.Raw])
        raw = _encode({**body, "n": n, "deps": deps} if "deps" in op or deps else {**body, "n": n})
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raw = _wrapped(n, kept)  # no op, though a server may still read its former number in it
    return append(tx, id_of(kept), raw, kept.grant_v, kept.prior).n
