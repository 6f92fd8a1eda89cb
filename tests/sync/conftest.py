"""A store on disk, an engine over it, and people to act."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.store.engine import Store
from backend.sync import chain, signature
from backend.sync.service import Caller, OwnOp, Sync

Json = dict[str, Any]


class Phone:
    """A device as a test drives it: numbers its ops and keeps the chain."""

    def __init__(self, sync: Sync, person: str, device: str = "phone-1") -> None:
        self.sync, self.caller = sync, Caller(person, device, f"sid-{device}")
        self.device, self.person, self.n, self.h = device, person, 0, chain.START

    def op(self, kind: str, body: Json, **more: Any) -> bytes:
        """The bytes of this device's next op."""
        self.n += 1
        frame = {
            "n": self.n,
            "id": f"{self.device}-{self.n}",
            "kind": kind if "@" in kind else f"{kind}@1",
            "author": self.person,
            "wall": 0,
        }
        raw = msgspec.json.encode({**frame, "body": body, **more})
        self.h = chain.link(self.h, raw)
        return raw

    def sign_with(self, key: ec.EllipticCurvePrivateKey) -> str:
        """The signature over all ops so far."""
        der = key.sign(signature.op_text(self.device, self.n, self.h).encode(), ec.ECDSA(hashes.SHA256()))
        r, s = decode_dss_signature(der)
        return signature.encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))

    async def push(self, *ops: bytes, **more: Any) -> tuple[int, Json]:
        """Push ops as they are; returns status and answer."""
        body = msgspec.json.encode({"device": self.device, "ops": [msgspec.Raw(o) for o in ops], **more})
        got = await self.sync.push(body, self.caller)
        return got.status, msgspec.json.decode(got.body)

    async def outcomes(self, *ops: bytes, **more: Any) -> list[Json]:
        """Push ops that are taken; returns their outcomes."""
        status, answer = await self.push(*ops, **more)
        assert status == 200, answer
        outcomes: list[Json] = answer["outcomes"]
        return outcomes

    async def pull(self, cursors: dict[str, int] | None = None) -> Json:
        """Pull from the given cursors."""
        got = await self.sync.pull(msgspec.json.encode({"device": self.device, "cursors": cursors or {}}), self.caller)
        answer: Json = msgspec.json.decode(got.body)
        assert got.status == 200, answer
        return answer


Work = Callable[[Sync], Coroutine[Any, Any, None]]
Run = Callable[[Work], None]


async def people(sync: Sync) -> None:
    """Two warehouses; ana picks and priya leads in ROT, wei picks in SZX, ingrid manages."""
    warehouses = [
        StockAddWarehouse(warehouse=w, name_en=w, name_zh=w, company_prefix=f"952123{i}")
        for i, w in enumerate(["ROT", "SZX"])
    ]
    roles = {
        "ana": ("picker", "ROT"),
        "priya": ("lead", "ROT"),
        "wei": ("picker", "SZX"),
        "ingrid": ("manager", ""),
        "sam": ("admin", ""),
        "ada": ("admin", ""),
    }
    ops = [OwnOp(w) for w in warehouses]
    ops += [OwnOp(PeopleAdd(person=p, name=p.title())) for p in roles]
    ops += [OwnOp(PeopleGrant(grant=f"g-{p}", person=p, role=r, warehouse=w)) for p, (r, w) in roles.items()]  # type: ignore[arg-type]
    outcomes = await sync.record("sys:init", ops)
    assert {o.out for o in outcomes} == {"applied"}, outcomes


@pytest.fixture
def run(address: str) -> Run:
    """Runs a coroutine function against an engine on a new database with people in it, on SQLite and on PostgreSQL."""

    async def body(work: Work) -> None:
        store = Store(address)
        sync = Sync(
            store, lambda _connection, _device: frozenset({"system"}), secret=b"a secret for tests only, 32 bytes"
        )
        await sync.start()
        try:
            await people(sync)
            await work(sync)
        finally:
            await sync.stop()
            await store.close()

    return lambda work: asyncio.run(body(work))
