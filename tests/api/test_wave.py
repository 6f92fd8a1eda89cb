"""A wave is planned from what bins hold, by whoever may release it, and changes nothing."""

from __future__ import annotations

from backend.domain.order.rows import Order, OrderLine
from backend.domain.stock.rows import Stock
from backend.lab.world import build
from backend.ops.stock.count import StockCount
from backend.store import rows as stored
from backend.store.tables import TABLES
from backend.sync.service import OwnOp
from tests.api.conftest import Run, World
from tests.api.test_orders import furnished, get

PATH = "/api/queries/pick/wave?warehouse=ROT"


def test_a_wave_takes_each_order_once_and_leaves_out_what_no_bin_covers(run: Run) -> None:
    async def work(world: World) -> None:
        await furnished(world)
        await build.first_orders(world.parts.sync)
        read = world.parts.store.read
        ready = await read(lambda c: stored.load_all(c, Order, TABLES[Order].c.stage == "approved"))
        before = await read(lambda c: stored.load_all(c, Stock))
        status, wave = await get(world, f"{PATH}&slots=3", "marta")
        assert status == 200
        assert sorted(o for r in wave["runs"] for o in r["orders"]) == sorted(o.id for o in ready)
        assert max(len(r["orders"]) for r in wave["runs"]) == 3
        _, single = await get(world, f"{PATH}&mode=single", "marta")
        assert [len(r["orders"]) for r in single["runs"]] == [1] * len(ready)
        _, batch = await get(world, f"{PATH}&mode=batch&slots=24", "marta")
        assert sum(r["stops"] for r in batch["runs"]) < sum(r["stops"] for r in single["runs"])
        _, light = await get(world, f"{PATH}&kilograms=1&litres=1", "marta")
        assert any(r["over"] for r in light["runs"])
        _, early = await get(world, f"{PATH}&due_before=1", "marta")
        assert (early["runs"], early["later"]) == ([], len(ready))  # nobody waits for these on a day
        assert await read(lambda c: stored.load_all(c, Stock)) == before

        lines = await read(lambda c: stored.load_all(c, OrderLine, TABLES[OrderLine].c.order == ready[0].id))
        for stock in before:
            if stock.product == lines[0].product and stock.quantity:
                gone = StockCount(location=stock.location, product=stock.product, lot=stock.lot, counted=0)
                await world.parts.sync.record("sys:test", [OwnOp(gone, f"gone {stock.id}")])
        _, wave = await get(world, PATH, "marta")
        assert ready[0].id not in [o for r in wave["runs"] for o in r["orders"]]
        missing = [one for one in wave["lacking"] if one["order"] == ready[0].id]
        assert missing[0]["product"] == lines[0].product
        assert missing[0]["missing"] == lines[0].reserved

        assert (await get(world, PATH, "ana"))[0] == 403
        assert (await get(world, PATH.replace("ROT", "MOON"), "marta"))[0] == 404

    run(work)
