"""What a device sends, and what it reads in answers."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Raw, Struct

from backend.sync.client.kept import Kept, Stand
from backend.sync.client.signing import Key, text
from backend.sync.wire import PROTO, Page, PullAnswer, PushAnswer

_encode = msgspec.json.Encoder().encode
push_answer = msgspec.json.Decoder(PushAnswer).decode
pull_answer = msgspec.json.Decoder(PullAnswer).decode


class Went(Struct):
    """`epoch` of a 409: the server went back in time."""

    now: str
    last_n: int
    h: str


class Fork(Struct):
    """`fork` of a 409: another device has used these numbers."""

    new_device: str
    from_n: int


class Gap(Struct):
    """`gap` of a 409: ops are missing before these."""

    need_from: int


class Conflict(Struct):
    """The body of a 409. Only one of them is there."""

    epoch: Went | None = None
    fork: Fork | None = None
    gap: Gap | None = None


class _Error(Struct, frozen=True):
    code: str = ""


class Refused(Struct):
    """The body of any other answer that is not 200."""

    error: _Error = _Error()
    retry_after: float = 0.0


class Down(Struct):
    """A message of the live stream, as far as all of them are alike."""

    t: str = ""
    status: int = 0
    answer: Raw = Raw(b"null")
    epoch: Raw = Raw(b"")
    pages: list[Page] = []
    heads: dict[str, tuple[int, str]] = {}
    receipt: str = ""
    reason: str = ""


def conflict(body: bytes) -> Conflict:
    """Read a 409; empty where it says nothing known."""
    try:
        return msgspec.json.decode(body, type=Conflict)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return Conflict()


def refused(body: bytes) -> Refused:
    """Read an error; empty where it is none of ours, such as a proxy's page."""
    try:
        return msgspec.json.decode(body, type=Refused)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return Refused()


def push(at: Stand, chunk: list[tuple[int, Kept]], *, build: str, key: Key | None) -> dict[str, Any]:
    """A push of a chunk that is not empty."""
    n, last = chunk[-1]
    frame = {
        "proto": PROTO, "epoch": at.epoch, "device": at.device, "build": build, "grant_v": chunk[0][1].grant_v,
        "declared_n": at.last, "prev_h": chunk[0][1].before.hex(), "receipt": at.receipt,
        "sig": key.sign(text(at.device, n, last.h)) if key else "", "ops": [Raw(kept.raw) for _, kept in chunk],
    }  # fmt: skip
    prior = {n: Raw(kept.prior) for n, kept in chunk if kept.prior}
    return {**frame, "prior": prior} if prior else frame


def pull(at: Stand, cursors: dict[str, int], ack_n: int, rows_v: int) -> dict[str, Any]:
    """A pull from where the device stands."""
    return {
        "proto": PROTO, "epoch": at.epoch, "device": at.device, "rows_v": rows_v, "ack_n": ack_n,
        "declared_n": at.last, "storage_lost": at.lost, "receipt": at.receipt, "cursors": cursors,
    }  # fmt: skip


def encode(frame: dict[str, Any]) -> bytes:
    """A frame as JSON."""
    return _encode(frame)
