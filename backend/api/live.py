"""`WS /api/sync/live`: the token comes in the first message, never in the address; the socket lives as long as it."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import msgspec
from litestar import WebSocket, websocket
from litestar.exceptions import WebSocketDisconnect, WebSocketException
from msgspec import Struct

from backend.api.auth import gate
from backend.api.auth.sessions import SignedIn
from backend.api.door import STREAM, StreamDoor, text_frame
from backend.api.errors import Problem
from backend.api.origin import check_origin
from backend.api.parts import Parts, parts_of
from backend.sync.bucket import Bucket
from backend.sync.frames import Frame
from backend.sync.stream import GONE, SIGNED_OUT, WIPE

HELLO_S_MAX = 5.0
TOKENS_PER_S, TOKENS_MAX = 0.2, 5
FULL_RETRY_AFTER_S = 5
AnySocket = WebSocket[Any, Any, Any]


class _Frame(Struct):
    """What this side needs of a message."""

    t: str = ""
    token: str = ""


class LiveSocket:
    """A socket as the hub sees it. Messages with a new token stay here; when the token runs out, it is over."""

    def __init__(self, socket: AnySocket, parts: Parts, who: SignedIn, ends_s: int) -> None:
        self._socket, self._parts, self.who = socket, parts, who
        self._count_from_now(ends_s)
        self.closed: tuple[int, str] | None = None
        self._door = _door(socket)
        self._tokens = Bucket(TOKENS_PER_S, TOKENS_MAX)

    async def receive(self) -> str | bytes | None:
        """The next message for the engine; none when the peer has gone or its token has run out."""
        while True:
            if await self._parts.sessions.look(self.who.sid) is None:  # ended before the hub could know of this socket
                self.closed = (4401, "signed_out")
                return None
            try:
                async with asyncio.timeout_at(self._until()):
                    text = await receive(self._socket)
            except TimeoutError:
                self.closed = (4401, "token_expired")
                return None
            if text is None:
                return None
            frame = _peek(text)
            if frame.t != "token":
                return text
            await self._tokens.take()
            if not await self._renew(frame.token):
                self.closed = (4401, "bad_token")
                return None

    def _count_from_now(self, ends_s: int) -> None:
        self._ends_s = ends_s
        self._ends_at = asyncio.get_running_loop().time() + self._left_s

    @property
    def _left_s(self) -> float:
        return self._ends_s - self._parts.clock() / 1000

    def _until(self) -> float:
        """When the token has run out, in the time of the loop: should the clock be set back, it lives no longer."""
        return min(self._ends_at, asyncio.get_running_loop().time() + self._left_s)

    async def _renew(self, token: str) -> bool:
        try:
            who, ends_s = await gate.who(self._parts, token)
        except Problem:
            return False
        self._count_from_now(ends_s)
        return (who.person, who.device, who.sid) == (self.who.person, self.who.device, self.who.sid)

    def write(self, frame: Frame) -> bool:
        """Send a frame at once, if nothing waits."""
        if self._door is None:
            return False
        if frame.wire is None:
            frame.wire = text_frame(frame.text)
        return self._door.write_now(frame.wire)

    async def send(self, text: bytes) -> None:
        """Send one message as text."""
        await self._socket.send_data(text.decode(), mode="text")

    async def close(self, code: int, reason: str) -> None:
        """Close it."""
        self.closed = None
        await self._socket.close(code, reason)


async def receive(socket: AnySocket) -> str | None:
    """One text message; none when the peer has gone. Bytes are no part of the protocol and count as empty text."""
    try:
        return await socket.receive_data(mode="text")
    except WebSocketDisconnect:
        return None


def _peek(text: str | bytes) -> _Frame:
    try:
        return msgspec.json.decode(text, type=_Frame)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _Frame()


@websocket("/live", opt=gate.HELLO)
async def live_route(socket: AnySocket) -> None:
    """Serve one device until either side ends it."""
    try:
        check_origin(socket)
    except Problem as problem:
        raise WebSocketException(
            detail=problem.code, code=4403
        ) from None  # before the handshake: it is refused with 403
    parts = parts_of(socket)
    if parts.sockets.full:
        await _later(socket)
        return
    with parts.sockets.one() as greeted:
        await socket.accept()
        hello = await _hello(socket)
        live = await _greet(socket, parts, hello or "")
        if live is None:
            return
        greeted()
        await parts.sync.live(live, live.who.caller, (hello or "").encode())
        if live.closed:
            await _bye(socket, *live.closed)


async def _greet(socket: AnySocket, parts: Parts, hello: str) -> LiveSocket | None:
    """Whose socket it is, by the token of its first message; without a good one it is shown out."""
    frame = _peek(hello)
    if frame.t != "hello":
        await _bye(socket, 4400 if hello else 4401, "no_hello")
        return None
    try:
        who, ends_s = await gate.who(parts, frame.token)
    except Problem as problem:
        is_gone = WIPE in problem.choices
        await _bye(socket, *((GONE, WIPE) if is_gone else (SIGNED_OUT, problem.code)))
        return None
    return LiveSocket(socket, parts, who, ends_s)


async def _later(socket: AnySocket) -> None:
    """Refuse the handshake with 503: there are as many sockets as this process may have."""
    headers = [(b"retry-after", str(FULL_RETRY_AFTER_S).encode()), (b"content-length", b"0")]
    await socket.receive()
    await socket.send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await socket.send({"type": "websocket.http.response.body", "body": b"", "more_body": False})
    door = _door(socket)
    if door is not None:
        door.refused()


def _door(socket: AnySocket) -> StreamDoor | None:
    extensions: dict[str, Any] = socket.scope.get("extensions") or {}
    found = extensions.get(STREAM)
    return found if isinstance(found, StreamDoor) else None


async def _hello(socket: AnySocket) -> str | None:
    try:
        async with asyncio.timeout(HELLO_S_MAX):
            return await receive(socket)
    except TimeoutError:
        return None


async def _bye(socket: AnySocket, code: int, reason: str) -> None:
    with contextlib.suppress(Exception):  # the peer may have gone first
        await socket.send_data(msgspec.json.encode({"t": "bye", "reason": reason}).decode(), mode="text")
        await socket.close(code, reason)
