"""What makes a request stale: something it builds on was refused, or what its author saw has changed meanwhile."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from backend.domain.log.rows import LogFloor
from backend.domain.row import ROWS, Row
from backend.ops.kernel import Ref
from backend.store.tables import CHANGE
from backend.sync.decide import Received, refused
from backend.sync.wire import OutcomeFrame
from backend.sync.working import Working

REFUSED_BEFORE = 0
"""A dependency on an op that was refused under a number that no longer counts, since its device took another id."""


def check(connection: sa.Connection, state: Working, got: Received, refused_ns: set[int]) -> OutcomeFrame | None:
    """Why a request no longer stands, or none."""
    assert got.frame is not None
    for n in got.frame.deps:
        if n in refused_ns or n == REFUSED_BEFORE:
            return refused(got.n, "dep_refused", ("discard", "send_again"), root=n)
    if got.op is None:
        return None
    for key, seen in got.frame.basis.items():
        name, _, id_ = key.partition("/")
        fields = got.op.compares.get(name, ())
        row = ROWS.get(name)
        if row is None or not fields:
            continue
        state.load([Ref(row, id_)])
        current = state.find(row, id_)
        if current is None or current.ver == seen:
            continue
        stale = _compare(connection, state, got, current, seen, fields)
        if stale:
            return stale
    return None


def _compare(
    connection: sa.Connection, state: Working, got: Received, current: Row, seen: int, fields: tuple[str, ...]
) -> OutcomeFrame | None:
    before = state.version(type(current), current.id, seen) or _as_seen(connection, state, current, seen)
    for field in fields:
        theirs, mine = getattr(current, field), "?" if before is None else getattr(before, field)
        if theirs != mine:
            values = {
                "table": current.table,
                "id": current.id,
                "field": field,
                "theirs": str(theirs),
                "mine": str(mine),
            }
            return refused(got.n, "basis_changed", ("keep_theirs", "send_again"), **values)
    return None


def _as_seen(connection: sa.Connection, state: Working, row: Row, ver: int) -> Row | None:
    """A version that a device saw, from the change log; none where the log does not reach back.

    The floor counts, not what has been deleted so far: a fold of the ops decides the same.
    """
    scopes = row.scopes()
    if not scopes:
        return None
    state.load([Ref(LogFloor, scopes[0])])
    forgotten = state.find(LogFloor, scopes[0])
    query = sa.select(CHANGE.c.body).where(
        CHANGE.c.scope == scopes[0], CHANGE.c.tbl == row.table, CHANGE.c.row == row.id, CHANGE.c.ver == ver,
        CHANGE.c.seq > (forgotten.floor if forgotten else 0),
    )  # fmt: skip
    body = connection.scalar(query.limit(1))
    if body is None:
        return None
    table, _, _, values = msgspec.json.decode(body)
    return msgspec.convert(values, ROWS[table])
