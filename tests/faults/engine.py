"""The real engine over a site, in a process of its own that may be killed, with its disk watched.

Processes are forked from a server that has loaded everything, so that a hundred kills take seconds.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections import defaultdict
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.app import opened
from backend.settings import Settings
from backend.store import engine
from backend.store.driver import sqlite
from backend.store.tables import OP
from backend.sync import fold, heads, verify
from backend.sync.service import Caller
from tests.faults.site import PICKER, Pen, Site
from tests.faults.vfs import Disk, Event

CHUNK = 5


class Plan(Struct, frozen=True):
    """What to do to a run."""

    devices: int = 6
    ops: int = 40
    kill_at: int = 0
    """Die at this write or flush of a database file, counted from 1; 0 is never."""
    pragmas: tuple[str, ...] = ()
    """Put in place of those with the same name."""
    record: bool = False


class Recorded(Struct):
    """What a run did to its files, with the acknowledgements in between: events as tuples, or (`ack`, device, n)."""

    events: list[tuple[str, str, int, bytes]]


def context() -> ForkServerContext:
    """Where processes come from."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["tests.faults.engine"])
    return found


def run(site: Site, plan: Plan) -> tuple[int, dict[int, int]]:
    """Run a plan over a site in a process of its own: its exit code, and the highest acknowledged n by device."""
    process = context().Process(target=_main, args=(msgspec.json.encode(site), msgspec.json.encode(plan)))
    process.start()
    process.join(60)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise AssertionError("the engine hangs")
    return process.exitcode, acknowledged(site)


def acknowledged(site: Site) -> dict[int, int]:
    """What the devices have been told is safe."""
    found: dict[int, int] = defaultdict(int)
    path = site.path / "acks"
    for line in path.read_text().splitlines() if path.exists() else ():
        i, n = map(int, line.split())
        found[i] = max(found[i], n)
    return found


def recorded(site: Site) -> Recorded:
    """What a run with `record` wrote down."""
    return msgspec.msgpack.decode((site.path / "events").read_bytes(), type=Recorded)


def _main(site_json: bytes, plan_json: bytes) -> None:
    site, plan = msgspec.json.decode(site_json, type=Site), msgspec.json.decode(plan_json, type=Plan)
    names = {p.split("=")[0] for p in plan.pragmas}
    engine._PRAGMAS = (*(p for p in engine._PRAGMAS if p.split("=")[0] not in names), *plan.pragmas)  # type: ignore[assignment]
    events: list[tuple[str, str, int, bytes]] = []
    count = 0

    def watch(event: Event) -> int:
        nonlocal count
        if plan.record:
            events.append((event.kind, Path(event.path).name, event.offset, event.data))
        count += event.kind in {"write", "sync"}
        if count == plan.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    disk = Disk(watch)
    out = os.open(site.path / "acks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def ack(i: int, n: int) -> None:
        os.write(out, b"%d %d\n" % (i, n))
        events.append(("ack", str(i), n, b""))

    asyncio.run(push_all(site, plan, ack))
    assert disk
    if plan.record:
        (site.path / "events").write_bytes(msgspec.msgpack.encode(Recorded(events)))


async def push_all(site: Site, plan: Plan, ack: Callable[[int, int], None]) -> None:
    """All devices push their ops at the same time; those that were acknowledged in a former run come first again."""
    async with opened(Settings(data_dir=site.path)) as parts:

        async def one(i: int) -> None:
            pen = Pen(site, i)
            pen.write(plan.ops)
            caller = Caller(PICKER, pen.device, site.sids[i][1])
            for first in range(1, plan.ops + 1, CHUNK):
                last = min(plan.ops, first + CHUNK - 1)
                got = await parts.sync.push(pen.frame(first, last), caller)
                assert got.ok, got.body
                ack(i, last)

        await asyncio.gather(*(one(i) for i in range(plan.devices)))


def unlike_its_log(address: str) -> list[str]:
    """What the tables hold otherwise than the log of ops says, as `tote verify` finds it."""
    source, memory = engine.checker(address), sa.create_engine("sqlite://")
    with source.connect() as live, live.begin(), memory.connect() as empty:
        found = [*fold.fold(live, empty), *fold.compare(live, empty), *fold.chains(live), *verify.differences(live)]
    source.dispose()
    return found


def wrong(database: Path, site: Site, acked: dict[int, int], *, deep: bool = True) -> list[str]:
    """What a database that was brought back breaks of the promises; empty when all is well."""
    raw = sqlite.connect(database)
    try:
        found = [str(row[0]) for row in raw.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
    except sqlite.DatabaseError as error:
        found = [str(error)]
    finally:
        raw.close()
    if found:
        return found
    reader = engine.sqlite_writer(database)
    with reader.connect() as connection:
        found = [text for i in range(len(site.sids)) for text in _device(connection, site, i, acked.get(i, 0))]
        if deep:
            found += verify.differences(connection)
    reader.dispose()
    return found


def _device(connection: sa.Connection, site: Site, i: int, acked: int) -> list[str]:
    device = site.sids[i][0]
    query = sa.select(OP.c.n, OP.c.bytes, OP.c.out).where(OP.c.device == device).order_by(OP.c.n)
    rows: list[Any] = list(connection.execute(query))
    found: list[str] = []
    if [row.n for row in rows] != list(range(1, len(rows) + 1)):
        found.append(f"device {i}: its ops are not dense")
    if len(rows) < acked:
        found.append(f"device {i}: LOST, {acked} acknowledged, {len(rows)} there")
    if rows:
        pen = Pen(site, i)
        if [row.bytes for row in rows] != pen.write(len(rows)):
            found.append(f"device {i}: other bytes than it sent")
        if any(row.out != "applied" for row in rows):
            found.append(f"device {i}: not all applied")
        if heads.of(connection, device).last_n != len(rows):
            found.append(f"device {i}: its head does not fit")
    return found
