"""Many open streams in a process of their own, which look at nothing they are sent: the crowd around a measurement.

`python -m backend.lab.bench.listeners PORT` reads one hello a line, opens a stream for each, and says so in a line of
its own; it ends with its standard input. Parsing what comes would take the processor that the server is measured on.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from websockets.client import ClientProtocol
from websockets.http11 import Response
from websockets.typing import Origin
from websockets.uri import parse_uri

OPEN_AT_ONCE = 20
OPEN_S_MAX = 30.0
LINE_BYTES_MAX = 1 << 20


class Listener(asyncio.Protocol):
    """One stream: it shakes hands, says hello, and drops what comes after the first message."""

    def __init__(self, port: int, hello: str) -> None:
        uri = parse_uri(f"ws://127.0.0.1:{port}/api/sync/live")
        self._peer, self._hello = ClientProtocol(uri, origin=Origin(f"http://127.0.0.1:{port}")), hello
        self.open: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Ask for the upgrade."""
        self._transport = transport
        self._peer.send_request(self._peer.connect())
        self._flush()

    def data_received(self, data: bytes) -> None:
        """Until the first message has come it is read; from then on it is only taken off the wire."""
        if self.open.done():
            return
        self._peer.receive_data(data)
        for event in self._peer.events_received():
            if isinstance(event, Response):
                self._peer.send_text(self._hello.encode())
                self._flush()
            elif not self.open.done():
                self.open.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """It was cut off: what is measured would not be what it is called."""
        if not self.open.done():
            self.open.set_exception(exc or ConnectionError("the server hung up"))

    def _flush(self) -> None:
        assert self._transport is not None
        for data in self._peer.data_to_send():
            self._transport.write(data)


@asynccontextmanager
async def listening(port: int, hellos: Sequence[str]) -> AsyncIterator[None]:
    """So many streams are open while this lasts."""
    command = (sys.executable, "-m", "backend.lab.bench.listeners", str(port))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{hello}\n" for hello in (*hellos, "")).encode())
    await process.stdin.drain()
    said = await process.stdout.readline()
    try:
        assert said == b"open\n", "the crowd of listeners could not be gathered"
        yield
    finally:
        process.stdin.close()
        await process.wait()


async def _main(port: int) -> None:
    loop, room = asyncio.get_running_loop(), asyncio.Semaphore(OPEN_AT_ONCE)
    stdin = asyncio.StreamReader(LINE_BYTES_MAX)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdin), sys.stdin)

    async def listen(hello: str) -> None:
        async with room, asyncio.timeout(OPEN_S_MAX):
            _, listener = await loop.create_connection(lambda: Listener(port, hello), "127.0.0.1", port)
            await listener.open

    hellos: list[str] = []
    while line := (await stdin.readline()).decode().strip():
        hellos.append(json.dumps(json.loads(line)))
    await asyncio.gather(*(listen(hello) for hello in hellos))
    print("open", flush=True)  # noqa: T201  (the parent waits for it)
    await stdin.read()


if __name__ == "__main__":
    import uvloop

    uvloop.run(_main(int(sys.argv[1])))
