"""The base: rows by scope as the server has sent them, with a digest a scope that is kept in O(1) a change.

All functions work within one transaction of the storage, so that rows and cursor move together or not at all.
"""

from __future__ import annotations

import gzip
import zlib
from functools import lru_cache

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from backend.sync import chain
from backend.sync.client.kept import CURSORS, UNSEEN, Cursor, Held, members, rows
from backend.sync.client.storage import Tx
from backend.sync.wire import Page

_change = msgspec.json.Decoder(tuple[str, str, int, Raw]).decode
GONE = b"null"
VER_BYTES = 8
READ_MOST = 4096
"""Changes of which it is known what they say: who comes back is told once more what others have heard at once."""


class Change(Struct, frozen=True, gc=False):
    """One row as it comes: `[table, id, ver, row]`, taken apart, and what it adds to a digest.

    All that is stored of it is made here, once: devices in one process are told the same, and share it.
    """

    table: str
    id: str
    ver: int
    digest: int
    is_gone: bool
    store: str
    member: str
    """Its key among the rows of a scope, and `entry` what is kept there."""
    entry: bytes
    held: Held
    """What is held of a row that is in this scope alone."""


@lru_cache(READ_MOST)
def _told(text: bytes, scopes: tuple[str]) -> Change:
    return _read(text, scopes)


def _read(text: bytes, scopes: tuple[str]) -> Change:
    table, id_, ver, row = _change(text)
    digest = chain.row_digest(text)
    entry = ver.to_bytes(VER_BYTES, "big") + digest.to_bytes(16, "big")
    held = Held(ver, text, scopes)
    return Change(table, id_, ver, digest, bytes(row) == GONE, rows(table), f"{table}/{id_}", entry, held)


class Told(Struct, frozen=True):
    """A page whose changes are taken apart."""

    scope: str
    from_: int
    to: int
    changes: tuple[Change, ...]


def told(page: Page) -> Told:
    """Take a page apart."""
    changes = tuple(_told(bytes(raw), (page.scope,)) for raw in page.changes)
    return Told(page.scope, page.from_, page.to, changes)


class Snapshot(Struct, frozen=True):
    """A scope as it came, checked: its rows by `(table, id)`."""

    epoch: str
    scope: str
    seq: int
    digest: str
    rows: dict[tuple[str, str], Change]


class _Top(Struct):
    epoch: str
    scope: str
    seq: int


class _End(Struct):
    end: bool
    rows: int
    digest: str


def sent_cursors(tx: Tx) -> dict[str, int]:
    """The cursors for a pull: of the scopes that are whole."""
    return {scope: c.seq for scope, c in tx.items(CURSORS) if c.whole}


def wanted(tx: Tx) -> list[str]:
    """The scopes that a snapshot has to come for."""
    return [scope for scope, c in tx.items(CURSORS) if not c.whole]


def want(tx: Tx, scope: str, *, least: bool = False) -> None:
    """A scope has to come whole. Its rows stay to be seen until then; pages are not applied to it.

    With `least` a snapshot older than the cursor will not do.
    """
    cursor: Cursor | None = tx.get(CURSORS, scope)
    seq = cursor.seq if cursor and least else 0
    tx.put(CURSORS, scope, Cursor(seq, cursor.digest if cursor else chain.ZERO, whole=False))


def apply_page(tx: Tx, page: Told, touched: dict[tuple[str, str], bytes | None]) -> bool:
    """Apply a page if it begins where the cursor is. Enters in `touched` each row's text, or none where it has gone."""
    cursor: Cursor | None = tx.get(CURSORS, page.scope)
    if cursor is None or not cursor.whole or cursor.seq != page.from_:
        return False
    plus = minus = 0
    place = members(page.scope)
    for change in page.changes:
        if change.is_gone:
            before = _leave(tx, page.scope, change.table, change.id)
            held: Held | None = tx.get(change.store, change.id)
        else:
            before, held = _join(tx, place, change)
            plus += change.digest
        minus += int.from_bytes(before, "big")
        touched[change.table, change.id] = held.text if held else None
    tx.put(CURSORS, page.scope, Cursor(page.to, chain.add(cursor.digest, plus, minus)))
    return True


def _join(tx: Tx, place: str, change: Change) -> tuple[bytes, Held]:
    """A row is in a scope, in this version. Returns what it added to the digest before, and what is held of it now.

    What is shown is the text of the highest version in which a scope has the row now: after a restore of the server
    that may be a lower one than before.
    """
    member, held = change.member, change.held
    before: bytes = tx.get(place, member) or b""
    tx.put(place, member, change.entry)
    there: Held | None = tx.get(change.store, change.id)
    if there is not None and there.scopes != held.scopes:
        scopes = there.scopes if held.scopes[0] in there.scopes else there.scopes + held.scopes
        shown = held if change.ver >= _highest(tx, scopes, member) else there
        held = replace(shown, scopes=scopes)
    tx.put(change.store, change.id, held)
    return before[VER_BYTES:], held


def _highest(tx: Tx, scopes: tuple[str, ...], member: str) -> int:
    """The highest version in which one of the scopes has a row."""
    return max(int.from_bytes(tx.get(members(scope), member)[:VER_BYTES], "big") for scope in scopes)


def _leave(tx: Tx, scope: str, table: str, id_: str) -> bytes:
    """A row is out of a scope; out of its last one it goes. Returns what it added to the digest."""
    member = f"{table}/{id_}"
    before: bytes = tx.get(members(scope), member) or b""
    if not before:
        return before
    tx.delete(members(scope), member)
    held: Held = tx.get(rows(table), id_)
    scopes = tuple(s for s in held.scopes if s != scope)
    if scopes:
        tx.put(rows(table), id_, replace(held, scopes=scopes))
    else:
        tx.delete(rows(table), id_)
    return before[VER_BYTES:]


def _doubt(tx: Tx, member: str) -> None:
    """A snapshot has no word of a row that another scope still has in an older version than is shown: fetch that."""
    table, _, id_ = member.partition("/")
    held: Held | None = tx.get(rows(table), id_)
    if held is not None and held.ver > _highest(tx, held.scopes, member):
        for scope in held.scopes:
            want(tx, scope)


def drop(tx: Tx, scope: str) -> None:
    """A scope is not this person's any longer: its rows go, unless another scope has them."""
    for member, _ in tx.items(members(scope)):
        table, _, id_ = member.partition("/")
        _leave(tx, scope, table, id_)
    tx.delete(CURSORS, scope)


def read_snapshot(body: bytes) -> Snapshot | None:
    """Take a snapshot apart; none if it is not whole: cut off, rows missing, or another digest than it says."""
    try:
        text = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        top, *lines, last = text.splitlines()
        head, end = msgspec.json.decode(top, type=_Top), msgspec.json.decode(last, type=_End)
        found: dict[tuple[str, str], Change] = {}
        total = 0
        scopes = (head.scope,)
        for line in lines:
            change = _read(line, scopes)
            found[change.table, change.id] = change
            total += change.digest
    except (msgspec.MsgspecError, ValueError, OSError, EOFError, zlib.error):
        return None
    if not end.end or end.rows != len(found) or chain.add(chain.ZERO, total, 0) != end.digest:
        return None
    return Snapshot(head.epoch, head.scope, head.seq, end.digest, found)


def swap(tx: Tx, snapshot: Snapshot) -> bool:
    """Put a checked snapshot in the place of a scope. Not done where it is older than what was seen already."""
    cursor: Cursor | None = tx.get(CURSORS, snapshot.scope)
    if cursor is None or cursor.whole or snapshot.seq < cursor.seq:
        return False
    fresh = {change.member for change in snapshot.rows.values()}
    for member, _ in tx.items(members(snapshot.scope)):
        if member not in fresh:
            table, _, id_ = member.partition("/")
            _leave(tx, snapshot.scope, table, id_)
            _doubt(tx, member)
    place = members(snapshot.scope)
    for change in snapshot.rows.values():
        _join(tx, place, change)
    tx.put(CURSORS, snapshot.scope, Cursor(snapshot.seq, snapshot.digest))
    return True


def differs(tx: Tx, heads: dict[str, tuple[int, str]]) -> tuple[list[str], list[str]]:
    """Scopes whose rows are not the server's though the numbers agree, and scopes that are behind.

    A head that is behind the cursor was on its way for longer than a page, and says nothing.
    """
    other: list[str] = []
    behind: list[str] = []
    for scope, (seq, digest) in heads.items():
        cursor: Cursor | None = tx.get(CURSORS, scope)
        if cursor is None or not cursor.whole:
            continue
        if cursor.seq < seq:
            behind.append(scope)
        elif cursor.seq == seq and cursor.digest != digest:
            other.append(scope)
    return other, behind


def is_ahead(tx: Tx, heads: dict[str, tuple[int, str]]) -> bool:
    """Whether a scope is further than the server says."""
    held = ((tx.get(CURSORS, scope), seq) for scope, (seq, _) in heads.items())
    return any(cursor is not None and cursor.whole and cursor.seq > seq for cursor, seq in held)


def settle_seen(tx: Tx) -> bool:
    """Ops whose effect the base shows now need not be replayed any longer. Returns whether there were any."""
    found = False
    for key, unseen in tx.items(UNSEEN):
        known = [(tx.get(CURSORS, scope), seq) for scope, seq in unseen.at.items()]
        if not any(c is not None for c, _ in known) or any(c is not None and c.seq >= seq for c, seq in known):
            tx.delete(UNSEEN, key)
            found = True
    return found
