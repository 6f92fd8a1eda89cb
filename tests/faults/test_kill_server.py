"""R3: the real server is killed at random while devices push over HTTP, again and again."""

from __future__ import annotations

import random
import threading
import time

from tests.faults import engine
from tests.faults.conftest import show, times
from tests.faults.server import Client, Server
from tests.faults.site import Site


def _work(client: Client, stop: threading.Event) -> None:
    """Push without end, as a device does: what was not answered is sent again."""
    while not stop.is_set():
        if client.pen.n - client.acked < 20:
            client.pen.write(4)
        try:
            status, _ = client.push(10)
            assert status in {200, 503}, status
        except OSError:
            time.sleep(0.01)


def test_killed_at_random_again_and_again_the_server_loses_nothing_it_answered(site: Site) -> None:
    chance = random.Random(3)
    server = Server(site)
    clients = [server.client(i) for i in range(6)]
    starts: list[float] = []
    kills = times(4, 60)
    for round_ in range(kills):
        starts.append(server.start())
        stop = threading.Event()
        threads = [threading.Thread(target=_work, args=(one, stop)) for one in clients]
        for thread in threads:
            thread.start()
        time.sleep(chance.uniform(0.05, 0.6))
        server.kill()
        stop.set()
        for thread in threads:
            thread.join()
        acked = {one.i: one.acked for one in clients}
        assert not engine.wrong(site.database, site, acked, deep=round_ % 4 == 3), (round_, acked)
    server.start()
    for one in clients:
        while one.acked < one.pen.n:
            assert one.push()[0] == 200
    assert server.stop() in {0, -15}
    total = sum(one.pen.n for one in clients)
    show(kills=kills, ops=total, start_s=round(max(starts), 2))
    assert not engine.wrong(site.database, site, {one.i: one.pen.n for one in clients})


def test_a_server_that_answers_before_it_commits_is_found_out(site: Site) -> None:
    server = Server(site, "write_behind")
    server.start()
    client = server.client(0)
    for _ in range(25):
        client.pen.write(2)
        assert client.push()[0] == 200
    server.kill()
    assert any("LOST" in text for text in engine.wrong(site.database, site, {0: client.acked}, deep=False))
