"""From changed rows to what devices see: one change a row and scope, a dense seq, a digest that both sides keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.row import Row
from backend.store import rows as stored
from backend.store.tables import CHANGE, HEAD, MEMBER
from backend.sync import chain

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
    scopes = {name: Scope(name) for name in wanted}
    for name, seq, digest, rows in connection.execute(
        sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.digest, HEAD.c.rows)
        .where(HEAD.c.scope.in_(wanted))
        .order_by(HEAD.c.scope)
    ):
        scopes[name] = Scope(name, seq, digest, rows, is_new=False, start=seq)
    return scopes


def write(connection: sa.Connection, changes: list[tuple[Row | None, Row]], now: int) -> Written:
    """Store changed rows, their changes by scope, and the heads. `changes`: each row before and after."""
    _save(connection, changes)
    pairs = [(before, after, before.scopes() if before else (), after.scopes()) for before, after in changes]
    written = Written(_heads(connection, {s for _, _, old, new in pairs for s in (*old, *new)}))
    log: list[dict[str, Any]] = []
    joined: list[dict[str, str]] = []
    left: list[dict[str, str]] = []
    for before, after, old, new in pairs:
        if after.table == "role_grant":
            written.granted.add(getattr(after, "person"))  # noqa: B009
        written.everyone |= after.table == "warehouse"
        body = text(after) if new else b""
        plus = chain.row_digest(body) if new else 0
        minus = chain.row_digest(text(before)) if before and old else 0
        gone = _encode((after.table, after.id, after.ver, None)) if set(old) - set(new) else b""
        for name in dict.fromkeys((*old, *new)):
            scope = written.scopes[name]
            scope.seq += 1
            sent = body if name in new else gone
            scope.changes.append(sent)
            log.append(
                {
                    "scope": name,
                    "seq": scope.seq,
                    "tbl": after.table,
                    "row": after.id,
                    "ver": after.ver,
                    "body": sent,
                    "at": now,
                }
            )
            member = {"scope": name, "tbl": after.table, "row": after.id}
            if name in new:
                scope.plus += plus
            if name in old:
                scope.minus += minus
            if name not in old:
                joined.append(member)
                scope.rows += 1
            elif name not in new:
                left.append({f"m_{k}": v for k, v in member.items()})
                scope.rows -= 1
    _write_log(connection, written, log, joined, left)
    return written


def _save(connection: sa.Connection, changes: list[tuple[Row | None, Row]]) -> None:
    new: dict[type[Row], list[Row]] = {}
    old: dict[type[Row], list[Row]] = {}
    for before, after in changes:
        (new if before is None else old).setdefault(type(after), []).append(after)
    for kind, rows in new.items():
        stored.insert(connection, kind, rows)
    for kind, rows in old.items():
        stored.update(connection, kind, rows)


_LEAVE = sa.delete(MEMBER).where(
    MEMBER.c.scope == sa.bindparam("m_scope"),
    MEMBER.c.tbl == sa.bindparam("m_tbl"),
    MEMBER.c.row == sa.bindparam("m_row"),
)
_MOVE_HEAD = (
    sa.update(HEAD)
    .where(HEAD.c.scope == sa.bindparam("h_scope"))
    .values(seq=sa.bindparam("h_seq"), digest=sa.bindparam("h_digest"), rows=sa.bindparam("h_rows"))
)


def _write_log(
    connection: sa.Connection,
    written: Written,
    log: list[dict[str, Any]],
    joined: list[dict[str, str]],
    left: list[dict[str, str]],
) -> None:
    if log:
        connection.execute(sa.insert(CHANGE), log)
    if joined:
        connection.execute(sa.insert(MEMBER), joined)
    if left:
        connection.execute(_LEAVE, left)
    for scope in written.scopes.values():
        scope.digest = chain.add(scope.digest, scope.plus, scope.minus)
    fresh = [s for s in written.scopes.values() if s.is_new]
    moved = [s for s in written.scopes.values() if not s.is_new]
    if fresh:
        rows = [{"scope": s.name, "seq": s.seq, "floor": 0, "digest": s.digest, "rows": s.rows} for s in fresh]
        connection.execute(sa.insert(HEAD), rows)
    if moved:
        values = [{"h_scope": s.name, "h_seq": s.seq, "h_digest": s.digest, "h_rows": s.rows} for s in moved]
        connection.execute(_MOVE_HEAD, values)
