"""What a device keeps, store by store. Values never change once they are stored; a new one takes their place."""

from __future__ import annotations

from msgspec import Struct

from backend.sync import chain


class Stand(Struct, frozen=True):
    """Where the device stands. There is one, under the key `""` of the store `stand`."""

    device: str = ""
    last: int = 0
    """The highest number given out: `declared_n`."""
    h: bytes = chain.START
    """The hash after op `last`."""
    durable_n: int = 0
    epoch: str = ""
    receipt: str = ""
    grants: dict[str, int] = {}
    """By person: the grant version that was pulled last."""
    lost: bool = False
    """The storage was lost, and the server has not been asked yet where this device stood."""
    proven_n: int = 0
    """The highest own op that the receipt speaks of, as far as it is known: a beat's is not."""


class Kept(Struct, frozen=True, gc=False):
    """An op, in the outbox while it has no outcome and in the journal from then on. Key: its number."""

    raw: bytes
    before: bytes
    """The hash before it."""
    h: bytes
    grant_v: int
    prior: bytes = b""
    """What it had been answered before the server went back in time."""
    outcome: bytes = b""


class Refusal(Struct, frozen=True):
    """An op in the tray, payload intact, until a person settles it. Key: the op's id."""

    device: str
    n: int
    raw: bytes
    outcome: bytes


class Held(Struct, frozen=True, gc=False):
    """A row of the replica: the text `[table, id, ver, row]`, and the scopes that it is in. Key: its id."""

    ver: int
    text: bytes
    scopes: tuple[str, ...]


class Cursor(Struct, frozen=True, gc=False):
    """How far a scope is. Key: its name. `whole` is false while a snapshot has to come first."""

    seq: int
    digest: str
    whole: bool = True


STAND, OUTBOX, JOURNAL, FORMER = "stand", "outbox", "journal", "former"
TRAY, CURSORS, UNSEEN = "tray", "cursor", "unseen"
"""The stores. `former`: the journal under ids that this device has had before, by `id/n`. `unseen`: by number, ops
whose effect the base does not show yet, as `Unseen`."""


class Unseen(Struct, frozen=True):
    """An op that was applied at these places of these scopes; none of them is pulled so far."""

    raw: bytes
    at: dict[str, int]


KINDS: dict[str, type[Struct]] = {
    STAND: Stand, OUTBOX: Kept, JOURNAL: Kept, FORMER: Kept, TRAY: Refusal, CURSORS: Cursor, UNSEEN: Unseen,
}  # fmt: skip


def rows(table: str) -> str:
    """The store of a table's rows, as `Held`."""
    return f"rows/{table}"


def members(scope: str) -> str:
    """The store of a scope's rows, by `table/id`: the version there (8 bytes, big-endian) and its digest (16 bytes)."""
    return f"in/{scope}"


def number(n: int) -> str:
    """A number as a key: keys sort as text."""
    return f"{n:016d}"
