"""An op that came twice under one id: its units are booked once, whoever lets its copy count."""

from __future__ import annotations

import sqlalchemy as sa

from backend.sync.service import Sync
from tests.sync.conftest import Phone, Run
from tests.sync.test_road import goods


def test_letting_the_copy_of_an_op_count_does_not_count_it_twice(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ingrid, priya = Phone(sync, "ingrid", "tablet"), Phone(sync, "priya")
        await goods(sync)
        came = {"warehouse": "ROT", "location": "ROT/A-01-01", "product": "PEN", "quantity": 5}
        (first,) = await priya.outcomes(priya.op("stock.receive", came, id="same"))
        assert first["out"] == "applied", first
        (second,) = await priya.outcomes(priya.op("stock.receive", came, id="same"))
        assert second["code"] == "duplicate_id"
        (done,) = await ingrid.outcomes(ingrid.op("task.accept", {"task": second["exception"]}))
        assert done["code"] == "nothing_held"
        moved = await sync.store.read(lambda c: c.execute(sa.text("SELECT op FROM move WHERE quantity = 5")).all())
        assert [op for (op,) in moved] == ["same"], done

    run(work)
