"""What a device has not seen yet, read in one snapshot. Costs what changed, never what is in view."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Raw

from backend.store.tables import CHANGE, DEVICE_HEAD, HEAD, META, OP
from backend.sync import chain
from backend.sync.scopes import Access, access
from backend.sync.wire import Page, PullAnswer, PullFrame, ScopeNews

ROWS_MOST = 2000
BYTES_MOST = 512 * 1024
OUTCOMES_MOST = 500


def epoch(connection: sa.Connection) -> str:
    """The id of this un-rewound history."""
    return connection.scalar(sa.select(META.c.value).where(META.c.key == "epoch")) or ""


def head_seq(connection: sa.Connection, scope: str) -> int:
    """How far a scope is."""
    return connection.scalar(sa.select(HEAD.c.seq).where(HEAD.c.scope == scope)) or 0


def pull(connection: sa.Connection, frame: PullFrame, person: str, now: int) -> tuple[PullAnswer, Access]:
    """Answer a pull; the scopes come from the grants of this moment."""
    seen = access(connection, person)
    heads = _heads(connection, seen.scopes)
    pages: list[Page] = []
    reset: list[str] = []
    for scope in sorted(seen.scopes):
        seq, floor, _ = heads.get(scope, (0, 0, chain.ZERO))
        cursor = frame.cursors.get(scope)
        if cursor is None or cursor < floor or cursor > seq:
            reset.append(scope)
        elif cursor < seq:
            pages.append(page(connection, scope, cursor, seq))
    digest = {s: (heads[s][0], heads[s][2]) if s in heads else (0, chain.ZERO) for s in sorted(seen.scopes)}
    last_n, h = device_head(connection, frame.device)
    answer = PullAnswer(
        epoch=epoch(connection), grant_v=seen.grant_v, time=now,
        scopes=ScopeNews(sorted(seen.scopes - frame.cursors.keys()), sorted(frame.cursors.keys() - seen.scopes)),
        pages=pages, reset=reset,
        digest=digest,
        outcomes=_outcomes(connection, frame), last_n=last_n, h=h.hex(),
    )  # fmt: skip
    return answer, seen


def page(connection: sa.Connection, scope: str, cursor: int, seq: int) -> Page:
    """The changes of a scope after a cursor, as many as one answer takes."""
    query = (
        sa.select(CHANGE.c.seq, CHANGE.c.body)
        .where(CHANGE.c.scope == scope, CHANGE.c.seq > cursor)
        .order_by(CHANGE.c.seq)
        .limit(ROWS_MOST)
    )
    changes: list[Raw] = []
    size, to = 0, cursor
    for n, body in connection.execute(query):
        size += len(body)
        if changes and size > BYTES_MOST:
            break
        changes.append(Raw(body))
        to = n
    return Page(scope, cursor, to, to < seq, changes)


def _heads(connection: sa.Connection, scopes: frozenset[str]) -> dict[str, tuple[int, int, str]]:
    query = sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.floor, HEAD.c.digest).where(HEAD.c.scope.in_(sorted(scopes)))
    return {scope: (seq, floor, digest) for scope, seq, floor, digest in connection.execute(query)}


def device_head(connection: sa.Connection, device: str) -> tuple[int, bytes]:
    """The number and the hash of the last op of a device that was decided."""
    row = connection.execute(
        sa.select(DEVICE_HEAD.c.last_n, DEVICE_HEAD.c.h).where(DEVICE_HEAD.c.device == device)
    ).first()
    return (row.last_n, row.h) if row else (0, chain.START)


def _outcomes(connection: sa.Connection, frame: PullFrame) -> list[Raw]:
    query = sa.select(OP.c.outcome).where(OP.c.device == frame.device, OP.c.n > frame.ack_n)
    return [Raw(o) for o in connection.scalars(query.order_by(OP.c.n).limit(OUTCOMES_MOST))]
