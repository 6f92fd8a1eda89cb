"""R7: another process holds the write lock and does not move: writes are put off, reads go on, and then all is well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import show, times
from tests.faults.server import ROOT, Client, Server
from tests.faults.site import Site

HOLD = """
import sys
from backend.store.driver import sqlite
one = sqlite.connect(sys.argv[1], isolation_level=None)
one.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""
LOCK, ONLY_A_PROMISE = "BEGIN IMMEDIATE", "BEGIN DEFERRED"


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    one = Server(site)
    one.start()
    yield one
    one.stop()


@contextmanager
def stopped(database: Path, begin: str) -> Iterator[None]:
    """A process that has begun a transaction and was then stopped; on leaving it is killed."""
    command = [sys.executable, "-c", HOLD, str(database), begin]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            process.send_signal(signal.SIGSTOP)
            yield
        finally:
            process.kill()


def put_off(client: Client) -> bool:
    """Whether a push was put off as it should be: 503, when to come back, and nothing promised."""
    before = client.acked
    status, _ = client.push()
    return status == 503 and int(client.headers.get("retry-after", "0")) > 0 and client.acked == before


def test_while_a_writer_is_stuck_pushes_are_put_off_reads_go_on_and_after_it_all_is_written(
    server: Server, site: Site
) -> None:
    client, reader = server.client(0, 30), server.client(1, 30)
    client.pen.write(5)
    assert client.push()[0] == 200
    client.pen.write(5)
    reads_s: list[float] = []
    with stopped(site.database, LOCK):
        for _ in range(times(1, 4)):
            begun = time.monotonic()
            assert put_off(client)
            put_off_s = time.monotonic() - begun
            for _ in range(times(5, 200)):
                begun = time.monotonic()
                assert reader.pull()[0] == 200
                reads_s.append(time.monotonic() - begun)
    begun = time.monotonic()
    assert client.push()[0] == 200, "the first write after it has gone"
    read_p99_ms = round(sorted(reads_s)[int(len(reads_s) * 0.99)] * 1e3, 1)
    then_ms = round((time.monotonic() - begun) * 1e3)
    show(put_off_s=round(put_off_s, 2), read_p99_ms=read_p99_ms, then_ms=then_ms)
    assert client.acked == client.pen.n


def test_a_writer_that_holds_nothing_is_told_from_one_that_does(server: Server, site: Site) -> None:
    """The planted fault: the lock is not taken, so that a push goes through, and the test above would say so."""
    client = server.client(0, 30)
    client.pen.write(5)
    with stopped(site.database, ONLY_A_PROMISE):
        assert not put_off(client)
