"""One order from intake to truck through the engine and the database, and all books still agree."""

from __future__ import annotations

from typing import Any

from backend.domain.row import ROWS
from backend.ops.customer.add import CustomerAdd
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.product.add import NewBarcode, ProductAdd
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.ops.stock.receive import StockReceive
from backend.store import rows as stored
from backend.sync.service import OwnOp, Sync
from backend.sync.verify import differences
from tests.sync.conftest import Json, Phone, Run
from tests.sync.test_fold import folded

GTIN = "4006381333931"
ADDRESS: dict[str, Any] = {
    "ship_name": "Bar Vos",
    "ship_street": "Kade 1",
    "ship_city": "Rotterdam",
    "ship_zip": "3011",
    "ship_country": "NL",
}


async def goods(sync: Sync) -> None:
    """A pen with 10 pieces in one bin, a tote, a dock, and a good customer."""
    bins = (
        NewLocation(code="A-01-01", pick_sequence=1),
        NewLocation(code="T-0001", kind="tote"),
        NewLocation(code="D1", kind="dock"),
    )
    ops: list[Any] = [
        PeopleAdd(person="jonas", name="Jonas"),
        PeopleGrant(grant="g-jonas", person="jonas", role="packer", warehouse="ROT"),
        PeopleAdd(person="priya2", name="Priya"),
        PeopleGrant(grant="g-dock", person="priya2", role="dock", warehouse="ROT"),
        StockAddLocations(warehouse="ROT", locations=bins),
        ProductAdd(product="PEN", name_en="Pen", name_zh="笔", weight_g=10, barcodes=(NewBarcode(code=GTIN),)),
        StockReceive(warehouse="ROT", location="ROT/A-01-01", product="PEN", quantity=10),
        CustomerAdd(customer="C-1", number="1", name="Bar Vos", credit_limit=100, country="NL"),
        OrderPlace(
            order="o1", number="#1", customer="C-1", warehouse="ROT", currency="EUR", total=900, placed_at=1,
            payment="invoice", lines=(PlacedLine(product="PEN", quantity=6, unit_price=150),), **ADDRESS,
        ),
    ]  # fmt: skip
    outcomes = await sync.record("sys:init", [OwnOp(op) for op in ops])
    assert {o.out for o in outcomes} == {"applied"}, outcomes


async def rows(sync: Sync, table: str) -> list[Any]:
    return await sync.store.read(lambda c: stored.load_all(c, ROWS[table]))


async def say(phone: Phone, kind: str, body: Json, out: str = "applied") -> Json:
    (outcome,) = await phone.outcomes(phone.op(kind, body))
    assert outcome["out"] == out, outcome
    return outcome


def test_an_order_goes_from_review_to_the_truck_and_the_books_agree(run: Run) -> None:
    async def work(sync: Sync) -> None:
        await goods(sync)
        ingrid, ana = Phone(sync, "ingrid", "tablet"), Phone(sync, "ana", "handheld")
        jonas, priya = Phone(sync, "jonas", "bench"), Phone(sync, "priya2", "dock")
        (order,) = await rows(sync, "sales_order")
        assert order.stage == "review"
        assert "credit" in {f.code for f in await rows(sync, "finding")}
        await say(ingrid, "order.approve", {"order": "o1"})
        (position,) = await rows(sync, "stock_position")
        assert (position.on_hand, position.reserved) == (10, 6)
        await say(ingrid, "pick.release", {"run": "r1", "warehouse": "ROT", "orders": ["o1"]})
        (task,) = await rows(sync, "pick_task")
        (slot,) = await rows(sync, "pick_slot")
        await say(ana, "pick.claim", {"run": "r1"})
        await say(ana, "pick.bind", {"slot": slot.id, "raw": "T-0001"})
        for _ in range(5):
            await say(ana, "pick.scan", {"task": task.id, "raw": GTIN})
        short = await say(ana, "pick.short", {"task": task.id, "units": 1, "reason": "shelf_empty"}, "exception")
        await say(ana, "pick.put", {"task": task.id, "raw": "T-0001"})
        await say(ana, "pick.hand_over", {"run": "r1"})
        await say(jonas, "pack.open", {"shipment": "o1", "number": 1})
        for _ in range(5):
            await say(jonas, "pack.scan", {"carton": "o1/1", "raw": GTIN})
        await say(jonas, "pack.close", {"carton": "o1/1", "weight_g": 250})
        await say(jonas, "pack.finish", {"shipment": "o1"})
        (carton,) = await rows(sync, "carton")
        await say(priya, "ship.open", {"manifest": "m1", "warehouse": "ROT", "dock": "D1", "carrier": "DHL"})
        await say(priya, "ship.load", {"manifest": "m1", "raw": f"]C100{carton.sscc}"})
        await say(priya, "ship.hand_over", {"manifest": "m1", "driver": "J. Bos"})
        (order,) = await rows(sync, "sales_order")
        (position,) = await rows(sync, "stock_position")
        assert order.stage == "shipped"
        assert (position.on_hand, position.reserved) == (5, 1)
        lead = Phone(sync, "priya", "lead")
        await say(lead, "task.settle", {"task": short["exception"], "choice": "recount", "counted": 4})
        (position,) = await rows(sync, "stock_position")
        assert (position.on_hand, position.reserved) == (4, 0)
        assert await sync.store.read(differences) == []
        assert await sync.store.read(folded) == []

    run(work)
