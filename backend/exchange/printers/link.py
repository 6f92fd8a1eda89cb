"""One connection to a printer: ask how it is, send a label, see it through. Every step has its time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from msgspec import Struct

from backend.exchange.printers import status
from backend.exchange.printers.address import Trouble
from backend.exchange.printers.status import Status

CHUNK = 4096
ANSWER_BYTES_MAX = 4096


class Times(Struct, frozen=True):
    """How long what may take, in seconds."""

    connect_s: float = 5.0
    answer_s: float = 3.0
    """To `~HS`: a printer answers within a few hundred milliseconds, over wireless too."""
    chunk_s: float = 60.0
    """For 4 kB to be taken: a printer whose buffer is full takes none until a label is out."""
    finish_s: float = 5.0
    """Until a printer that tells nothing has closed its side."""
    look_s: float = 0.25
    """Between two questions while a label comes out."""
    stuck_s: float = 600.0
    """Without any label coming out. Somebody fetches a new roll in less."""
    rest_s: float = 2.0
    """Before a printer that was not ready is asked again; doubled each time."""
    rest_s_most: float = 20.0
    idle_s: float = 60.0
    """Between two looks at a printer for which nothing waits."""
    again_s: float = 5.0
    """Before a label that was broken off is sent again; three times as long after each further time."""


class Link:
    """A connection that is open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, times: Times) -> None:
        self._reader, self._writer, self._times = reader, writer, times

    @classmethod
    async def open(cls, address: str, port: int, times: Times) -> Link:
        """Connect. Raises Trouble: `turned_away` or `no_answer`."""
        try:
            async with asyncio.timeout(times.connect_s):
                opened = await asyncio.open_connection(address, port)
        except ConnectionRefusedError as error:
            raise Trouble("turned_away") from error
        except (OSError, TimeoutError) as error:
            raise Trouble("no_answer") from error
        return cls(*opened, times)

    async def close(self) -> None:
        """Let go of it."""
        self._writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(self._times.finish_s):
                await self._writer.wait_closed()

    async def ask(self) -> Status | None:
        """How the printer is; none if it does not say so in time. Raises Trouble `dropped` when it hangs up."""
        try:
            self._writer.write(status.ASK)
            async with asyncio.timeout(self._times.answer_s):
                answer = await self._answer()
        except TimeoutError:
            return None
        except OSError as error:
            raise Trouble("dropped") from error
        return status.parse(answer)

    async def _answer(self) -> bytes:
        await self._writer.drain()
        answer = b""
        while not status.is_whole(answer) and len(answer) < ANSWER_BYTES_MAX:
            more = await self._reader.read(ANSWER_BYTES_MAX)
            if not more:
                raise ConnectionResetError
            answer += more
        return answer

    async def send(self, label: bytes) -> None:
        """Hand over all bytes. Raises Trouble `dropped`, or `stuck` where it takes no more."""
        try:
            for start in range(0, len(label), CHUNK):
                self._writer.write(label[start : start + CHUNK])
                async with asyncio.timeout(self._times.chunk_s):
                    await self._writer.drain()
        except TimeoutError as error:
            raise Trouble("stuck") from error
        except OSError as error:
            raise Trouble("dropped") from error

    async def part(self) -> None:
        """The end of what is sent to a printer that tells nothing: it has all if it does not break off."""
        try:
            self._writer.write_eof()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._times.finish_s):
                    while await self._reader.read(ANSWER_BYTES_MAX):
                        pass
        except OSError as error:
            raise Trouble("dropped") from error

    async def see_out(self, told: Callable[[Status | None], Awaitable[None]]) -> None:
        """Wait until the printer has printed what it took, and tell how it is meanwhile. Raises Trouble."""
        loop = asyncio.get_running_loop()
        left, since = -1, loop.time()
        while True:
            found = await self.ask()
            await told(found)
            if found is not None and found.left == 0:
                return
            if found is not None and found.left != left:
                left, since = found.left, loop.time()
            if loop.time() - since > self._times.stuck_s:
                raise Trouble("stuck")
            await asyncio.sleep(self._times.look_s)
