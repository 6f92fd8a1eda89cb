"""A house that sells: two sales people with phones, a lead and a manager, pens in stock, and a clock to be set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend.domain.stock.lease import Lease
from backend.domain.stock.rows import StockPosition
from backend.ops.customer.add import CustomerAdd
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.product.add import ProductAdd
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.ops.stock.receive import StockReceive
from backend.store import rows as stored
from backend.store.engine import Store
from backend.store.tables import METADATA
from backend.sync import fold, verify
from backend.sync.service import OwnOp, Sync
from tests.sync.conftest import Json, Phone, people

NOON = 1_795_400_000_000
HOUR = 3_600_000
ON_HAND = 100
SECRET = b"a secret for tests only, 32 bytes"


class House:
    """What a test holds: the engine, its clock, and the phones."""

    def __init__(self, sync: Sync) -> None:
        self.sync = sync
        self.now = NOON
        self.luc = Phone(sync, "luc", "phone-luc")
        self.mei = Phone(sync, "mei", "phone-mei")
        self.priya = Phone(sync, "priya", "desk-priya")
        self.ingrid = Phone(sync, "ingrid", "desk-ingrid")

    async def lease(self, id_: str = "l1", demand: int = 5, phone: Phone | None = None) -> Json:
        """Have stock set aside for a phone; returns the outcome."""
        phone = phone or self.luc
        body = {
            "lease": id_, "device": phone.device, "person": phone.person, "warehouse": "ROT", "product": "PEN",
            "demand": demand, "hours": 6,
        }  # fmt: skip
        (outcome,) = await phone.outcomes(phone.op("lease.grant", body))
        return outcome

    def order(self, id_: str, units: int, *uses: tuple[str, int], phone: Phone | None = None, **more: Any) -> bytes:
        """An order that a phone has taken offline."""
        phone = phone or self.luc
        line = {
            "product": "PEN",
            "quantity": units,
            "unit_price": 20,
            "leases": [{"lease": use, "quantity": n} for use, n in uses],
        }
        body = {
            "order": id_, "number": id_, "customer": "c1", "rep": phone.person, "warehouse": "ROT", "lines": [line],
            "total": 100, "placed_at": NOON, "ship_street": "Kade 1", "ship_city": "R", "ship_zip": "1",
            "ship_country": "NL", "payment": "paid",
        }  # fmt: skip
        return phone.op("order.place@2", {**body, **more})

    async def row(self, kind: type[Any], id_: str) -> Any:
        """A row as it is stored."""
        found = await self.sync.store.read(lambda c: stored.load(c, kind, "id", [id_]))
        return found[0]

    async def books(self) -> tuple[int, int, int]:
        """Reserved, leased and free pens."""
        position = await self.row(StockPosition, "ROT/PEN")
        return position.reserved, position.leased, position.free

    async def state(self, id_: str = "l1") -> str:
        """The state of a lease."""
        lease: Lease = await self.row(Lease, id_)
        return lease.state

    async def check(self) -> None:
        """The tables agree with each other, and with the log of ops folded anew."""
        assert await self.sync.store.read(verify.differences) == []
        assert await self.sync.store.read(_folded) == []


def _folded(live: sa.Connection) -> list[str]:
    with sa.create_engine("sqlite://").connect() as empty:
        return [*fold.fold(live, empty), *fold.compare(live, empty)]


Sell = Callable[[House], Coroutine[Any, Any, None]]


def engine(store: Store, clock: Callable[[], int]) -> Sync:
    """An engine over a store, as after a start of the server."""
    return Sync(store, lambda _connection, _device: frozenset({"system"}), clock, secret=SECRET)


def sell(path: Path, work: Sell) -> None:
    """Run a coroutine function against a house on a new database."""

    async def body() -> None:
        store = Store(path / "tote.db")
        await store.write(METADATA.create_all)
        sync = engine(store, lambda: NOON)
        await sync.start()
        try:
            await people(sync)
            await _furnish(sync)
            house = House(sync)
            sync.clock = lambda: house.now
            await work(house)
            await house.check()
        finally:
            await sync.stop()
            await store.close()

    asyncio.run(body())


async def _furnish(sync: Sync) -> None:
    ops = [
        PeopleAdd(person="luc", name="Luc"), PeopleAdd(person="mei", name="Mei"),
        PeopleGrant(grant="g-luc", person="luc", role="sales"), PeopleGrant(grant="g-mei", person="mei", role="sales"),
        CustomerAdd(customer="c1", number="1", name="Vos", rep="luc", credit_limit=100_000),
        ProductAdd(product="PEN", name_en="Pen", name_zh="笔", product_class="", weight_g=5, lot_tracked=False),
        StockAddLocations(warehouse="ROT", locations=(NewLocation(code="A-01"),)),
        StockReceive(warehouse="ROT", location="ROT/A-01", product="PEN", quantity=ON_HAND),
    ]  # fmt: skip
    outcomes = await sync.record("sys:test", [OwnOp(op) for op in ops])
    assert {o.out for o in outcomes} == {"applied"}, outcomes
