"""What a peer may send, and leave unread, before it is cut off: over a real port, with the limits made small."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import websockets
from websockets.asyncio.client import connect

from backend.api import door
from backend.api.sockets import Sockets
from tests.api import test_live as live
from tests.api.test_live import Served

served = live.served
DEADLINE_S = 20


@pytest.fixture
def peer(served: Served) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", served.port), timeout=DEADLINE_S) as one:
        yield one


def everything(one: socket.socket) -> bytes:
    """What comes until the other side ends it."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while data := one.recv(65536):
            got += data
    return got


def pour(one: socket.socket, piece: bytes) -> bytes:
    """Send a piece again and again until the other side has had enough; 64 MB would break the promise."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for _ in range(64 * 1024 * 1024 // len(piece)):
            one.sendall(piece)
        raise AssertionError("it takes whatever comes")
    return everything(one)


@pytest.mark.parametrize(
    ("begin", "piece"),
    [
        (b"GET / HTTP/1.1\r\n", b"X-Fill: " + b"x" * 8000 + b"\r\n"),
        (b"GET / HTTP/1.1\r\nX-Long: ", b"x" * 8000),
        (b"GET /", b"x" * 8000),
        (b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX-Long: ", b"x" * 8000),
    ],
    ids=["many headers", "one header", "the address", "a second request"],
)
def test_a_head_without_end_is_cut_off(peer: socket.socket, begin: bytes, piece: bytes) -> None:
    peer.sendall(begin)
    assert b"200 OK" not in pour(peer, piece)[-200:]


def test_a_large_head_in_one_piece_is_refused(peer: socket.socket) -> None:
    peer.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Fill: " + b"x" * door.HEADER_BYTES_MAX + b"\r\n\r\n")
    assert everything(peer).startswith(b"HTTP/1.1 400")


def test_a_head_of_a_usual_size_is_taken_again_and_again(peer: socket.socket) -> None:
    request = b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Fill: " + b"x" * 20_000 + b"\r\n\r\n"
    for _ in range(5):
        peer.sendall(request)
        got = b""
        while not got.endswith(b'{"alive":true}'):
            piece = peer.recv(65536)
            assert piece, got
            got += piece


@pytest.mark.parametrize(
    "sent", [b"", b"GET /healthz HT", b"POST /api/sync/push HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{"]
)
def test_who_does_not_finish_a_request_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    monkeypatch.setattr(door, "REQUEST_S_MAX", 0.3)
    with socket.create_connection(("127.0.0.1", served.port), timeout=DEADLINE_S) as one:
        one.sendall(sent)
        everything(one)


def test_who_is_slow_but_there_is_served(peer: socket.socket) -> None:
    for byte in b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n":
        peer.sendall(bytes([byte]))
    assert peer.recv(65536).startswith(b"HTTP/1.1 200")


def test_who_leaves_all_unread_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's own timeout is longer than this one here, and is not there on every system."""
    monkeypatch.setattr(door, "UNREAD_S_MAX", 0.3)
    request = b"GET /api/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.settimeout(DEADLINE_S)
        one.connect(("127.0.0.1", served.port))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(10_000):
                one.sendall(request * 100)
            raise AssertionError("it is held for ever")


def test_as_many_sockets_as_are_allowed_and_then_503(served: Served) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        async with live.socket(served) as one:
            await one.send(live.hello(session))
            await live.next_of(one, "page")
            two = await live.socket(served)
            await two.send(live.hello(session))
            await live.next_of(two, "page")
            with pytest.raises(websockets.InvalidStatus) as refused:
                async with live.socket(served):
                    pass
            assert refused.value.response.status_code == 503
            assert refused.value.response.headers["retry-after"]
            await two.close()
        async with asyncio.timeout(DEADLINE_S), live.socket(served) as ws:
            await ws.send(live.hello(session))
            await live.next_of(ws, "page")

    served.person("sam")
    object.__setattr__(served.parts, "sockets", Sockets(2))
    asyncio.run(work())


def test_who_has_not_said_hello_takes_half_of_the_places() -> None:
    places = Sockets(4)
    with places.one() as greeted, places.one():
        assert places.full
        greeted()
        assert not places.full
        with places.one():
            assert places.full
    assert (places.open, places.waiting) == (0, 0)


def test_a_push_under_way_is_answered_before_the_server_ends(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        session = served.sign_in("sam")
        async with live.socket(served) as ws:
            await ws.send(live.hello(session))
            await live.next_of(ws, "page")
            held, go_on = threading.Event(), threading.Event()
            store = served.parts.store
            begin = store.write_now

            def slowly(work: Any) -> Any:
                held.set()
                go_on.wait(DEADLINE_S)
                return begin(work)

            monkeypatch.setattr(served.parts.sync.road._committer._locks, "_begin", slowly)
            body = {"person": "new", "name": "New", "language": "en"}
            op = {"n": 1, "id": "one", "kind": "people.add@1", "author": "sam", "wall": 0, "body": body}
            await ws.send(msgspec.json.encode({"t": "push", "device": session["device"], "ops": [op]}).decode())
            await asyncio.to_thread(held.wait, DEADLINE_S)
            stopping = asyncio.create_task(asyncio.to_thread(served.stop))
            await asyncio.sleep(0.1)
            go_on.set()
            assert (await live.next_of(ws, "outcomes"))["status"] == 200
            assert (await live.next_of(ws, "bye"))["reason"] == "restart"
            assert await live.ending(ws) == 1012
            await stopping

    served.person("sam")
    asyncio.run(work())


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 70_000])
def test_a_shared_frame_is_read_by_any_client(size: int) -> None:
    async def work() -> None:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            key = next(x.split(": ")[1] for x in head.split("\r\n") if x.lower().startswith("sec-websocket-key"))
            accepted = websockets.utils.accept_key(key)
            writer.write(
                b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                b"Sec-WebSocket-Accept: " + accepted.encode() + b"\r\n\r\n" + door.text_frame(b"x" * size)
            )
            await writer.drain()
            await reader.read()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}/", compression=None, close_timeout=0.1) as ws:
            assert await ws.recv() == "x" * size
        server.close()

    asyncio.run(asyncio.wait_for(work(), DEADLINE_S))


def test_a_write_at_once_keeps_its_place_behind_what_waits() -> None:
    class Transport:
        def __init__(self) -> None:
            self.waits, self.written = 1, b""

        def get_write_buffer_size(self) -> int:
            return self.waits

        def is_closing(self) -> bool:
            return False

        def write(self, data: bytes) -> None:
            self.written += data

    one = object.__new__(door.StreamDoor)
    one.transport = transport = Transport()  # type: ignore[assignment]
    one.handshake_complete, one.close_sent, one.disconnected = True, False, False
    assert not one.write_now(b"x")
    transport.waits = 0
    assert one.write_now(b"y")
    one.close_sent = True
    assert not one.write_now(b"z")
    assert transport.written == b"y"
