"""A packing bench with printers: an engine on a database, a picker and a lead with phones, and what prints."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import sqlalchemy as sa

from backend.domain.label.rows import Printer, PrintJob
from backend.exchange.printers.agent import Agent
from backend.exchange.printers.link import Times
from backend.scanning.checkdigit import check_digit
from backend.scanning.labels import CartonLabel, decode, zpl
from backend.store import rows as stored
from backend.store.engine import Store
from backend.sync import fold, verify
from backend.sync.service import Sync, now_ms
from tests.exchange.printers.pretend import Pretend
from tests.sync.conftest import Json, Phone, people

LOOPBACK = ("127.0.0.0/8",)
SECRET = b"a secret for tests only, 32 bytes"
QUICK = Times(
    connect_s=1, answer_s=0.5, chunk_s=2, finish_s=0.5, look_s=0.02, stuck_s=2, rest_s=0.05, rest_s_most=0.2,
    idle_s=0.3, again_s=0.1,
)  # fmt: skip


def carton(n: int = 1, **more: Any) -> str:
    """The JSON of a carton's label."""
    body = f"08712345{n:09d}"
    label = {
        "kind": "carton", "sscc": body + check_digit(body), "order_number": f"10{n:02d}", "ship_to": ["Vos", "Kade 1"],
        "from_name": "Tote", "carton_no": n, "carton_count": 9,
    }  # fmt: skip
    return json.dumps({**label, **more})


def paper(label: str, *, reprint: bool = False, dpi: int = 203) -> bytes:
    """What must come out for a label."""
    one = decode(label)
    assert isinstance(one, CartonLabel)
    return zpl([decode(json.dumps({**json.loads(label), "reprint": reprint}))], dpi)


class Bench:
    """What a test holds."""

    def __init__(self, sync: Sync) -> None:
        self.sync, self.ana, self.priya = sync, Phone(sync, "ana"), Phone(sync, "priya", "desk-1")
        self.off_ms = 0
        self.sync.clock = lambda: now_ms() + self.off_ms

    def agent(self, times: Times = QUICK, allowed: Sequence[str] = LOOPBACK) -> Agent:
        """A new agent, as a server has it."""
        return Agent(self.sync, allowed, times, look_s=0.2)

    @asynccontextmanager
    async def printing(self, times: Times = QUICK) -> AsyncIterator[None]:
        """While the agent works."""
        agent = self.agent(times)
        agent.start()
        try:
            yield
        finally:
            await agent.stop()

    async def printer(self, at: Pretend | str, id_: str = "p1", **more: Any) -> Json:
        """The lead sets a printer up; returns the outcome."""
        host = at if isinstance(at, str) else at.host
        body = {"printer": id_, "warehouse": "ROT", "name": f"Printer {id_}", "host": host, **more}
        (outcome,) = await self.priya.outcomes(self.priya.op("printer.set", body))
        return outcome

    def ask(self, job: str, label: str, printer: str = "p1", **more: Any) -> bytes:
        """The picker's op for a label."""
        body = {"job": job, "warehouse": "ROT", "printer": printer, "label": label, "subject": f"carton/{job}", **more}
        return self.ana.op("label.print", body)

    async def want(self, job: str, label: str, printer: str = "p1", **more: Any) -> Json:
        """The picker asks for a label; returns the outcome."""
        (outcome,) = await self.ana.outcomes(self.ask(job, label, printer, **more))
        return outcome

    async def do(self, kind: str, **body: Any) -> Json:
        """The picker does something else; returns the outcome."""
        (outcome,) = await self.ana.outcomes(self.ana.op(kind, body))
        return outcome

    async def job(self, id_: str) -> PrintJob:
        """A job as it is stored."""
        (found,) = await self.sync.store.read(lambda c: stored.load(c, PrintJob, "id", [id_]))
        return found

    async def seen(self, id_: str = "p1") -> Printer:
        """A printer as it is stored."""
        (found,) = await self.sync.store.read(lambda c: stored.load(c, Printer, "id", [id_]))
        return found

    async def until(self, job: str, state: str, within_s: float = 15, **more: Any) -> PrintJob:
        """Wait until a job is in a state."""
        wanted = {"state": state, **more}
        return await _until(
            lambda: self.job(job), lambda row: all(getattr(row, k) == v for k, v in wanted.items()), within_s
        )

    async def until_seen(self, state: str, id_: str = "p1", within_s: float = 15) -> Printer:
        """Wait until a printer is seen in a state."""
        return await _until(lambda: self.seen(id_), lambda row: row.state == state, within_s)

    async def check(self) -> None:
        """The tables agree with each other, and with the log of ops folded anew."""
        assert await self.sync.store.read(verify.differences) == []
        if not self.sync.store.is_shared:
            assert await self.sync.store.read(_folded) == []


T = TypeVar("T")


async def _until(read: Callable[[], Coroutine[Any, Any, T]], is_so: Callable[[T], bool], within_s: float) -> T:
    ends_at = time.monotonic() + within_s
    while not is_so(found := await read()):
        assert time.monotonic() < ends_at, found
        await asyncio.sleep(0.01)
    return found


def _folded(live: sa.Connection) -> list[str]:
    with sa.create_engine("sqlite://").connect() as empty:
        return [*fold.fold(live, empty), *fold.compare(live, empty)]


def engine(address: str) -> Sync:
    """An engine over a database, as after a start of a server."""
    return Sync(Store(address), lambda _connection, _device: frozenset({"system"}), secret=SECRET)


Work = Callable[[Bench], Coroutine[Any, Any, None]]


def at_bench(address: str, work: Work) -> None:
    """Run a coroutine function at a bench on a new database."""

    async def body() -> None:
        sync = engine(address)
        await sync.start()
        try:
            await people(sync)
            bench = Bench(sync)
            await work(bench)
            await bench.check()
        finally:
            await sync.stop()
            await sync.store.close()

    asyncio.run(body())
