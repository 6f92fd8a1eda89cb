"""A device that puts load on a server over HTTP and the live socket, as fast as it is answered."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from backend.domain.ids import uuid7

Json = dict[str, Any]


def call(url: str, body: Json | msgspec.Raw | None = None, token: str = "", timeout_s: float = 60) -> bytes:
    """One HTTP request; gunzipped if it came so."""
    headers = {"Content-Type": "application/json", "X-Tote": "1"} | (
        {"Authorization": f"Bearer {token}"} if token else {}
    )
    request = urllib.request.Request(url, None if body is None else msgspec.json.encode(body), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=timeout_s) as answer:  # noqa: S310
        raw: bytes = answer.read()
    return gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw


@dataclass
class Device:
    """One signed-in device with an open stream."""

    base: str
    person: str
    token: str
    id: str
    n: int = 0
    socket: ClientConnection | None = None
    pages: asyncio.Queue[tuple[float, Json]] = field(default_factory=asyncio.Queue)
    answers: asyncio.Queue[tuple[float, Json]] = field(default_factory=asyncio.Queue)
    reader: asyncio.Task[None] | None = None

    @classmethod
    async def sign_in(cls, base: str, login: str, password: str, name: str) -> Device:
        """Sign in with a password, as a new device."""
        body = {"login": login, "password": password, "device": {"id": None, "name": name, "kind": "handheld"}}
        got = json.loads(await asyncio.to_thread(call, f"{base}/api/auth/sign-in", body))
        return cls(base, got["person"]["id"], got["access"], got["device"])

    def op(self, kind: str, body: Json) -> bytes:
        """The next op, encoded."""
        self.n += 1
        wall = time.time_ns() // 1_000_000
        return msgspec.json.encode({
            "n": self.n, "id": uuid7(wall, os.urandom(10)), "kind": f"{kind}@1", "author": self.person, "wall": wall,
            "body": body,
        })  # fmt: skip

    async def pull(self, cursors: dict[str, int]) -> Json:
        """Pull over HTTP."""
        raw = await asyncio.to_thread(
            call, f"{self.base}/api/sync/pull", {"device": self.id, "cursors": cursors}, self.token
        )
        answer: Json = json.loads(raw)
        return answer

    async def newest(self) -> dict[str, int]:
        """Where the scopes of this person stand."""
        return {scope: seq for scope, (seq, _) in (await self.pull({}))["digest"].items()}

    def hello(self, cursors: dict[str, int]) -> str:
        """The first message of a stream."""
        return json.dumps({"t": "hello", "token": self.token, "device": self.id, "cursors": cursors})

    async def snapshot(self, scope: str) -> list[Any]:
        """Fetch a scope whole; returns its lines, parsed."""
        raw = await asyncio.to_thread(call, f"{self.base}/api/sync/snapshot/{scope}", None, self.token)
        return [msgspec.json.decode(line) for line in raw.splitlines()]

    async def open(self) -> None:
        """Open the live stream from the newest state."""
        hello = self.hello(await self.newest())
        self.socket = await connect(
            self.base.replace("http", "ws", 1) + "/api/sync/live", origin=Origin(self.base), compression=None
        )
        await self.socket.send(hello)
        await self.socket.recv()
        self.reader = asyncio.create_task(self._read(self.socket))

    async def _read(self, socket: ClientConnection) -> None:
        async for text in socket:
            at = time.perf_counter()
            message = msgspec.json.decode(text)
            if message["t"] == "outcomes":
                self.answers.put_nowait((at, message))
            elif message["t"] == "page":
                self.pages.put_nowait((at, message))

    async def push(self, ops: list[bytes]) -> tuple[float, Json]:
        """Push over the stream; returns when the answer came, and the answer."""
        await self.send(ops)
        return await self.answer()

    async def send(self, ops: list[bytes]) -> None:
        """Push over the stream, and wait for no answer."""
        assert self.socket is not None
        frame = {"t": "push", "device": self.id, "grant_v": 1_000_000, "ops": [msgspec.Raw(o) for o in ops]}
        await self.socket.send(msgspec.json.encode(frame), text=True)

    def empty(self) -> None:
        """Forget the pages that have come."""
        while not self.pages.empty():
            self.pages.get_nowait()

    async def post(self, path: str, body: bytes) -> bytes:
        """One HTTP request with a body that is encoded already."""
        return await asyncio.to_thread(call, self.base + path, msgspec.Raw(body), self.token)

    async def answer(self) -> tuple[float, Json]:
        """The next answer to a push: when it came, and what it says."""
        at, message = await self.answers.get()
        assert message["status"] == 200, message  # noqa: PLR2004
        return at, message["answer"]

    async def close(self) -> None:
        """Hang up."""
        if self.reader:
            self.reader.cancel()
        if self.socket:
            await self.socket.close()
