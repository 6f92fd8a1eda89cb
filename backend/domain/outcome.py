"""What the rules answer to an op. Bad luck in the warehouse is a value here, never a raised error."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from backend.domain.row import Row

Params = dict[str, str | int]


class Out(StrEnum):
    """The word of an outcome on the wire."""

    APPLIED = "applied"
    EXCEPTION = "exception"
    REFUSED = "refused"
    QUARANTINED = "quarantined"


class PhysicalTask(Struct, frozen=True):
    """Something that a person has to do with their hands, and where."""

    act: str
    warehouse: str
    place: str
    product: str = ""
    quantity: int = 0
    choices: tuple[str, ...] = ("done",)


class Applied(Struct, frozen=True):
    """The op stands; `rows` are the new versions of what it changed."""

    rows: tuple[Row, ...] = ()
    params: Params = {}


class Contradicted(Struct, frozen=True):
    """The fact stands, and the world differs from the books: `task` says what to do about it."""

    code: str
    task: PhysicalTask
    rows: tuple[Row, ...] = ()
    params: Params = {}


class Refused(Struct, frozen=True):
    """The request does not stand: why, with which values, and at least one way forward."""

    code: str
    params: Params = {}
    choices: tuple[str, ...] = ("discard",)


Outcome = Applied | Contradicted | Refused
