"""The change log forgets what is older than its window. Ops never go: a device may come back after any time."""

from __future__ import annotations

import sqlalchemy as sa

from backend.domain.log.rows import LogFloor
from backend.store.bulk import Ask, Bulk
from backend.store.tables import CHANGE, HEAD, TABLES

WINDOW_MS = 30 * 24 * 3600 * 1000
SLICE = 5000
"""Changes deleted in one transaction: pushes wait that long at most."""


_FIRST_KEPT = (
    sa.select(CHANGE.c.seq)
    .where(CHANGE.c.scope == HEAD.c.scope, CHANGE.c.at >= sa.bindparam("before", type_=sa.BigInteger))
    .order_by(CHANGE.c.seq)
    .limit(1)
    .scalar_subquery()
)
_DUE = Ask(sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.floor, _FIRST_KEPT), ("before",))
_FLOOR = TABLES[LogFloor]
_TO_RAISE = Ask(
    sa.select(HEAD.c.scope, _FLOOR.c.floor)
    .join(_FLOOR, _FLOOR.c.id == HEAD.c.scope)
    .where(HEAD.c.floor < _FLOOR.c.floor)
    .order_by(HEAD.c.scope)
)
_BELOW = Ask(
    sa.select(_FLOOR.c.id, CHANGE.c.seq)
    .join(CHANGE, sa.and_(CHANGE.c.scope == _FLOOR.c.id, CHANGE.c.seq <= _FLOOR.c.floor))
    .order_by(_FLOOR.c.id, CHANGE.c.seq)
    .limit(SLICE)
)
_RAISE = Bulk(
    sa.update(HEAD).where(HEAD.c.scope == sa.bindparam("h_scope")).values(floor=sa.bindparam("h_floor")),
    ("h_floor", "h_scope"),
)
_DELETE = Bulk(
    sa.delete(CHANGE).where(CHANGE.c.scope == sa.bindparam("c_scope"), CHANGE.c.seq <= sa.bindparam("c_seq")),
    ("c_scope", "c_seq"),
)


def due(connection: sa.Connection, before: int) -> dict[str, int]:
    """Up to where each scope may forget: the last change before a moment. Reads only what would go."""
    found: dict[str, int] = {}
    for scope, seq, floor, kept in _DUE.run(connection, before):
        upto = seq if kept is None else kept - 1
        if upto > floor:
            found[scope] = upto
    return found


def purge(connection: sa.Connection) -> int:
    """Delete a slice of what lies below the floors; returns how many changes went. To be called until that is 0.

    The floors that pulls go by are raised in the same transaction, so that no device is ever given half of a range.
    """
    _RAISE.run(connection, [(floor, scope) for scope, floor in _TO_RAISE.run(connection)])
    below = _BELOW.run(connection)
    upto = dict(below)  # the last one of each scope
    _DELETE.run(connection, list(upto.items()))
    return len(below)
