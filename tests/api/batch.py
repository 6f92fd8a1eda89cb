"""Ops of a device, chained and signed as the app does it, over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec

from backend.sync import chain, signature
from tests.api.scanner import Scanner


class Batch:
    """The next ops of a device; `ops` may be changed behind the signature's back."""

    def __init__(self, scanner: Scanner, prev_h: bytes = chain.START, first_n: int = 1) -> None:
        self.scanner, self.prev_h, self.h, self.n = scanner, prev_h, prev_h, first_n - 1
        self.ops: list[bytes] = []

    def add(self, kind: str, body: dict[str, Any], author: str = "") -> Batch:
        self.n += 1
        who = author or self.scanner.session["person"]["id"]
        op = {
            "n": self.n,
            "id": f"{self.scanner.id}-{self.n}",
            "kind": f"{kind}@1",
            "author": who,
            "wall": 0,
            "body": body,
        }
        self.ops.append(msgspec.json.encode(op))
        self.h = chain.link(self.h, self.ops[-1])
        return self

    @property
    def sig(self) -> str:
        return self.scanner.sign(signature.op_text(self.scanner.id or "", self.n, self.h))

    def frame(self, **changed: Any) -> bytes:
        ops = [msgspec.Raw(op) for op in changed.pop("ops", self.ops)]
        whole = {"device": self.scanner.id, "prev_h": self.prev_h.hex(), "ops": ops, "sig": self.sig} | changed
        return msgspec.json.encode(whole)

    async def send(self, by: Scanner | None = None, **changed: Any) -> httpx.Response:
        one = by or self.scanner
        return await one.http.post("/api/sync/push", content=self.frame(**changed), headers=one.bearer)

    async def drop(self, **changed: Any) -> httpx.Response:
        return await self.scanner.http.post("/api/sync/drop", content=self.frame(**changed))
