"""The change log forgets what is older than its window. Ops never go: a device may come back after any time."""

from __future__ import annotations

import sqlalchemy as sa

from backend.domain.log.rows import LogFloor
from backend.store import rows as stored
from backend.store.tables import CHANGE, HEAD

WINDOW_MS = 30 * 24 * 3600 * 1000
SLICE = 5000
"""Changes deleted in one transaction: pushes wait that long at most."""


def due(connection: sa.Connection, before: int) -> dict[str, int]:
    """Up to where each scope may forget: the last change before a moment. Reads only what would go."""
    found: dict[str, int] = {}
    for scope, seq, floor in connection.execute(sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.floor)).all():
        first = sa.select(CHANGE.c.seq).where(CHANGE.c.scope == scope, CHANGE.c.at >= before)
        kept = connection.scalar(first.order_by(CHANGE.c.seq).limit(1))
        upto = seq if kept is None else kept - 1
        if upto > floor:
            found[scope] = upto
    return found


def purge(connection: sa.Connection) -> int:
    """Delete a slice of what lies below the floors; returns how many changes went. To be called until that is 0.

    The floor that pulls go by is raised in the same transaction, so that no device is ever given half of a range.
    """
    left = SLICE
    for row in stored.load_all(connection, LogFloor):
        raise_ = sa.update(HEAD).where(HEAD.c.scope == row.id, HEAD.c.floor < row.floor).values(floor=row.floor)
        connection.execute(raise_)
        below = sa.select(CHANGE.c.seq).where(CHANGE.c.scope == row.id, CHANGE.c.seq <= row.floor)
        seqs = list(connection.scalars(below.order_by(CHANGE.c.seq).limit(left)))
        if seqs:
            connection.execute(sa.delete(CHANGE).where(CHANGE.c.scope == row.id, CHANGE.c.seq <= seqs[-1]))
            left -= len(seqs)
        if left <= 0:
            break
    return SLICE - left
