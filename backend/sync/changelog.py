"""From changed rows to what devices see: one change a row and scope, a dense seq, a digest that both sides keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec
import sqlalchemy as sa

from backend.domain.row import Row
from backend.store import rows as stored
from backend.store.bulk import Among, Bulk
from backend.store.tables import CHANGE, HEAD, MEMBER
from backend.sync import chain, locks

_encode = msgspec.json.Encoder().encode


def text(row: Row) -> bytes:
    """A row as it is sent: the JSON text of `[table, id, ver, row]`."""
    return _encode((row.table, row.id, row.ver, row))


@dataclass
class Scope:
    """What a commit changes in one scope."""

    name: str
    seq: int = 0
    digest: str = chain.ZERO
    rows: int = 0
    is_new: bool = True
    start: int = 0
    plus: int = 0
    minus: int = 0
    changes: list[bytes] = field(default_factory=list)


@dataclass
class Written:
    """What a commit did to the scopes, for the streams."""

    scopes: dict[str, Scope] = field(default_factory=dict)
    granted: set[str] = field(default_factory=set)
    everyone: bool = False


def _heads(connection: sa.Connection, names: Iterable[str]) -> dict[str, Scope]:
    wanted = sorted(names)
    locks.scopes(connection, wanted)
    scopes = {name: Scope(name) for name in wanted}
    for name, seq, digest, rows in _HEADS.run(connection, wanted):
        scopes[name] = Scope(name, seq, digest, rows, is_new=False, start=seq)
    return scopes


def write(connection: sa.Connection, changes: list[tuple[Row | None, Row]], now: int) -> Written:
    """Store changed rows, their changes by scope, and the heads. `changes`: each row before and after."""
    _save(connection, changes)
    pairs = [(before, after, before.scopes() if before else (), after.scopes()) for before, after in changes]
    written = Written(_heads(connection, {s for _, _, old, new in pairs for s in (*old, *new)}))
    lists = _Lists(now)
    for before, after, old, new in pairs:
        if after.table == "role_grant":
            written.granted.add(getattr(after, "person"))  # noqa: B009
        written.everyone |= after.table == "warehouse"
        body = text(after)
        gone = _encode((after.table, after.id, after.ver, None))
        plus = chain.row_digest(body) if new else 0
        minus = chain.row_digest(text(before)) if before and old else 0
        for name in dict.fromkeys((*old, *new)):
            scope = written.scopes[name]
            scope.plus += plus if name in new else 0
            scope.minus += minus if name in old else 0
            lists.log(scope, after, body if name in new else gone)
            if name not in old:
                lists.join(scope, after)
            elif name not in new:
                lists.leave(scope, after)
    _write_log(connection, written, lists)
    return written


@dataclass
class _Lists:
    """What a commit adds to the change log, and to and from the memberships; each as the driver takes it."""

    now: int
    changes: list[tuple[str, int, str, str, int, bytes, int]] = field(default_factory=list)
    joined: list[tuple[str, str, str]] = field(default_factory=list)
    left: list[tuple[str, str, str]] = field(default_factory=list)

    def log(self, scope: Scope, row: Row, sent: bytes) -> None:
        """One change of a scope, under its next number."""
        scope.seq += 1
        scope.changes.append(sent)
        self.changes.append((scope.name, scope.seq, row.table, row.id, row.ver, sent, self.now))

    def join(self, scope: Scope, row: Row) -> None:
        """A row is in a scope from now on."""
        scope.rows += 1
        self.joined.append((scope.name, row.table, row.id))

    def leave(self, scope: Scope, row: Row) -> None:
        """A row is in a scope no longer."""
        scope.rows -= 1
        self.left.append((scope.name, row.table, row.id))


def _save(connection: sa.Connection, changes: list[tuple[Row | None, Row]]) -> None:
    new: dict[type[Row], list[Row]] = {}
    old: dict[type[Row], list[Row]] = {}
    for before, after in changes:
        (new if before is None else old).setdefault(type(after), []).append(after)
    for kind, rows in new.items():
        stored.insert(connection, kind, rows)
    for kind, rows in old.items():
        stored.update(connection, kind, rows)


_HEADS = Among(sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.digest, HEAD.c.rows), HEAD.c.scope)
_CHANGE = Bulk(sa.insert(CHANGE), ("scope", "seq", "tbl", "row", "ver", "body", "at"))
_JOIN = Bulk(sa.insert(MEMBER), ("scope", "tbl", "row"))
_LEAVE = Bulk(
    sa.delete(MEMBER).where(
        MEMBER.c.scope == sa.bindparam("m_scope"),
        MEMBER.c.tbl == sa.bindparam("m_tbl"),
        MEMBER.c.row == sa.bindparam("m_row"),
    ),
    ("m_scope", "m_tbl", "m_row"),
)
_NEW_HEAD = Bulk(sa.insert(HEAD), ("scope", "seq", "floor", "digest", "rows"))
_MOVE_HEAD = Bulk(
    sa.update(HEAD)
    .where(HEAD.c.scope == sa.bindparam("h_scope"))
    .values(seq=sa.bindparam("h_seq"), digest=sa.bindparam("h_digest"), rows=sa.bindparam("h_rows")),
    ("h_scope", "h_seq", "h_digest", "h_rows"),
)


def _write_log(connection: sa.Connection, written: Written, lists: _Lists) -> None:
    _CHANGE.run(connection, lists.changes)
    _JOIN.run(connection, lists.joined)
    _LEAVE.run(connection, lists.left)
    scopes = written.scopes.values()
    for scope in scopes:
        scope.digest = chain.add(scope.digest, scope.plus, scope.minus)
    _NEW_HEAD.run(connection, [(s.name, s.seq, 0, s.digest, s.rows) for s in scopes if s.is_new])
    _MOVE_HEAD.run(connection, [(s.name, s.seq, s.digest, s.rows) for s in scopes if not s.is_new])
