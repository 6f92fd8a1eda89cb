"""All phones back at once, and a restart, with many live sockets."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import msgspec
import pytest

from tests.faults import crowd
from tests.faults.conftest import show, times
from tests.faults.crowd import Peer, hello
from tests.faults.server import Server
from tests.faults.site import Site


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    one = Server(site)
    one.start()
    yield one
    one.stop()


class Follower:
    """A device that keeps up by pages alone: a hole would show."""

    def __init__(self, cursors: dict[str, int]) -> None:
        self.at = dict(cursors)
        self.holes: list[str] = []
        self.late_s: list[float] = []

    def __call__(self, peer: Peer, text: bytes, _now: float) -> None:
        message = msgspec.json.decode(text)
        if message["t"] == "poke":
            peer.send(b'{"t":"pull"}')
        for page in message.get("pages", ()):
            scope, begin, to = page["scope"], page["from"], page["to"]
            if begin > self.at[scope]:
                self.holes.append(f"{scope}: at {self.at[scope]}, told {begin} to {to}")
            self.at[scope] = max(self.at[scope], to)


def run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run it, and hang up all that it has opened."""

    async def body() -> None:
        try:
            await work()
        finally:
            for peer in crowd.OPEN:
                peer.transport.abort()
            crowd.OPEN.clear()
            await asyncio.sleep(0.05)

    asyncio.run(body())


async def cursors_of(server: Server) -> dict[str, int]:
    _, answer = await asyncio.to_thread(server.client(0, 60).pull)
    return {scope: seq for scope, (seq, _) in answer["digest"].items()}


async def gather(server: Server, who: range, cursors: dict[str, int], buffer: int | None = None) -> list[Peer]:
    """Open a stream for each device, each with a follower; returns when all have had their first page."""
    greetings = [hello(server.site.sids[i][0], server.site.token(i), cursors) for i in who]
    peers = await asyncio.gather(*(crowd.connect(server.port, g, Follower(cursors), buffer=buffer) for g in greetings))
    await asyncio.gather(*(peer.first for peer in peers))
    return peers


async def push(server: Server, i: int, chunks: int) -> None:
    """One device pushes chunks of fifty."""
    client = server.client(i, 60)
    for _ in range(chunks):
        client.pen.write(50)
        status, answer = await asyncio.to_thread(client.push)
        assert status == 200, answer


async def until(condition: object, within_s: float) -> float:
    """Wait for something that is looked at again and again; returns how long it took."""
    begun = time.monotonic()
    assert callable(condition)
    while not condition():
        assert time.monotonic() - begun < within_s, "it never comes"
        await asyncio.sleep(0.05)
    return time.monotonic() - begun


def test_all_phones_back_at_once_are_all_served_and_all_their_queues_drain(server: Server) -> None:
    async def work() -> None:
        cursors = await cursors_of(server)
        count = times(50, 500)
        peers = await gather(server, range(count), cursors)
        for peer in peers:
            peer.transport.abort()
        begun = time.monotonic()
        peers = await gather(server, range(count), cursors)
        at_head_s = time.monotonic() - begun
        await asyncio.gather(*(push(server, i, 1) for i in range(times(20, 100))))
        drained_s = time.monotonic() - begun - at_head_s
        head = (await cursors_of(server))["wh:ROT"]
        await until(lambda: all(peer.seen.at["wh:ROT"] == head for peer in peers), 60)
        assert not [hole for peer in peers for hole in peer.seen.holes]
        show(sockets=count, at_head_s=round(at_head_s, 2), drained_s=round(drained_s, 2))
        for peer in peers:
            peer.transport.abort()

    run(work)


def test_at_a_restart_all_get_1012_and_nothing_is_said_of_it(server: Server) -> None:
    async def work() -> None:
        cursors = await cursors_of(server)
        peers = await gather(server, range(times(50, 500)), cursors)
        pushing = asyncio.create_task(push(server, 0, 1))
        await asyncio.sleep(0.01)
        assert server.process is not None
        begun = time.monotonic()
        server.process.terminate()
        codes = Counter(await asyncio.gather(*(asyncio.wait_for(peer.closed, 20) for peer in peers)))
        await asyncio.gather(pushing, return_exceptions=True)
        assert await asyncio.to_thread(server.end) in {0, -15}
        show(codes=dict(codes), exit_s=round(time.monotonic() - begun, 2))
        assert set(codes) == {1012}
        assert "Traceback" not in server.said
        assert not server.said.strip(), server.said

    run(work)
