"""R11: peers that read nothing, and send so little to read that no buffer fills, are cut; nobody else notices."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.faults import crowd
from tests.faults.conftest import show, times
from tests.faults.crowd import Peer
from tests.faults.flood import Pusher
from tests.faults.planted import SMALL_QUEUE
from tests.faults.server import Server
from tests.faults.test_crowd import cursors_of, gather, push, run, until

CUT_S_MAX = 30
"""When the wait for an end is given up: twice what it may take."""


def test_who_reads_nothing_is_cut_who_reads_stays_and_the_cut_come_back_by_cursor(server: Server) -> None:
    async def work() -> None:
        cursors = await cursors_of(server)
        healthy_count, stuck_count = times(20, 200), times(10, 50)
        who = range(healthy_count, healthy_count + stuck_count)
        healthy = await gather(server, range(healthy_count), cursors)
        rss = crowd.rss_mb(server.pid)
        stuck = await gather(server, who, cursors, buffer=4096)
        for peer in stuck:
            peer.transport.pause_reading()
        assert crowd.held(server.pid, stuck) == stuck_count
        await push(server, 0, 1)
        cut_s = await until(lambda: not crowd.held(server.pid, stuck), CUT_S_MAX)
        assert crowd.held(server.pid, healthy) == healthy_count
        await push(server, 1, 1)
        again = [peer for i in who for peer in await gather(server, range(i, i + 1), stuck[i - who.start].seen.at)]
        head = (await cursors_of(server))["wh:ROT"]
        await until(lambda: all(peer.seen.at["wh:ROT"] == head for peer in (*healthy, *again)), 60)
        assert not [hole for peer in (*healthy, *again) for hole in peer.seen.holes]
        show(stuck=stuck_count, cut_s=round(cut_s, 1), more_mb=round(crowd.rss_mb(server.pid) - rss, 1))

    run(work)


class Late:
    """How late a page is that tells of a push: from when it was sent to when each of the others had it."""

    def __init__(self, server: Server, peers: list[Peer]) -> None:
        self._server, self._peers = server, peers
        self.found_s: list[float] = []

    async def measure(self, i: int, pushes: int) -> None:
        """One device pushes one op at a time."""
        client = self._server.client(i, 60)
        for _ in range(pushes):
            client.pen.write(1)
            begun = time.perf_counter()
            status, answer = await asyncio.to_thread(client.push)
            assert status == 200, answer
            seq = answer["outcomes"][0]["at"]["wh:ROT"]
            await until(lambda seq=seq: all(peer.seen.at["wh:ROT"] >= seq for peer in self._peers), 60)
            self.found_s += [peer.seen.when(seq) - begun for peer in self._peers]

    def p99_ms(self) -> float:
        return round(sorted(self.found_s)[int(len(self.found_s) * 0.99)] * 1000, 1)


async def fill(server: Server, pushers: int, ops: int) -> None:
    """Far more is said, in many small pages, than the kernels take for a peer that reads nothing."""
    queues = [Pusher(server.port, server.site, i, chunk=1) for i in range(pushers)]
    await asyncio.gather(*(one.run(ops) for one in queues))


async def say_much(server: Server) -> int:
    """Fill the way to peers that read nothing, beside some that do; the most bytes that waited for one of them."""
    cursors = await cursors_of(server)
    healthy = await gather(server, range(40, times(50, 240)), cursors)
    stuck = await gather(server, range(30, 30 + times(3, 10)), cursors, buffer=4096)
    for peer in stuck:
        peer.transport.pause_reading()
    alone, beside = Late(server, healthy), Late(server, healthy)
    await alone.measure(20, times(5, 100))
    await fill(server, 3, times(250, 600))
    await beside.measure(21, times(5, 100))
    assert not any(peer.closed.done() for peer in healthy)
    assert not [hole for peer in healthy for hole in peer.seen.holes]
    show(before_p99_ms=alone.p99_ms(), beside_p99_ms=beside.p99_ms(), queued_most=server.queued_most())
    return server.queued_most()


@pytest.mark.parametrize("server", ["small_buffers"], indirect=True)
def test_however_much_is_said_what_waits_for_a_peer_that_reads_nothing_is_bounded(server: Server) -> None:
    async def work() -> None:
        most = await say_much(server)
        assert SMALL_QUEUE / 2 < most <= SMALL_QUEUE, "it was reached, and it held"

    run(work)


@pytest.mark.parametrize("server", ["small_buffers,endless_queues"], indirect=True)
def test_a_server_that_lets_everything_wait_is_found_out(server: Server) -> None:
    async def work() -> None:
        assert await say_much(server) > SMALL_QUEUE

    run(work)
