"""The live socket over a real server: who may open it, how long it lasts, and that it ends at once."""

from __future__ import annotations

import asyncio
import contextlib
import socket as stdlib_socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import websockets
from websockets.asyncio.client import ClientConnection, connect

from backend import app as app_
from backend.api import live, serving
from backend.api.auth import set_up, tokens
from backend.api.auth.sign_in import record
from backend.settings import Settings
from backend.store import migrate
from tests.api.conftest import HASHED, PASSWORD, Clock


class Served:
    """A server on a port of this machine, run by a thread; calls into it go through its loop."""

    def __init__(self, folder: Path) -> None:
        self.settings, self.clock = Settings(data_dir=folder, disk_free_mb_min=0), Clock()
        migrate.upgrade(self.settings.database)
        self.listener = serving.listen("127.0.0.1", 0)
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.app = app_.create_app(self.settings, self.clock)
        self._ready = threading.Event()
        self.server = serving.server(self.app, self.settings, self._ready.set)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        assert self._ready.wait(20)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        await self.server.serve(sockets=[self.listener])

    @property
    def parts(self) -> Any:
        return self.app.state.parts

    def do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    def person(self, name: str, role: str = "admin") -> None:
        self.do(record(self.parts, "sys:test", "people.add", person=name, name=name, language="en"))
        grant = f"g-{name}"
        self.do(record(self.parts, "sys:test", "people.grant", grant=grant, person=name, role=role, warehouse=""))
        self.do(self.parts.store.write(lambda c: set_up.add_account(c, name, name, HASHED, self.clock())))

    def sign_in(self, name: str) -> dict[str, Any]:
        answer = httpx.post(f"{self.url}/api/auth/sign-in", json={"login": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive(), "the server did not end"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    one = Served(tmp_path)
    yield one
    one.stop()


def socket(served: Served, origin: str | None = "") -> Any:
    given = served.url if origin == "" else origin
    return connect(f"ws://127.0.0.1:{served.port}/api/sync/live", origin=given, open_timeout=10)  # type: ignore[arg-type]


def hello(session: dict[str, Any], token: str = "") -> str:
    frame = {"t": "hello", "token": token or session["access"], "device": session["device"], "cursors": {}}
    return msgspec.json.encode(frame).decode()


async def next_of(ws: ClientConnection, kind: str) -> dict[str, Any]:
    while True:
        found: dict[str, Any] = msgspec.json.decode(await asyncio.wait_for(ws.recv(), 15))
        if found["t"] == kind:
            return found


async def ending(ws: ClientConnection) -> int | None:
    """How the other side closed."""
    with contextlib.suppress(websockets.ConnectionClosed):
        while True:
            await asyncio.wait_for(ws.recv(), 15)
    return ws.close_code


def test_a_hello_is_answered_by_a_page_and_changes_follow(served: Served) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        async with socket(served) as ws:
            await ws.send(hello(session))
            first = await next_of(ws, "page")
            assert first["scopes"]["add"] == ["admin", "catalog", "desk", "user:sam"]
            add = record(served.parts, "sys:test", "people.add", person="new", name="New", language="en")
            await asyncio.to_thread(served.do, add)
            page = await next_of(ws, "page")
            assert [change[:2] for page_ in page["pages"] for change in page_["changes"]] == [["person", "new"]]

    served.person("sam")
    asyncio.run(work())


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1.evil.example", "HTTP://127.0.0.1", None],
)
def test_a_page_of_another_site_opens_no_socket(served: Served, origin: str | None) -> None:
    async def work() -> None:
        with pytest.raises(websockets.InvalidStatus) as refused:
            async with socket(served, origin):
                pass
        assert refused.value.response.status_code == 403

    asyncio.run(work())


def test_who_brings_no_good_token_is_shown_out(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        for first in ('{"t":"pull"}', "hello", "[" * 100_000, hello(session, "nonsense"), hello(session) + "x"):
            async with socket(served) as ws:
                await ws.send(first)
                assert await ending(ws) in {4400, 4401}, first[:20]
        async with socket(served) as ws:
            assert await ending(ws) == 4401
        other = hello(session | {"device": "d-" + "0" * 32})
        async with socket(served) as ws:
            await ws.send(other)
            assert await ending(ws) == 4400

    monkeypatch.setattr(live, "HELLO_S_MAX", 0.2)
    served.person("sam")
    asyncio.run(work())


def test_a_message_larger_than_the_limit_ends_the_socket(served: Served) -> None:
    async def work() -> None:
        async with socket(served) as ws:
            await ws.send("x" * (serving.WS_BYTES_MAX + 1))
            assert await ending(ws) == 1009

    asyncio.run(work())


def test_signing_out_closes_the_socket_at_once(served: Served) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        async with socket(served) as ws:
            await ws.send(hello(session))
            await next_of(ws, "page")
            headers = {"authorization": f"Bearer {session['access']}"}
            async with httpx.AsyncClient() as http:
                assert (await http.post(f"{served.url}/api/auth/sign-out", headers=headers)).status_code == 200
            bye = await next_of(ws, "bye")
            assert bye["reason"] == "signed_out"
            assert await ending(ws) == 4401

    served.person("sam")
    asyncio.run(work())


@pytest.mark.parametrize("kind", ["device.revoke", "device.report_lost"])
def test_a_device_taken_back_is_hung_up_at_once_and_told_to_empty_itself(served: Served, kind: str) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        async with socket(served) as ws:
            await ws.send(hello(session))
            await next_of(ws, "page")
            await asyncio.to_thread(served.do, record(served.parts, "sys:test", kind, device=session["device"]))
            assert (await next_of(ws, "bye"))["reason"] == "wipe"
            assert await ending(ws) == 4403

    served.person("sam")
    asyncio.run(work())


def test_a_role_taken_away_takes_its_scopes_off_the_stream(served: Served) -> None:
    async def work() -> None:
        session = served.sign_in("pim")
        async with socket(served) as ws:
            await ws.send(hello(session))
            assert "desk" in (await next_of(ws, "page"))["scopes"]["add"]
            await asyncio.to_thread(served.do, record(served.parts, "sys:test", "people.revoke", grant="g-pim"))
            after = await next_of(ws, "page")
            assert "desk" in after["scopes"]["drop"]

    served.person("sam")
    served.person("pim", "manager")
    asyncio.run(work())


def test_a_socket_lasts_as_long_as_its_token_and_a_new_token_renews_it(served: Served) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        life_ms = (tokens.LIFE_S - 1) * 1000
        async with socket(served) as renewed, socket(served) as left:
            for ws in (renewed, left):
                await ws.send(hello(session))
                await next_of(ws, "page")
            served.clock.ms += life_ms
            who = served.do(served.parts.sessions.look(_sid(session)))
            now_s = served.clock() // 1000
            fresh = tokens.issue(
                served.parts.keys, person="sam", sid=who.sid, device=who.device, grant_v=who.grant_v, now_s=now_s
            )
            await renewed.send(msgspec.json.encode({"t": "token", "token": fresh}).decode())
            await renewed.send('{"t":"pull"}')
            await next_of(renewed, "page")
            served.clock.ms += 3_000
            await left.send('{"t":"pull"}')
            await next_of(left, "bye")
            assert await ending(left) == 4401
            await renewed.send('{"t":"pull"}')
            await next_of(renewed, "page")
            await renewed.send('{"t":"token","token":"nonsense"}')
            assert await ending(renewed) == 4401

    served.person("sam")
    asyncio.run(work())


def test_a_clock_that_is_set_back_does_not_make_a_socket_last_longer(served: Served) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        served.clock.ms += (tokens.LIFE_S - 4) * 1000
        async with socket(served) as ws:
            await ws.send(hello(session))
            await next_of(ws, "page")
            served.clock.ms -= 24 * 3600 * 1000
            await ws.send('{"t":"pull"}')  # after it the server looks how long to wait for the next message
            async with asyncio.timeout(30):
                assert await ending(ws) == 4401

    served.person("sam")
    asyncio.run(work())


def _sid(session: dict[str, Any]) -> str:
    payload = session["access"].split(".")[1]
    import base64

    found: str = msgspec.json.decode(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["sid"]
    return found


def test_the_server_ends_with_open_sockets(served: Served) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        async with socket(served) as ws:
            await ws.send(hello(session))
            await next_of(ws, "page")
            await asyncio.to_thread(served.stop)
            assert await ending(ws) in {1001, 1006, 1012}

    served.person("sam")
    asyncio.run(work())


@pytest.mark.skipif(not hasattr(stdlib_socket, "TCP_USER_TIMEOUT"), reason="Linux has it")
def test_a_peer_that_takes_nothing_is_cut_off_by_the_kernel() -> None:
    listener = serving.listen("127.0.0.1", 0)
    with listener:
        timeout_ms = listener.getsockopt(stdlib_socket.IPPROTO_TCP, stdlib_socket.TCP_USER_TIMEOUT)
    assert timeout_ms == serving.UNREAD_MS_MAX
