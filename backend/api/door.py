"""What uvicorn leaves open: how much and how long a peer may send before a request is there, and may leave unread.

The parser of HTTP has no limit on headers of its own, and a peer that stops reading is held for ever.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

HEADER_BYTES_MAX = 32 * 1024
REQUEST_S_MAX = 30.0
"""From the connection, or the first byte of a later request, to the last byte of the body."""
UNREAD_S_MAX = 8.0
"""A peer whose buffer has not shrunk for so long is cut off. The kernel does so too, where it can be told."""
STREAM = "tote.stream"
"""The extension of an ASGI scope where a socket can be written to without a task."""
_TEXT = 0x81

if TYPE_CHECKING:
    _Base = asyncio.Protocol
else:
    _Base = object


class _Patience(_Base):
    """Cuts off a peer that takes nothing of what waits for it."""

    transport: asyncio.Transport
    loop: asyncio.AbstractEventLoop
    _unread: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        """Its buffer is full: watch it."""
        super().pause_writing()
        self._watch(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """It reads."""
        super().resume_writing()
        self._unwatch()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone."""
        super().connection_lost(exc)
        self._unwatch()

    def _watch(self, left: int) -> None:
        self._unwatch()
        self._unread = self.loop.call_later(UNREAD_S_MAX, self._look, left)

    def _look(self, left: int) -> None:
        now = self.transport.get_write_buffer_size()
        if now < left:
            self._watch(now)
        else:
            self.transport.abort()

    def _unwatch(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None


class HttpDoor(_Patience, HttpToolsProtocol):
    """HTTP/1.1, with a bound on the size of a head and on the time that a request takes to arrive."""

    _in_head = True
    _head_bytes = 0
    _seen = 0
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A peer is here."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone."""
        super().connection_lost(exc)
        self._arrived()

    def data_received(self, data: bytes) -> None:
        """Some bytes of it: a head that does not end is counted here, one that does where it is parsed."""
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > HEADER_BYTES_MAX and not self.transport.is_closing():
            self.send_400_response("The head is too large.")

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0
        if self._late is None:
            self._expect()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header is whole. What is raised here ends the connection with 400."""
        super().on_header(name, value)
        self._seen += len(name) + len(value)
        if self._seen > HEADER_BYTES_MAX:
            raise ValueError("the head is too large")

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head, self._seen = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The body too."""
        self._arrived()
        super().on_message_complete()

    def _expect(self) -> None:
        self._late = self.loop.call_later(REQUEST_S_MAX, self.transport.abort)

    def _arrived(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class StreamDoor(_Patience, WebSocketsSansIOProtocol):
    """A WebSocket that takes a frame at once when nothing waits, without a task and without making it anew."""

    async def run_asgi(self) -> None:
        """Serve it."""
        extensions: dict[str, Any] = self.scope["extensions"]
        extensions[STREAM] = self
        await super().run_asgi()

    def refused(self) -> None:
        """The handshake was answered with an HTTP status: uvicorn would log that as a fault of ours."""
        self.handshake_complete = True

    def write_now(self, wire: bytes) -> bool:
        """Write a whole frame, unless bytes wait or the socket is not open."""
        ready = self.handshake_complete and not (self.close_sent or self.disconnected or self.transport.is_closing())
        if not ready or self.transport.get_write_buffer_size():
            return False
        self.transport.write(wire)
        return True


def text_frame(text: bytes) -> bytes:
    """An unmasked, final text frame (RFC 6455 section 5.2); the same for every peer, since nothing is compressed."""
    size = len(text)
    if size < 126:  # noqa: PLR2004
        return bytes((_TEXT, size)) + text
    if size < 1 << 16:
        return bytes((_TEXT, 126)) + size.to_bytes(2, "big") + text
    return bytes((_TEXT, 127)) + size.to_bytes(8, "big") + text
