"""R11: peers that read nothing, and send so little to read that no buffer fills, are cut; nobody else notices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults import crowd
from tests.faults.conftest import show, times
from tests.faults.server import Server
from tests.faults.site import Site
from tests.faults.test_crowd import cursors_of, gather, push, run, until

CUT_S_MAX = 30
"""When the wait for an end is given up: twice what it may take."""


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    one = Server(site)
    one.start()
    yield one
    one.stop()


def test_who_reads_nothing_is_cut_who_reads_stays_and_the_cut_come_back_by_cursor(server: Server) -> None:
    async def work() -> None:
        cursors = await cursors_of(server)
        healthy_count, stuck_count = times(20, 200), times(10, 50)
        who = range(healthy_count, healthy_count + stuck_count)
        healthy = await gather(server, range(healthy_count), cursors)
        base, rss = crowd.files(server.pid), crowd.rss_mb(server.pid)
        stuck = await gather(server, who, cursors, buffer=4096)
        for peer in stuck:
            peer.transport.pause_reading()
        assert crowd.files(server.pid) >= base + stuck_count
        await push(server, 0, 1)
        cut_s = await until(lambda: crowd.files(server.pid) <= base, CUT_S_MAX)
        assert not any(peer.closed.done() for peer in healthy)
        await push(server, 1, 1)
        again = [peer for i in who for peer in await gather(server, range(i, i + 1), stuck[i - who.start].seen.at)]
        head = (await cursors_of(server))["wh:ROT"]
        await until(lambda: all(peer.seen.at["wh:ROT"] == head for peer in (*healthy, *again)), 60)
        assert not [hole for peer in (*healthy, *again) for hole in peer.seen.holes]
        show(stuck=stuck_count, cut_s=round(cut_s, 1), more_mb=round(crowd.rss_mb(server.pid) - rss, 1))

    run(work)
