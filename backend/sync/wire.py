"""What goes over the wire between a device and the server. Unknown fields are ignored; bounds are checked here."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct

from backend.domain.outcome import Out, Params
from backend.domain.units import MOST, RowId

OPS_MOST = 50
FRAME_BYTES_MOST = 256 * 1024
PROTO = 1
ROWS_V = 1

Count = Annotated[int, Meta(ge=0, le=MOST)]
Id = Annotated[str, Meta(max_length=80)]
Receipt = Annotated[str, Meta(max_length=64 * 1024)]


class OpFrame(Struct):
    """One op as its device wrote it. Its bytes are hashed as they came."""

    n: Annotated[int, Meta(ge=1, le=MOST)]
    id: RowId
    kind: Annotated[str, Meta(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]
    author: RowId
    wall: Annotated[int, Meta(ge=-MOST, le=MOST)]
    body: Raw
    basis: dict[Id, Count] = {}
    deps: list[Count] = []


class PushFrame(Struct):
    """A chunk of ops, in order, without a gap."""

    device: RowId
    ops: Annotated[list[Raw], Meta(max_length=OPS_MOST)]
    proto: Annotated[int, Meta(ge=1, le=PROTO)] = PROTO
    epoch: Id = ""
    build: Id = ""
    grant_v: Count = 0
    declared_n: Count = 0
    prev_h: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")] = ""
    receipt: Receipt = ""
    sig: Annotated[str, Meta(max_length=120)] = ""
    """ES256 over the end of the chunk: see `signature.py`."""
    prior: Annotated[dict[int, Raw], Meta(max_length=OPS_MOST)] = {}
    """By `n`: what an op that is sent again had been answered before the server went back in time."""


class PullFrame(Struct):
    """Where a device stands in each scope."""

    device: RowId
    proto: Annotated[int, Meta(ge=1, le=PROTO)] = PROTO
    epoch: Id = ""
    rows_v: Annotated[int, Meta(ge=1, le=MOST)] = ROWS_V
    ack_n: Count = 0
    declared_n: Count = 0
    storage_lost: bool = False
    receipt: Receipt = ""
    cursors: Annotated[dict[Id, Count], Meta(max_length=2000)] = {}


class OutcomeFrame(Struct, omit_defaults=True):
    """What became of op `n`. Stored with the op; a retry gets the same bytes."""

    n: int
    out: Out
    code: str = ""
    params: Params = {}
    choices: tuple[str, ...] = ()
    exception: str | None = None
    at: dict[str, int] = {}


class PushAnswer(Struct):
    """All ops up to `last_n` are decided and on disk."""

    epoch: str
    last_n: int
    h: str
    outcomes: list[Raw]
    durable_n: int = 0
    receipt: str = ""


class Page(Struct, rename={"from_": "from"}):
    """Changes of one scope after `from` up to `to`. Applied only by a device whose cursor is `from`."""

    scope: str
    from_: int
    to: int
    more: bool
    changes: list[Raw]


class ScopeNews(Struct):
    """Scopes that came and went since the device's cursors."""

    add: list[str] = []
    drop: list[str] = []


class PullAnswer(Struct):
    """What changed in what the person may see."""

    epoch: str
    grant_v: int
    time: int
    scopes: ScopeNews
    pages: list[Page]
    reset: list[str]
    digest: dict[str, tuple[int, str]]
    outcomes: list[Raw]
    last_n: int
    h: str
    durable_n: int = 0
    receipt: str = ""


class Answer(Struct, frozen=True):
    """An HTTP status and a JSON body."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether it went well."""
        return self.status == 200  # noqa: PLR2004


def answer(status: int, body: Any) -> Answer:
    """Encode an answer."""
    return Answer(status, msgspec.json.encode(body))


def problem(status: int, code: str, en: str, zh: str, *, choices: tuple[str, ...] = (), **params: str | int) -> Answer:
    """An error as every route gives it."""
    return answer(status, {"error": {"code": code, "params": params, "en": en, "zh": zh, "choices": choices}})
