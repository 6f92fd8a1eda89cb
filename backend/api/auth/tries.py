"""How often a login may be tried. Counted in the database, so that a restart or a second process forgets nothing."""

from __future__ import annotations

import hashlib
import uuid

import sqlalchemy as sa

from backend.store.tables import FAILED_SIGN_IN

TRIES_MAX = 10
WINDOW_MS = 15 * 60 * 1000


class TooManyTries(Exception):  # noqa: N818
    """No further password is looked at for `retry_after_s`."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(retry_after_s)
        self.retry_after_s = retry_after_s


def begin(connection: sa.Connection, login: str, now: int) -> str:
    """Count a try before its password is looked at, so that racing tries count too. Returns its id."""
    key = hashlib.sha256(login.encode()).digest()
    table = FAILED_SIGN_IN
    connection.execute(sa.delete(table).where(table.c.at <= now - WINDOW_MS))
    ats = list(connection.scalars(sa.select(table.c.at).where(table.c.login == key).order_by(table.c.at)))
    if len(ats) >= TRIES_MAX:
        raise TooManyTries(max(1, (ats[-TRIES_MAX] + WINDOW_MS - now + 999) // 1000))
    id_ = uuid.uuid4().hex
    connection.execute(sa.insert(table), [{"id": id_, "login": key, "at": now}])
    return id_


def succeeded(connection: sa.Connection, id_: str) -> None:
    """A right password is no failed try."""
    connection.execute(sa.delete(FAILED_SIGN_IN).where(FAILED_SIGN_IN.c.id == id_))
