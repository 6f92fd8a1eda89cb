"""The example of the page on the Python client does what it says, on a real server."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from backend.app import opened
from backend.domain.order.rows import Order
from backend.domain.people.rows import Person
from backend.lab.bench.run import running
from backend.lab.world.build import PASSWORD, first_orders, furnish, let_in
from backend.ops.order.hold import OrderHold
from backend.ops.order.resume import OrderResume
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.sync.client import Device

PAGE = Path(__file__).parents[2] / "docs" / "client.md"


def test_the_example_holds_an_order_and_another_device_sees_it_at_once(tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)

    async def work() -> None:
        settings = Settings(data_dir=tmp_path)
        await asyncio.to_thread(upgrade, settings.database)
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await first_orders(parts.sync)
            await let_in(parts)
        async with running(tmp_path) as (base, _), Device.open(base, login="ingrid", password=PASSWORD) as other:
            await other.live()
            assert len(other.rows(Person)) > 3
            said = await names["main"](base, str(tmp_path / "device.db"))
            assert said.endswith(": applied")
            order = other.rows(Order)[0]
            async with asyncio.timeout(20):
                while not order.held:
                    await other._changed()
                    order = other.rows(Order)[0]
            resumed = other.record(OrderResume(order=order.id))
            assert (await other.answered(resumed.n)).out == "applied"
            twice = other.record(OrderHold(order=order.id, reason="again"), deps=(resumed.n,))
            assert (await other.answered(twice.n)).out == "applied"
            assert other.core.pending() == []
        async with opened(settings) as parts:
            orders = await parts.store.read(lambda c: stored.load_all(c, Order))
            assert [o.held for o in orders if o.id == order.id] == ["again"]

    asyncio.run(work())
