"""Epochs: one id for each history of the server that was never wound back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import sqlalchemy as sa

from backend.store.bulk import Ask
from backend.store.tables import EPOCH

NEVER = 0
"""When an epoch was opened of which this database has only heard."""
_HEARD = sa.text("INSERT INTO epoch (id, opened_at, why) VALUES (:id, :opened_at, :why) ON CONFLICT DO NOTHING")
_CURRENT = Ask(sa.select(EPOCH.c.id).order_by(EPOCH.c.opened_at.desc(), EPOCH.c.id).limit(1))


def current(connection: sa.Connection) -> str:
    """The epoch that counts now; empty for a database that has none yet."""
    found = _CURRENT.run(connection)
    return str(found[0][0]) if found else ""


def is_known(connection: sa.Connection, epoch: str) -> bool:
    """Whether this database has been in an epoch, or heard of it. Any other is of a later history than its backup."""
    return connection.scalar(sa.select(EPOCH.c.id).where(EPOCH.c.id == epoch)) is not None


def ensure(connection: sa.Connection, now: int, first: str) -> str:
    """The present epoch; a new database gets its first."""
    return current(connection) or _enter(connection, first, now, "new")


def open_next(connection: sa.Connection, ended: str, now: int, why: str, heard: Iterable[str] = ()) -> str:
    """Open a new epoch after `ended`, once: a second call for the same one finds it open already.

    `heard`: epochs that were opened after the backup was made, as receipts tell. They are known from now on: of a
    thousand devices that lived in one of them, the first alone proves anything.

    The id follows from the old one and the time, so that two processes which see the same proof cannot disagree for
    long: the later one counts.
    """
    for id_ in sorted(set(heard) - {ended}):
        connection.execute(_HEARD, {"id": id_, "opened_at": NEVER, "why": "heard of from a device"})
    found = current(connection)
    if found != ended:
        return found
    latest = connection.scalar(sa.select(sa.func.max(EPOCH.c.opened_at))) or 0
    after = max(now, latest + 1)
    return _enter(connection, hashlib.blake2b(f"{ended}\n{after}".encode(), digest_size=16).hexdigest(), after, why)


def _enter(connection: sa.Connection, id_: str, now: int, why: str) -> str:
    connection.execute(sa.insert(EPOCH), [{"id": id_, "opened_at": now, "why": why}])
    return id_
