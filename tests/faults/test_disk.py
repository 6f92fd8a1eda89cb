"""R6: a disk that is full, that can't flush, or that is slow, under the real server."""

from __future__ import annotations

import threading
import time
from collections import Counter

import pytest

from backend.cli.serving import DISK_FAILED
from tests.faults import engine
from tests.faults.conftest import show, times
from tests.faults.server import BAD_FLUSH, NO_ROOM, SLOW, WELL, Server
from tests.faults.site import Site


def test_on_a_full_disk_nothing_is_promised_reads_go_on_and_writes_come_back(server: Server, site: Site) -> None:
    one = server.client(0)
    one.pen.write(5)
    assert one.push()[0] == 200
    server.disk(NO_ROOM)
    for _ in range(times(5, 200)):
        one.pen.write(5)
        status, answer = one.push()
        assert (status, answer["error"]["code"]) == (507, "disk_full")
        assert one.headers["retry-after"]
        assert one.pull()[0] == 200
    assert one.acked == 5
    server.disk(WELL)
    begun = time.monotonic()
    assert one.push()[0] == 200
    show(resumed_ms=round((time.monotonic() - begun) * 1000))
    while one.acked < one.pen.n:
        assert one.push()[0] == 200
    server.stop()
    assert not engine.wrong(site.database, site, {0: one.pen.n})


def test_after_a_failed_flush_nothing_is_written_the_server_ends_and_the_next_one_has_all(
    server: Server, site: Site
) -> None:
    one = server.client(0)
    one.pen.write(20)
    assert one.push()[0] == 200
    server.disk(BAD_FLUSH)
    one.pen.write(5)
    try:
        status, answer = one.push()
        assert (status, answer["error"]["code"]) == (503, "not_written")
        server.disk(WELL)  # as a disk does: the second flush says all is well
        try:
            status, _ = one.push()
            assert status == 503, "what was believed to be on disk may not be"
        except OSError:
            pass
    except OSError:
        pass
    assert server.end() == DISK_FAILED
    assert "has failed" in server.said
    begun = time.monotonic()
    server.start()
    while one.acked < one.pen.n:
        assert one.push()[0] == 200
    show(back_s=round(time.monotonic() - begun, 2))
    server.stop()
    assert not engine.wrong(site.database, site, {0: one.pen.n})


@pytest.mark.parametrize("server", ["flush_forgotten"], indirect=True)
def test_a_server_that_goes_on_after_a_failed_flush_is_found_out(server: Server) -> None:
    one = server.client(0)
    server.disk(BAD_FLUSH)
    one.pen.write(5)
    assert one.push()[0] == 503
    server.disk(WELL)
    assert one.push()[0] == 200, "which the test above does not take"


def test_on_a_slow_disk_the_queue_is_bounded_and_who_is_answered_is_safe(server: Server, site: Site) -> None:
    clients = [server.client(i, timeout_s=30) for i in range(12)]
    for one in clients:
        one.pen.write(times(40, 200))
    seen: Counter[int] = Counter()
    server.disk(SLOW)

    def drain(one: object) -> None:
        client = clients[int(str(one))]
        end = time.monotonic() + 60
        while client.acked < client.pen.n and time.monotonic() < end:
            status, _ = client.push(5)
            seen[status] += 1
            assert status in {200, 429, 503}
            if status != 200:
                assert client.headers["retry-after"]
                time.sleep(0.05)

    threads = [threading.Thread(target=drain, args=(i,)) for i in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    show(**{str(k): v for k, v in seen.items()})
    server.stop()
    assert not engine.wrong(site.database, site, {one.i: one.pen.n for one in clients})
