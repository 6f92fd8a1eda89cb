"""All phones back at once, and a restart, with many live sockets."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from tests.faults import crowd, engine
from tests.faults.conftest import show, times
from tests.faults.crowd import Peer, hello
from tests.faults.flood import Pusher
from tests.faults.server import Server


class Follower:
    """A device that keeps up by pages alone: a hole would show."""

    def __init__(self, cursors: dict[str, int]) -> None:
        self.at = dict(cursors)
        self.holes: list[str] = []
        self._when: list[tuple[int, float]] = []

    def when(self, seq: int) -> float:
        """When it was told of it (perf_counter)."""
        return next(now for to, now in self._when if to >= seq)

    def __call__(self, peer: Peer, text: bytes, now: float) -> None:
        message = msgspec.json.decode(text)
        if message["t"] == "poke":
            peer.send(b'{"t":"pull"}')
        for page in message.get("pages", ()):
            scope, begin, to = page["scope"], page["from"], page["to"]
            if begin > self.at[scope]:
                self.holes.append(f"{scope}: at {self.at[scope]}, told {begin} to {to}")
            self.at[scope] = max(self.at[scope], to)
            if scope == "wh:ROT":
                self._when.append((to, now))


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


class Storm(Struct):
    """What came of one: holes in what followers were told, seconds, and what was acknowledged."""

    holes: list[str]
    at_head_s: float
    drained_s: float
    put_off: int
    acked: dict[int, int]


async def storm(server: Server, sockets: int, pushers: int, ops: int) -> Storm:
    """All sockets are lost at once and come back; then all queues drain, while all listen."""
    cursors = await cursors_of(server)
    queues = [Pusher(server.port, server.site, i) for i in range(pushers)]
    for one in queues:
        one.pen.write(ops)
    for peer in await gather(server, range(sockets), cursors):
        peer.transport.abort()
    begun = time.monotonic()
    peers = await gather(server, range(sockets), cursors)
    at_head_s = time.monotonic() - begun
    await asyncio.gather(*(one.run(ops) for one in queues))
    drained_s = time.monotonic() - begun - at_head_s
    head = (await cursors_of(server))["wh:ROT"]
    await until(lambda: all(peer.seen.at["wh:ROT"] == head or peer.seen.holes for peer in peers), 60)
    holes = [hole for peer in peers for hole in peer.seen.holes]
    put_off = sum(one.put_off for one in queues)
    return Storm(holes, at_head_s, drained_s, put_off, {i: one.acked for i, one in enumerate(queues)})


def test_all_phones_back_at_once_are_all_served_and_all_their_queues_drain(server: Server) -> None:
    async def work() -> None:
        sockets, pushers, ops = times(50, 500), times(20, 500), times(50, 200)
        found = await storm(server, sockets, pushers, ops)
        assert not found.holes
        assert found.put_off == 0
        show(sockets=sockets, at_head_s=round(found.at_head_s, 2), drained_s=round(found.drained_s, 2))
        assert found.acked == dict.fromkeys(range(pushers), ops)

    run(work)
    server.stop()
    assert not engine.wrong(server.site.database, server.site, dict.fromkeys(range(times(20, 500)), times(50, 200)))


@pytest.mark.parametrize("server", ["pages_lost"], indirect=True)
def test_a_server_that_loses_pages_is_found_out(server: Server) -> None:
    async def work() -> None:
        assert (await storm(server, 20, 10, 200)).holes

    run(work)


async def codes_of(server: Server, sockets: int) -> Counter[int]:
    """How sockets are closed when the server is told to end while a device pushes."""
    cursors = await cursors_of(server)
    peers = await gather(server, range(sockets), cursors)
    pushing = asyncio.create_task(push(server, 0, 1))
    await asyncio.sleep(0.01)
    assert server.process is not None
    begun = time.monotonic()
    server.process.terminate()
    codes = Counter(await asyncio.gather(*(asyncio.wait_for(peer.closed, 20) for peer in peers)))
    await asyncio.gather(pushing, return_exceptions=True)
    assert await asyncio.to_thread(server.end) in {0, -15}
    show(codes=dict(codes), exit_s=round(time.monotonic() - begun, 2))
    return codes


def test_at_a_restart_all_get_1012_and_nothing_is_said_of_it(server: Server) -> None:
    async def work() -> None:
        assert set(await codes_of(server, times(50, 500))) == {1012}
        assert not server.said.strip(), server.said

    run(work)


@pytest.mark.parametrize("server", ["ends_at_once"], indirect=True)
def test_a_server_that_ends_without_a_word_is_found_out(server: Server) -> None:
    async def work() -> None:
        assert 1012 not in await codes_of(server, 10)

    run(work)
