"""A label printer over TCP, as far as a host can tell: takes ZPL at port 9100, answers `~HS` and `~HI`, has moods.

It lives in threads of its own, so that the server under test may be killed beside it.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from typing import Self

PORT = 9100
IDENTITY = b"\x02ZD421-203dpi,V93.21.07Z,8,8192KB\x03\r\n"
_COMMAND = re.compile(rb"~H[SI]")
_FORMAT = re.compile(rb"\^XA.*?\^XZ\n?", re.DOTALL)
_COUNT = re.compile(rb"\^PQ(\d+)")
_NUMBERS = itertools.count(1)
RESET = struct.pack("ii", 1, 0)


def own_address() -> str:
    """A loopback address that no other test has: all of 127/8 is this machine."""
    return f"127.{1 + os.getpid() // 250 % 250}.{1 + os.getpid() % 250}.{1 + next(_NUMBERS) % 250}"


class Pretend:
    """One printer. Its moods may change at any time."""

    def __init__(self, host: str = "") -> None:
        self.host = host or own_address()
        self.paused = self.paper_out = self.head_open = self.ribbon_out = self.full = self.faulty = False
        self.silent = self.mute_when_open = False
        self.label_s = 0.0
        """How long a label takes to come out."""
        self.drops: list[int] = []
        """How many bytes of a label it takes before it breaks off: one entry a time."""
        self.chunk = 65536
        self.labels: list[bytes] = []
        """What is on paper."""
        self.received: list[bytes] = []
        """What each connection brought, questions left out."""
        self.asked = self.at_once = self.at_once_most = 0
        self._formats: list[bytes] = []
        self._left = 0
        self._lock = threading.Lock()
        self._begun = False
        self._server: socket.socket | None = None
        self._is_ended = threading.Event()
        threading.Thread(target=self._print, daemon=True).start()

    def __enter__(self) -> Self:
        self.switch_on()
        return self

    def __exit__(self, *_: object) -> None:
        self.switch_off()
        self._is_ended.set()

    def switch_on(self) -> None:
        """Listen."""
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((self.host, PORT))
        server.listen(8)
        self._server = server
        threading.Thread(target=self._accept, args=(server,), daemon=True).start()

    def switch_off(self) -> None:
        """Listen no more: who connects is refused."""
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            server.close()

    def wait(self, labels: int, within_s: float = 20) -> list[bytes]:
        """Until so many labels are out; returns them."""
        until = time.monotonic() + within_s
        while len(self.labels) < labels:
            assert time.monotonic() < until, f"{len(self.labels)} of {labels} labels after {within_s} s"
            time.sleep(0.01)
        return list(self.labels)

    def _accept(self, server: socket.socket) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with self._lock:
            self.at_once += 1
            self.at_once_most = max(self.at_once, self.at_once_most)
            place = len(self.received)
            self.received.append(b"")
        try:
            with connection, contextlib.suppress(OSError):
                for data in self._bytes(connection, place):
                    self._take(data)
        finally:
            with self._lock:
                self.at_once -= 1
                self._begun = False

    def _bytes(self, connection: socket.socket, place: int) -> Iterator[bytes]:
        """What comes, answered where it is a question; ends the connection when the mood is such."""
        kept = b""
        while data := connection.recv(self.chunk):
            for _ in _COMMAND.findall(data):
                self.asked += 1
            if b"~HI" in data:
                connection.sendall(IDENTITY)
            is_asked = b"~HS" in data
            data = _COMMAND.sub(b"", data)
            if data and self.drops and len(self.received[place]) + len(data) >= self.drops[0]:
                data = data[: self.drops.pop(0) - len(self.received[place])]
                self.received[place] += data
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                return
            self.received[place] += data
            kept += data
            yield data
            if is_asked and not self._is_mute():
                connection.sendall(self.status())

    def _is_mute(self) -> bool:
        return self.silent or (self.mute_when_open and (self.head_open or self.paper_out))

    _rest = b""

    def _take(self, data: bytes) -> None:
        with self._lock:
            self._rest += data
            while found := _FORMAT.search(self._rest):
                self._formats.append(found[0][found[0].rindex(b"^XA") :])
                self._rest = self._rest[found.end() :]
            self._begun = b"^XA" in self._rest

    def _print(self) -> None:
        while not self._is_ended.is_set():
            if not self._formats or self._is_stopped():
                time.sleep(0.005)
                continue
            with self._lock:
                format_ = self._formats.pop(0)
                counted = _COUNT.search(format_)
                self._left = int(counted[1]) if counted else 1
            while self._left and not self._is_ended.is_set():
                if self._is_stopped():
                    time.sleep(0.005)
                    continue
                time.sleep(self.label_s)
                self.labels.append(format_)
                self._left -= 1

    def _is_stopped(self) -> bool:
        return self.paused or self.paper_out or self.head_open or self.ribbon_out

    def status(self) -> bytes:
        """The answer to `~HS`."""
        with self._lock:
            formats, left, begun = len(self._formats), self._left, self._begun
        flags = f"{self.full:d},0,{begun:d},000,{self.faulty:d},0,0"
        one = f"030,{self.paper_out:d},{self.paused:d},1215,{formats:03d},{flags}"
        two = f"000,0,{self.head_open:d},{self.ribbon_out:d},1,2,6,0,{left:08d},1,000"
        return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in (one, two, "1234,0"))
