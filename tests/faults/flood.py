"""More than a server can take: devices that send without a pause, and crowds that ask and ask again."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import Any

import msgspec
from msgspec import Struct

from tests.faults import engine
from tests.faults.site import Pen, Site

CHUNK = 50


class Line:
    """One HTTP connection."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._token = port, token
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
        """Status, headers, body."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        head = (
            f"{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {self._token}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines[1:-2])}
        return int(lines[0].split()[1]), headers, await reader.readexactly(int(headers.get("content-length", "0")))

    async def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class Pusher:
    """A device that sends ops as fast as they are taken, and comes back when it is told to."""

    def __init__(self, port: int, site: Site, i: int, chunk: int = CHUNK) -> None:
        self.pen, self._chunk = Pen(site, i), chunk
        self._line = Line(port, site.token(i))
        self.acked = self.put_off = 0
        self.slowest_s = 0.0

    async def run(self, ops: asyncio.Event | int) -> None:
        """Send until an event is set, or until `ops` of them are acknowledged."""
        while self.acked < ops if isinstance(ops, int) else not ops.is_set():
            if self.pen.n == self.acked:
                self.pen.write(self._chunk)
            begun = time.monotonic()
            frame = self.pen.frame(self.acked + 1, min(self.pen.n, self.acked + self._chunk))
            status, headers, body = await self._line.ask("POST", "/api/sync/push", frame)
            self.slowest_s = max(self.slowest_s, time.monotonic() - begun)
            if status == 503:
                self.put_off += 1
                await asyncio.sleep(float(headers["retry-after"]))
                continue
            assert status == 200, (status, body)
            self.acked = msgspec.json.decode(body)["last_n"]
        await self._line.close()


class Ask(Struct, frozen=True):
    """What a crowd asks for, over so many connections; each asks again `every_s` after it was answered."""

    method: str
    path: str
    body: bytes
    connections: int
    every_s: float


class Got(Struct):
    """How often which status came; and what should not have come."""

    statuses: Counter[int] = msgspec.field(default_factory=Counter)
    bad: list[str] = []

    @property
    def shed(self) -> float:
        """The share that was told to come back."""
        return self.statuses[503] / max(1, self.statuses.total())


class Flood:
    """Crowds in a process of their own, who do not do as they are told: they come again soon, whatever they hear."""

    def __init__(self, port: int, token: str, asks: dict[str, Ask]) -> None:
        self._here, there = engine.context().Pipe()
        self._process = engine.context().Process(target=_flood, args=(port, token, asks, there))

    def start(self) -> None:
        """Begin; returns when it is about to."""
        self._process.start()
        assert self._here.recv() == "ready"

    def stop(self) -> dict[str, Got]:
        """End it; what came of it."""
        self._here.send("stop")
        found: dict[str, Got] = self._here.recv()
        self._process.join()
        return found


def _flood(port: int, token: str, asks: dict[str, Ask], there: Any) -> None:
    async def work() -> dict[str, Got]:
        got = {name: Got() for name in asks}
        tasks = [
            asyncio.create_task(_ask(port, token, ask, got[name])) for name, ask in asks.items()
            for _ in range(ask.connections)
        ]  # fmt: skip
        there.send("ready")
        await asyncio.to_thread(there.recv)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return got

    there.send(asyncio.run(work()))


async def _ask(port: int, token: str, ask: Ask, got: Got) -> None:
    line = Line(port, token)
    try:
        while True:
            status, headers, body = await line.ask(ask.method, ask.path, ask.body)
            got.statuses[status] += 1
            if status not in {200, 503} or (status == 503 and not _is_whole(headers, body)):
                got.bad.append(f"{status} {headers} {body[:200]!r}")
            await asyncio.sleep(ask.every_s)
    except Exception as error:  # noqa: BLE001  (told to the test, which is in another process)
        got.bad.append(repr(error))
    finally:
        await line.close()


def _is_whole(headers: dict[str, str], body: bytes) -> bool:
    """Whether a refusal says when to come back, why in both languages, and what to do."""
    answer = msgspec.json.decode(body)
    error = answer["error"]
    said = error["code"] == "busy" and error["en"] and error["zh"] and error["choices"] == ["retry"]
    return bool(said) and 1 <= int(headers["retry-after"]) == answer["retry_after"] <= 10
