"""R8: four processes with 25 devices each write to one database at the same time, all to the same few rows."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from backend.app import opened
from backend.settings import Settings
from backend.store.engine import checker
from backend.store.tables import OP
from backend.sync.service import Caller
from tests.conftest import ENGINES, Make
from tests.faults import engine, planted
from tests.faults.conftest import show, times
from tests.faults.site import PICKER, Pen, Site, build

PROCESSES, TASKS, CHUNK = 4, 25, 2


class Place(msgspec.Struct):
    """A site, where its database is, and what is done to it."""

    site: Site
    database: str
    ops: int
    fault: str = ""


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    database = str(tmp_path / "tote.db")
    if request.param == "postgres":
        make: Make = request.getfixturevalue("make_postgres")
        database = make()
    return Place(build(tmp_path, PROCESSES * TASKS, database), database, times(4, 40))


def write(place: Place) -> Counter[str]:
    """Let all write; what they were answered, by status and code."""
    context = engine.context()
    pipes = [context.Pipe() for _ in range(PROCESSES)]
    raw = msgspec.json.encode(place)
    for i, (_, there) in enumerate(pipes):
        context.Process(target=_main, args=(raw, i * TASKS, there), daemon=True).start()
    for here, _ in pipes:
        assert here.recv() == "ready"
    for here, _ in pipes:
        here.send("go")
    return sum((here.recv() for here, _ in pipes), Counter[str]())


def _main(raw: bytes, first: int, pipe: Any) -> None:
    place = msgspec.json.decode(raw, type=Place)
    planted.plant(place.fault)
    pipe.send(asyncio.run(_process(place, first, pipe)))


async def _process(place: Place, first: int, pipe: Any) -> Counter[str]:
    answers: Counter[str] = Counter()
    async with opened(Settings(data_dir=place.site.path, database=place.database)) as parts:

        async def device(i: int) -> None:
            pen, acked = Pen(place.site, i), 0
            pen.write(place.ops)
            caller = Caller(PICKER, pen.device, place.site.sids[i][1])
            while acked < place.ops:
                got = await parts.sync.push(pen.frame(acked + 1, min(acked + CHUNK, place.ops)), caller)
                answer = msgspec.json.decode(got.body)
                answers["taken" if got.ok else f"{got.status} {answer.get('error', {}).get('code', answer)}"] += 1
                acked = answer["last_n"] if got.ok else acked

        pipe.send("ready")
        await asyncio.to_thread(pipe.recv)
        await asyncio.gather(*(device(i) for i in range(first, first + TASKS)))
    return answers


def wrong(place: Place) -> list[str]:
    """Ops that are missing or there twice, and what the tables hold otherwise than the log says."""
    source = checker(place.database)
    with source.connect() as live, live.begin():
        query = sa.select(OP.c.device, sa.func.count(), sa.func.count(sa.distinct(OP.c.n))).group_by(OP.c.device)
        counts = {device: (count, ns) for device, count, ns in live.execute(query)}
        found = [f"{d}: {counts.get(d)}" for d, _ in place.site.sids if counts.get(d) != (place.ops, place.ops)]
    source.dispose()
    return found + engine.unlike_its_log(place.database)


def test_many_processes_write_at_once_none_is_told_of_a_lock_and_each_op_counts_once(place: Place) -> None:
    answers = write(place)
    show(**answers)
    assert answers == {"taken": PROCESSES * TASKS * place.ops // CHUNK}
    assert not wrong(place)


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_writers_that_do_not_take_the_lock_first_are_found_out(place: Place) -> None:
    answers = write(msgspec.structs.replace(place, fault="deferred_begin"))
    show(**answers)
    assert answers["503 not_written"] > 0
