"""A store on disk, an engine over it, and people to act."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import msgspec
import pytest

from backend.store.engine import Store
from backend.store.tables import METADATA
from backend.sync import chain
from backend.sync.service import Caller, OwnOp, Sync


class Phone:
    """A device as a test drives it: numbers its ops and keeps the chain."""

    def __init__(self, sync: Sync, person: str, device: str = "phone-1") -> None:
        self.sync, self.caller = sync, Caller(person, device, f"sid-{device}")
        self.device, self.person, self.n, self.h = device, person, 0, chain.START

    def op(self, kind: str, body: dict[str, Any], **more: Any) -> bytes:
        self.n += 1
        raw = msgspec.json.encode({
            "n": self.n, "id": f"{self.device}-{self.n}", "kind": f"{kind}@1", "author": self.person, "wall": 0, "body": body, **more,
        })  # fmt: skip
        self.h = chain.link(self.h, raw)
        return raw

    def frame(self, *ops: bytes, **more: Any) -> bytes:
        return msgspec.json.encode({"device": self.device, "ops": [msgspec.Raw(o) for o in ops], **more})

    async def push(self, *ops: bytes, **more: Any) -> tuple[int, Any]:
        got = await self.sync.push(self.frame(*ops, **more), self.caller)
        return got.status, msgspec.json.decode(got.body)

    async def pull(self, **cursors: int) -> Any:
        body = msgspec.json.encode({"device": self.device, "cursors": {k.replace("_", ":"): v for k, v in cursors.items()}})
        got = await self.sync.pull(body, self.caller)
        assert got.status == 200, got.body
        return msgspec.json.decode(got.body)


Run = Callable[[Callable[[Sync], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def run(tmp_path: Any) -> Run:
    """Runs a coroutine function against an engine on a new database."""

    async def body(work: Callable[[Sync], Coroutine[Any, Any, None]]) -> None:
        store = Store(tmp_path / "tote.db")
        await store.write(METADATA.create_all)
        sync = Sync(store, lambda _c, _d: frozenset({"system"}))
        await sync.start()
        try:
            await work(sync)
        finally:
            await sync.stop()
            await store.close()

    return lambda work: asyncio.run(body(work))


__all__ = ["AsyncIterator", "OwnOp", "Phone", "Run"]
