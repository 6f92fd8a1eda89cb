"""What an operation is: the words that every file under `ops/` is written in.

An op is a frozen Struct. Its kind is its path: `ops/pick/scan.py` holds `PickScan`, kind `pick.scan`. A body that
changes gets the next `version`, and a file under `upcast/` that brings the old one up.
The engine loads what `touches` names, asks the gate, and calls `decide`, which is pure and total.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import ClassVar, Protocol, TypeVar

from msgspec import Struct

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.row import Row

R = TypeVar("R", bound=Row)
OpType = TypeVar("OpType", bound="type[Op]")


class Nature(StrEnum):
    """A fact has happened and is never refused; a request wants permission."""

    FACT = "fact"
    REQUEST = "request"


class Offline(StrEnum):
    """What a device does with an op while there is no network."""

    REPLAY = "replay"
    """The same rule runs on the device: the screen shows the outcome at once."""
    LEASE = "lease"
    """As `replay`, as far as a lease reaches: the device knows what it may promise, and sees no stock beyond that."""
    QUEUE = "queue"
    """It is kept and shown as pending."""
    ONLINE = "online"
    """It is not offered."""


class Text(Struct, frozen=True):
    """One sentence in both languages; `{name}` stands for a parameter."""

    en: str
    zh: str


class Ref(Struct, frozen=True):
    """A row by its id. One that is `needed` and not there is answered by the engine, before `decide`."""

    row: type[Row]
    id: str
    needed: bool = True


class All(Struct, frozen=True):
    """All rows of a table whose `field` has a value."""

    row: type[Row]
    field: str
    value: str


Want = Ref | All


class State(Protocol):
    """The rows that an op may read: those it named in `touches`, as the ops before it left them."""

    def find(self, row: type[R], id_: str) -> R | None:
        """The row, or none."""

    def get(self, row: type[R], id_: str) -> R:
        """The row; a bug if it is not there."""

    def all(self, row: type[R], field: str, value: str) -> list[R]:
        """The rows of `All(row, field, value)`, by id."""


class Context(Struct, frozen=True, kw_only=True):
    """What `decide` may know besides rows. Stored with the op, so that a replay decides the same."""

    id: str
    author: str
    device: str
    n: int
    wall: int
    received_at: int


class Op(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body of an op. Subclasses add fields; unknown fields are an error."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    nature: ClassVar[Nature]
    right: ClassVar[Right]
    offline: ClassVar[Offline]
    words: ClassVar[dict[str, Text]]
    compares: ClassVar[dict[str, tuple[str, ...]]] = {}
    """Requests: the fields, by table, whose change since `basis` makes the request stale."""

    def where(self, state: State) -> tuple[str, ...]:
        """The scopes of which one must give the right. Called after loading, before `decide`."""
        raise NotImplementedError

    def touches(self, state: State) -> Iterable[Want]:
        """What to load. Asked again after each round of loading, until it names nothing new."""
        raise NotImplementedError

    def decide(self, state: State, context: Context) -> Outcome:
        """What the op comes to: new versions of rows, or why not."""
        raise NotImplementedError

    def foresee(self, state: State, context: Context) -> Outcome:
        """What a device shows until the server has answered. It may lack rows that `decide` reads."""
        return self.decide(state, context)

    def stands(self, state: State, context: Context) -> bool:
        """Whether it holds though its right has lapsed or what it builds on has changed: it is then only flagged."""
        return self.nature is Nature.FACT

    def undo(self, id_: str) -> Op | None:
        """The op that takes this one back, given its id; none if it cannot be undone."""
        return None


CATALOGUE: dict[str, type[Op]] = {}


def operation(
    *,
    nature: Nature,
    right: Right,
    offline: Offline,
    words: dict[str, Text],
    compares: dict[str, tuple[str, ...]] | None = None,
    version: int = 1,
) -> Callable[[OpType], OpType]:
    """Class decorator: completes an op class and enters it in the catalogue under the kind that its path gives."""

    def enter(cls: OpType) -> OpType:
        job, name = cls.__module__.split(".")[-2:]
        kind = f"{job}.{name}"
        assert cls.__name__ == "".join(p.capitalize() for p in kind.replace(".", "_").split("_")), (
            f"{kind}: name the class so"
        )
        assert kind not in CATALOGUE, f"two ops of the kind {kind}"
        cls.kind, cls.nature, cls.right, cls.offline, cls.words = kind, nature, right, offline, words
        cls.compares, cls.version = compares or {}, version
        CATALOGUE[kind] = cls
        return cls

    return enter
