"""R10: a read that does not end holds the write-ahead log. It is ended, and the log stops growing."""

from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from backend.store import engine
from backend.store.engine import Store
from tests.faults.conftest import LONG, show, times
from tests.faults.site import Site

MB = 1_000_000
WRITE_BYTES = 500_000
ROUND_MB = times(6, 40)
"""What is written while the read is held, at least; and again after it, when nothing holds the log any more."""
LOG_MB_MAX = 64
AFTER_MB_MAX = 4
LIMIT_S = 5.0 if LONG else 0.3


class Held(Exception):  # noqa: N818
    """The read went on while so much was written."""


def read_on(stop: threading.Event) -> Callable[[sa.Connection], int]:
    """A read in one transaction that goes on and on."""

    def work(connection: sa.Connection) -> int:
        query = "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n LIMIT 50000) SELECT count(*) FROM n"
        connection.exec_driver_sql("SELECT count(*) FROM op").scalar()  # SQLite takes its snapshot with the first row
        while not stop.is_set():
            connection.exec_driver_sql(query).scalar()
        return 0

    return work


async def run(database: Path, way: str) -> tuple[float, float]:
    """Hold a read and write: the size of the log (MB) when the read had ended, and after as much again."""
    store, stop = Store(str(database)), threading.Event()
    read: Callable[[Callable[[sa.Connection], int]], Awaitable[int]] = getattr(store, way)
    held = asyncio.ensure_future(read(read_on(stop)))

    async def write() -> float:
        await store.write(lambda c: c.exec_driver_sql("INSERT INTO filler VALUES (randomblob(?))", (WRITE_BYTES,)))
        return database.with_name(database.name + "-wal").stat().st_size / MB

    try:
        await store.write(lambda c: c.exec_driver_sql("CREATE TABLE filler (bytes BLOB)"))
        held_mb = await hold(held, write)
        with pytest.raises(sa.exc.OperationalError, match="interrupted"):
            await held
        after_mb = [await write() for _ in range(ROUND_MB * MB // WRITE_BYTES)]
        await store.tidy()
        show(held_mb=round(held_mb, 1), then_mb=round(max(after_mb), 1), tidied_mb=await write())
        return held_mb, max(after_mb)
    finally:
        stop.set()
        await asyncio.wait([held])
        await store.close()


async def hold(held: asyncio.Future[int], write: Callable[[], Awaitable[float]]) -> float:
    """Write until the read has been ended, at the pace of R10; raises `Held` when it goes on for far too long."""
    since, size, written = asyncio.get_running_loop().time(), 0.0, 0.0
    while not held.done():
        written += WRITE_BYTES / MB
        size = await write()
        await asyncio.wait([held], timeout=LIMIT_S * WRITE_BYTES / MB / ROUND_MB)
        late = asyncio.get_running_loop().time() - since > LIMIT_S * 10
        if late and written > ROUND_MB * 2:
            assert size > ROUND_MB, "it does not hold the log"
            raise Held(f"{size:.1f} MB in the log")
    return size


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "QUERY_S_MAX", LIMIT_S)
    monkeypatch.setattr(engine, "READ_S_MAX", LIMIT_S)


@pytest.mark.usefixtures("limits")
@pytest.mark.parametrize("way", ["query", "read"])
def test_a_read_that_does_not_end_is_ended_and_the_log_does_not_grow_on(site: Site, way: str) -> None:
    held_mb, then_mb = asyncio.run(run(site.database, way))
    assert held_mb < LOG_MB_MAX
    assert then_mb < max(held_mb, AFTER_MB_MAX) + 2


@pytest.mark.usefixtures("limits")
def test_a_server_without_a_limit_on_reads_is_found_out(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "READ_S_MAX", math.inf)
    with pytest.raises(Held):
        asyncio.run(run(site.database, "read"))
