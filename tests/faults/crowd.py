"""Many live sockets from one process, cheaply: bytes are looked at only as far as a test asks.

A peer may stop reading: then the kernel's buffers fill and the server has to deal with it.
"""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

Json = dict[str, Any]
Seen = Callable[["Peer", bytes, float], None]


class Peer(asyncio.Protocol):
    """One WebSocket client. `seen` is called with each text message and when it came (perf_counter)."""

    def __init__(self, hello: bytes, seen: Any, port: int) -> None:
        self._hello, self.seen, self._port = hello, seen, port
        self.transport: Any = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.first: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.closed: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._data = b""
        self._up = False
        self._code = 1006

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        at = f"127.0.0.1:{self._port}"
        head = (
            f"GET /api/sync/live HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self._data += data
        if not self._up:
            head, mark, rest = self._data.partition(b"\r\n\r\n")
            if not mark:
                return
            if b" 101 " not in head.split(b"\r\n")[0]:
                self.opened.set_exception(ConnectionError(head.split(b"\r\n")[0].decode()))
                self.transport.close()
                return
            self._up, self._data = True, rest
            self.opened.set_result(None)
            if self._hello:
                self.send(self._hello)
        while (frame := self._frame()) is not None:
            self._take(*frame, now)

    def _take(self, opcode: int, payload: bytes, now: float) -> None:
        if opcode == 1:
            if not self.first.done():
                self.first.set_result(now)
            self.seen(self, payload, now)
        elif opcode == 8:
            self._code = int.from_bytes(payload[:2], "big")
            self._write(8, payload[:2])
        elif opcode == 9:
            self._write(10, payload)

    def _frame(self) -> tuple[int, bytes] | None:
        data = self._data
        if len(data) < 2:
            return None
        size, at = data[1] & 127, 2
        if size == 126:
            size, at = int.from_bytes(data[2:4], "big"), 4
        elif size == 127:
            size, at = int.from_bytes(data[2:10], "big"), 10
        if len(data) < at + size or (at > 2 and len(data) < at):
            return None
        self._data = data[at + size :]
        return data[0] & 15, data[at : at + size]

    def send(self, text: bytes) -> None:
        self._write(1, text)

    def _write(self, opcode: int, payload: bytes) -> None:
        size = len(payload)
        if size < 126:
            head = bytes((0x80 | opcode, 0x80 | size))
        elif size < 65536:
            head = bytes((0x80 | opcode, 0xFE)) + size.to_bytes(2, "big")
        else:
            head = bytes((0x80 | opcode, 0xFF)) + size.to_bytes(8, "big")
        self.transport.write(head + b"\0\0\0\0" + payload)  # a mask of zeros changes nothing (RFC 6455 section 5.3)

    def eof_received(self) -> None:
        return

    def connection_lost(self, exc: Exception | None) -> None:
        for future in (self.opened, self.first):
            if not future.done():
                future.set_exception(ConnectionError("closed"))
                future.exception()
        if not self.closed.done():
            self.closed.set_result(self._code)


OPEN: list[Peer] = []
"""All that were opened, for whoever cleans up."""


def hello(device: str, token: str, cursors: dict[str, int]) -> bytes:
    """The first message of a stream."""
    return msgspec.json.encode({"t": "hello", "token": token, "device": device, "cursors": cursors})


async def connect(port: int, greeting: bytes, seen: Seen = lambda *_: None, *, buffer: int | None = None) -> Peer:
    """Open one; returns when the handshake is done. `buffer`: bytes that its kernel takes in for it."""
    loop = asyncio.get_running_loop()
    sock = socket.socket()
    if buffer is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    sock.setblocking(False)
    await loop.sock_connect(sock, ("127.0.0.1", port))
    _, peer = await loop.create_connection(lambda: Peer(greeting, seen, port), sock=sock)
    OPEN.append(peer)
    await peer.opened
    return peer


def rss_mb(pid: int) -> float:
    """Resident memory of a process."""
    pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_s(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def held(pid: int, peers: list[Peer]) -> int:
    """How many of these streams a server process still has open at its end.

    Told by the sockets themselves: a count of all its open files also moves with its database connections.
    """
    ports = {peer.transport.get_extra_info("sockname")[1] for peer in peers}
    mine = {target for path in Path(f"/proc/{pid}/fd").iterdir() if (target := _target(path))}
    lines = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text("ascii").splitlines()[1:]]
    return sum(int(line[2].rpartition(":")[2], 16) in ports and f"socket:[{line[9]}]" in mine for line in lines)


def _target(path: Path) -> str:
    """What a descriptor stands for; nothing when it was closed in the meantime."""
    try:
        return str(path.readlink())
    except FileNotFoundError:
        return ""
