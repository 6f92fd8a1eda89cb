"""The real `tote serve` in a process of its own, over a site, with the disk in the test's hands."""

from __future__ import annotations

import http.client
import mmap
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from tests.faults.site import Pen, Site

ROOT = Path(__file__).parents[2]
READY_S_MAX = 30.0
WELL, NO_ROOM, BAD_FLUSH, SLOW = 0, 1, 2, 3
SLOW_S = 0.05
CHORES_EVERY_S = 0.2
_CLOCK_AT, _QUEUED_AT = 8, 16


def main(data_dir: str, port: str, fault: str = "") -> None:
    """Serve; the first byte of the file `disk` says how the disk is. `fault` is one of `planted`."""
    from backend.cli.serving import listener, serve
    from backend.settings import Settings
    from tests.faults import planted, vfs

    path = Path(data_dir) / "disk"
    if not path.exists():
        path.write_bytes(bytes(mmap.PAGESIZE))
    with path.open("r+b") as file:
        state = mmap.mmap(file.fileno(), mmap.PAGESIZE)
    _shift_clock(lambda: int.from_bytes(state[_CLOCK_AT : _CLOCK_AT + 8], "little", signed=True))
    planted.plant(fault)
    _tell_queued(state)

    def watch(event: vfs.Event) -> int:
        if state[0] == NO_ROOM and event.kind == "write":
            return vfs.FULL
        if state[0] == BAD_FLUSH and event.kind == "sync":
            return vfs.IOERR_FSYNC
        if state[0] == SLOW and event.kind == "sync":
            time.sleep(SLOW_S)
        return 0

    disk = vfs.Disk(watch)
    settings = Settings(
        data_dir=Path(data_dir),
        port=int(port),
        log_level="warning",
        disk_free_mb_min=0,
        printer_networks=("127.0.0.0/8",),
    )
    serve(settings, listener(settings), lambda: None)
    assert disk


def _shift_clock(off_s: Callable[[], int]) -> None:
    """The clock of this process is so many seconds off, whenever it is asked; and its chores are done often."""
    from backend.exchange import clock

    real_ns = time.time_ns
    time.time_ns = lambda: real_ns() + off_s() * 10**9
    time.time = lambda: time.time_ns() / 1e9
    clock.Clock.__init__.__defaults__ = (clock.CHORES, CHORES_EVERY_S)


def _tell_queued(state: mmap.mmap) -> None:
    """Keep the most bytes that ever waited for one stream where the test can read it."""
    from backend.sync.stream import Connection

    offer, most = Connection.offer, 0

    def told(self: Connection, frame: Any) -> None:
        nonlocal most
        offer(self, frame)
        if self.queued > most:
            most = self.queued
            state[_QUEUED_AT : _QUEUED_AT + 8] = most.to_bytes(8, "little")

    Connection.offer = told  # type: ignore[method-assign]


class Server:
    """One that runs, or did."""

    def __init__(self, site: Site, fault: str = "") -> None:
        self.site, self.fault = site, fault
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self.port: int = one.getsockname()[1]
        self.process: subprocess.Popen[str] | None = None
        self.said = ""

    def start(self) -> float:
        """Start it; returns the seconds until it took requests."""
        begun = time.monotonic()
        command = [sys.executable, "-m", "tests.faults.server", str(self.site.path), str(self.port), self.fault]
        env = {k: v for k, v in os.environ.items() if not k.startswith("TOTE_")} | {"PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
        while time.monotonic() - begun < READY_S_MAX:
            try:
                if self.get("/readyz")[0] == 200:
                    return time.monotonic() - begun
            except OSError:
                pass
            assert self.process.poll() is None, self.end()
            time.sleep(0.02)
        raise AssertionError("the server does not start")

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def disk(self, state: int) -> None:
        """Say how its disk is from now on."""
        with (self.site.path / "disk").open("r+b") as file:
            file.write(bytes([state]))

    def clock(self, off_s: int) -> None:
        """Set its clock so many seconds off the true time, also for its next start."""
        path = self.site.path / "disk"
        if not path.exists():
            path.write_bytes(bytes(mmap.PAGESIZE))
        with path.open("r+b") as file:
            file.seek(_CLOCK_AT)
            file.write(off_s.to_bytes(8, "little", signed=True))

    def queued_most(self) -> int:
        """The most bytes that ever waited for one stream."""
        return int.from_bytes((self.site.path / "disk").read_bytes()[_QUEUED_AT : _QUEUED_AT + 8], "little")

    def kill(self) -> None:
        """SIGKILL."""
        assert self.process is not None
        self.process.kill()
        self.end()

    def end(self, within_s: float = 15) -> int:
        """Wait until it has ended; its exit code."""
        assert self.process is not None
        _, self.said = self.process.communicate(timeout=within_s)
        return self.process.returncode

    def stop(self) -> int:
        """SIGTERM, and wait."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
            return self.end()
        return self.process.returncode

    def client(self, i: int, timeout_s: float = 10) -> Client:
        """A device that speaks to it."""
        return Client(self, i, timeout_s)

    def get(self, path: str, timeout_s: float = 5) -> tuple[int, bytes]:
        """GET without a token."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout_s)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


class Client:
    """A device over HTTP: what it has written, and what it was told is safe."""

    def __init__(self, server: Server, i: int, timeout_s: float) -> None:
        self.server, self.i, self.timeout_s = server, i, timeout_s
        self.pen = Pen(server.site, i)
        self.token = server.site.token(i)
        self.acked = 0
        self.headers: dict[str, str] = {}
        self.epoch = self.receipt = ""
        self.durable = 0

    def call(self, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        """POST; status and answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=self.timeout_s)
        try:
            headers = {"authorization": f"Bearer {self.token}", "content-type": "application/json"}
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            raw = answer.read()
        except http.client.HTTPException as cut:  # the server died in the middle of its answer
            raise ConnectionAbortedError(f"cut off: {cut!r}") from cut
        else:
            self.headers = {k.lower(): v for k, v in answer.getheaders()}
            return answer.status, msgspec.json.decode(raw)
        finally:
            connection.close()

    def push(self, most: int = 50) -> tuple[int, dict[str, Any]]:
        """Send what is not known to be safe, oldest first."""
        last = min(self.pen.n, self.acked + most)
        frame = self.pen.frame(self.acked + 1, last, epoch=self.epoch, receipt=self.receipt)
        status, answer = self.call("/api/sync/push", frame)
        if status == 200:
            self.acked = answer["last_n"]
            self.epoch, self.receipt = answer["epoch"], answer["receipt"]
            self.durable = answer["durable_n"]
        elif status == 409 and "epoch" in answer:
            self.went_back(answer)
        return status, answer

    def went_back(self, answer: dict[str, Any]) -> None:
        """The server was restored: go on from what it has."""
        self.acked, self.epoch, self.receipt = answer["epoch"]["last_n"], answer["epoch"]["now"], ""

    def pull(self) -> tuple[int, dict[str, Any]]:
        """Pull from nothing."""
        frame = {"device": self.pen.device, "cursors": {}, "epoch": self.epoch, "receipt": self.receipt}
        return self.call("/api/sync/pull", msgspec.json.encode(frame))


if __name__ == "__main__":
    main(*sys.argv[1:])
