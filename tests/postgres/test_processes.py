"""Two server processes over one PostgreSQL: any of them serves any device, and what one does the other one's hear."""

from __future__ import annotations

import asyncio
import json
import signal
import urllib.error
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from backend.api.auth import set_up
from backend.api.auth.passwords import Passwords
from backend.app import opened
from backend.lab import cluster
from backend.lab.bench.load import Device, call
from backend.settings import Settings
from backend.store.engine import Store
from backend.store.tables import OP
from backend.sync import fold
from backend.sync.service import now_ms
from tests.cli.conftest import Running
from tests.conftest import TEMPLATE, Make
from tests.sync.conftest import people

PASSWORD = "a password for tests"
HEARD_S_MAX = 10


class Site:
    """A database with people in it, and two servers over it."""

    def __init__(self, database: str, folder: Path) -> None:
        self.database, self.folder = database, folder
        asyncio.run(self._furnish())
        self.servers = [Running(("serve", "--port", 0, "--data", folder, "--database", database), folder) for _ in "12"]
        self.urls = [server.url() for server in self.servers]

    async def _furnish(self) -> None:
        async with opened(Settings(data_dir=self.folder, database=self.database)) as parts:
            await people(parts.sync)
            hashed = await Passwords().hash(PASSWORD)
            for name in ("sam", "ana", "ada"):
                await parts.store.write(lambda c, n=name: set_up.add_account(c, n, n, hashed, now_ms()))

    async def device(self, server: int, login: str) -> Device:
        return await Device.sign_in(self.urls[server], login, PASSWORD, f"{login} here")

    def stop(self) -> None:
        for server in self.servers:
            server.stop()


@pytest.fixture(scope="module")
def site(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(cluster.make(postgres, "site", TEMPLATE), tmp_path_factory.mktemp("site"))
    yield made
    made.stop()
    cluster.drop(postgres, "site")


@pytest.fixture
def mortal(make_postgres: Make, tmp_path: Path) -> Iterator[Site]:
    """One whose server may be killed."""
    made = Site(make_postgres(), tmp_path)
    yield made
    made.stop()


def add(device: Device, name: str) -> bytes:
    return device.op("people.add", {"person": name, "name": name, "language": "en"})


async def push(base: str, device: Device, *ops: bytes) -> dict[str, Any]:
    """Over HTTP, to any server."""
    frame = {"device": device.id, "grant_v": 1_000_000, "ops": [json.loads(op) for op in ops]}
    raw = msgspec.json.encode(frame | {"ops": [msgspec.Raw(op) for op in ops]})
    return json.loads(await asyncio.to_thread(send, f"{base}/api/sync/push", raw, device.token))


def send(url: str, body: bytes, token: str) -> bytes:
    import urllib.request

    headers = {"Content-Type": "application/json", "X-Tote": "1", "Authorization": f"Bearer {token}"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30) as answer:
        read: bytes = answer.read()
        return read


async def until_row(device: Device, id_: str) -> None:
    """Wait until a row has come over the live stream."""
    async with asyncio.timeout(HEARD_S_MAX):
        while True:
            _, message = await device.pages.get()
            if any(change[1] == id_ for page in message["pages"] for change in page["changes"]):
                return


async def hung_up(device: Device) -> int | None:
    """Wait for the server to close a stream; with which code."""
    assert device.socket is not None
    assert device.reader is not None
    async with asyncio.timeout(HEARD_S_MAX):
        await device.socket.wait_closed()
        await asyncio.gather(device.reader, return_exceptions=True)
    return device.socket.close_code


def test_what_is_done_on_one_process_is_seen_live_on_the_other(site: Site) -> None:
    async def body() -> None:
        sam, ana = await site.device(0, "sam"), await site.device(1, "ana")
        await sam.open()
        await ana.open()
        for name in ("live one", "live two", "live three"):
            await sam.push([add(sam, name)])
            await until_row(ana, name)
            await until_row(sam, name)
        await sam.close()
        await ana.close()

    asyncio.run(body())


def test_a_device_may_change_its_process_at_any_moment(site: Site) -> None:
    async def body() -> None:
        sam = await site.device(0, "sam")
        one, two = add(sam, "one"), add(sam, "two")
        first = await push(site.urls[0], sam, one)
        assert (await push(site.urls[1], sam, one, two))["outcomes"][0] == first["outcomes"][0]
        again = await push(site.urls[0], sam, one, two)
        assert [o["out"] for o in again["outcomes"]] == ["applied", "applied"]
        assert again["last_n"] == 2

    asyncio.run(body())


def test_who_signs_out_on_one_process_is_cut_off_on_the_other(site: Site) -> None:
    async def body() -> None:
        ana = await site.device(1, "ana")
        await ana.open()
        await ana.pull({})
        await asyncio.to_thread(call, f"{site.urls[0]}/api/auth/sign-out", {}, ana.token)
        assert await hung_up(ana) == 4401
        with pytest.raises(urllib.error.HTTPError, match="401"):
            await ana.pull({})

    asyncio.run(body())


def test_a_device_that_is_taken_back_on_one_process_is_cut_off_on_the_other(site: Site) -> None:
    async def body() -> None:
        sam, ana = await site.device(0, "sam"), await site.device(1, "ana")
        await ana.open()
        await push(site.urls[0], sam, sam.op("device.revoke", {"device": ana.id}))
        assert await hung_up(ana) == 4403

    asyncio.run(body())


def test_a_process_that_is_killed_loses_nothing_that_it_acknowledged(mortal: Site) -> None:
    site = mortal

    async def body() -> None:
        devices = [await site.device(0, name) for name in ("sam", "ada", "sam", "ada")]
        acked = dict.fromkeys((d.id for d in devices), 0)
        enough = asyncio.Event()

        async def work(device: Device) -> list[bytes]:
            """Push until the server is gone; what was not acknowledged is still here."""
            while True:
                ops = [add(device, f"{device.id}-{device.n}") for _ in range(5)]
                try:
                    acked[device.id] = (await push(site.urls[0], device, *ops))["last_n"]
                except (OSError, urllib.error.URLError):
                    return ops
                if sum(acked.values()) > 150:
                    enough.set()

        tasks = [asyncio.create_task(work(device)) for device in devices]
        async with asyncio.timeout(60):
            await enough.wait()
        site.servers[0].process.send_signal(signal.SIGKILL)
        left = await asyncio.gather(*tasks)
        for device, ops in zip(devices, left, strict=True):
            answer = await push(site.urls[1], device, *ops)
            assert answer["last_n"] == acked[device.id] + len(ops) == device.n
        await in_the_log(site, {d.id: d.n for d in devices})

    asyncio.run(body())


async def in_the_log(site: Site, last: dict[str, int]) -> None:
    """Each op once, in order, applied; and the tables are what the log says."""
    store = Store(site.database)
    query = sa.select(OP.c.device, OP.c.n, OP.c.out).where(OP.c.device.in_(last)).order_by(OP.c.device, OP.c.n)
    found = await store.read(lambda c: c.execute(query).all())
    assert {device: [n for d, n, _ in found if d == device] for device in last} == {
        device: list(range(1, n + 1)) for device, n in last.items()
    }
    assert {out for *_, out in found} == {"applied"}
    assert await store.read(folded) == []
    await store.close()


def folded(live: sa.Connection) -> list[str]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as empty:
        return [*fold.fold(live, empty), *fold.compare(live, empty), *fold.chains(live)]
