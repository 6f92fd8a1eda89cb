"""How often something may be guessed at. Counted in the database: a restart or a second process forgets nothing."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from backend.store.tables import ATTEMPT

TRIES_MAX = 10
WINDOW_MS = 15 * 60 * 1000

_FIRST = sa.text("INSERT INTO attempt (key, n, at) VALUES (:key, 0, 0) ON CONFLICT DO NOTHING").bindparams(
    sa.bindparam("key", type_=sa.LargeBinary)
)
"""SQLite and PostgreSQL read this alike."""


class TooManyTries(Exception):  # noqa: N818
    """No further guess is looked at for `retry_after_s`."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


def begin(connection: sa.Connection, what: str, now: int) -> bytes:
    """Count a guess before it is looked at, so that racing ones count too; of each window, `TRIES_MAX` go through.

    The count begins anew when nothing was looked at for a whole window. Returns a name for `succeeded`. Each statement
    holds its row, so that two processes on one database count as one.
    """
    key, since = hashlib.sha256(what.encode()).digest(), now - WINDOW_MS
    table = ATTEMPT
    connection.execute(sa.delete(table).where(table.c.at <= since))
    connection.execute(_FIRST, {"key": key})
    is_old = table.c.at <= since
    count = (
        sa.update(table)
        .where(table.c.key == key, sa.or_(is_old, table.c.n < TRIES_MAX))
        .values(n=sa.case((is_old, 1), else_=table.c.n + 1), at=now)
    )
    if not connection.execute(count).rowcount:
        at = connection.scalar(sa.select(table.c.at).where(table.c.key == key))
        raise TooManyTries(wait_s(at or now, now))
    return key


def wait_s(at: int, now: int) -> int:
    """Seconds until a count that was last raised at `at` begins anew."""
    return max(1, (at + WINDOW_MS - now + 999) // 1000)


def succeeded(connection: sa.Connection, key: bytes) -> None:
    """A right guess does not count."""
    connection.execute(sa.update(ATTEMPT).where(ATTEMPT.c.key == key, ATTEMPT.c.n > 0).values(n=ATTEMPT.c.n - 1))
