"""PostgreSQL: one connection that writes, from a thread of its own, and a pool whose transactions see a snapshot.

The bounds below end what would hold others up: a process that stops in the middle of a transaction loses its locks,
and one that waits too long for a lock gives up, so that its devices are told to come again.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from backend.store.address import Address, url

T = TypeVar("T")
READERS = 8
TRIES_MOST = 8
_WAIT_S = 0.004
_BOUNDS = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=15s"
_ARGUMENTS = {"application_name": "tote", "connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5}
SERIALIZATION_FAILURE, DEADLOCK, UNIQUE_VIOLATION = "40001", "40P01", "23505"
_LOST_RACES = {SERIALIZATION_FAILURE, DEADLOCK, UNIQUE_VIOLATION}


def _arguments(address: Address) -> dict[str, object]:
    """What a connection is opened with; a URL that has options of its own brings its bounds too."""
    return _ARGUMENTS | ({} if "options" in url(address).query else {"options": _BOUNDS})


def direct(address: Address) -> str:
    """The URL as libpq takes it, with its password: for a connection, never to be shown."""
    return url(address).set(drivername="postgresql").render_as_string(hide_password=False)


def writer(address: Address) -> sa.Engine:
    """The engine that writes: READ COMMITTED, for whoever locks first and reads then."""
    return sa.create_engine(
        url(address), pool_size=1, max_overflow=0, pool_pre_ping=True, isolation_level="READ COMMITTED",
        connect_args=_arguments(address),
    )  # fmt: skip


def reader(address: Address) -> AsyncEngine:
    """The same for the queries of screens."""
    return create_async_engine(
        url(address), pool_size=READERS, max_overflow=0, pool_timeout=10, connect_args=_arguments(address),
        execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    )  # fmt: skip


def snapshots(address: Address, pool_size: int = 1) -> sa.Engine:
    """The engine that pulls and checks read through: each transaction sees one snapshot and can write nothing."""
    return sa.create_engine(
        url(address), pool_size=pool_size, max_overflow=0, connect_args=_arguments(address),
        execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    )  # fmt: skip


def lost_a_race(error: sa.exc.DBAPIError) -> bool:
    """Whether another transaction came first, so that the same work may well succeed now."""
    return getattr(error.orig, "sqlstate", None) in _LOST_RACES


def serialized(engine: sa.Engine, work: Callable[[sa.Connection], T]) -> T:
    """Run `work` as if nobody else wrote meanwhile; begun again when it turns out that somebody did."""
    strict = engine.execution_options(isolation_level="SERIALIZABLE")
    for tried in range(1, TRIES_MOST + 1):
        try:
            with strict.connect() as connection, connection.begin():
                return work(connection)
        except sa.exc.DBAPIError as error:
            if tried == TRIES_MOST or not lost_a_race(error):
                raise
            time.sleep(random.uniform(0, _WAIT_S * 2**tried))  # noqa: S311  (spreads the next tries)
    raise AssertionError("the last try returns or raises")
