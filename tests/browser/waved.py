"""Floors with orders and runs of one's choice, pickers who walk them, and what the server has in the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from playwright.sync_api import Page, expect

from backend.app import opened
from backend.domain.order.rows import Order
from backend.domain.outcome import Out
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.stock.rows import Move, Stock
from backend.lab.world.build import MANAGER, WAREHOUSE, furnish, let_in
from backend.ops.kernel import Op
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.sync.service import OwnOp, Sync
from backend.sync.verify import differences
from tests.browser.served import GTIN, apart, at, counted, scan

BIN = re.compile(r"/[A-C]-\d")
Lines = Sequence[tuple[str, int]]
LEAD = "marta"


def order(id_: str, lines: Lines, due_at: int | None = None) -> OrderPlace:
    """A paid order, which the rules approve by themselves."""
    return OrderPlace(
        order=id_, number=id_.upper(), channel="test", warehouse=WAREHOUSE, due_at=due_at, payment="paid", placed_at=1,
        lines=tuple(PlacedLine(product=product, quantity=units, unit_price=1) for product, units in lines),
        total=sum(units for _, units in lines), ship_name="Café Maas", ship_street="Kade 1", ship_city="Rotterdam",
        ship_zip="3011 AA", ship_country="NL",
    )  # fmt: skip


def floor(data_dir: Path, orders: dict[str, Lines], then: Sequence[Op], lead: Sequence[Op] = ()) -> Settings:
    """The demo world with these orders, what the manager did then, and what the lead did."""
    settings = Settings(data_dir=data_dir)

    async def work() -> None:
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await let_in(parts)
            await _do(parts.sync, [OwnOp(order(id_, lines), id_) for id_, lines in orders.items()])
            await _do(parts.sync, [OwnOp(op, f"then-{n}", MANAGER) for n, op in enumerate(then)])
            await _do(parts.sync, [OwnOp(op, f"lead-{n}", LEAD) for n, op in enumerate(lead)])

    upgrade(settings.database)
    apart(work)
    return settings


async def _do(sync: Sync, ops: Sequence[OwnOp]) -> None:
    for outcome in await sync.record("sys:init", ops):
        assert outcome.out is Out.APPLIED, outcome


class Books(Struct):
    """What the server has. `in_totes`: units by tote and product. `from_bins`: units that have left bins for good."""

    wrong: list[str]
    runs: list[PickRun]
    tasks: list[PickTask]
    slots: list[PickSlot]
    orders: dict[str, Order]
    in_totes: dict[tuple[str, str], int]
    from_bins: Counter[tuple[str, str]]


def books(settings: Settings) -> Books:
    """Read what the server has in the end."""

    async def work() -> Books:
        async with opened(settings) as parts:
            read = parts.store.read
            stocks = await read(lambda c: stored.load_all(c, Stock))
            moves = await read(lambda c: stored.load_all(c, Move))
            from_bins: Counter[tuple[str, str]] = Counter()
            for move in moves:
                for place, other, way in (
                    (move.from_location, move.to_location, 1),
                    (move.to_location, move.from_location, -1),
                ):
                    if BIN.search(place) and not other.endswith("/supplier"):
                        from_bins[place.partition("/")[2], move.product] += way * move.quantity
            return Books(
                wrong=list(await read(differences)),
                runs=await read(lambda c: stored.load_all(c, PickRun)),
                tasks=await read(lambda c: stored.load_all(c, PickTask)),
                slots=await read(lambda c: stored.load_all(c, PickSlot)),
                orders={o.id: o for o in await read(lambda c: stored.load_all(c, Order))},
                in_totes={(s.location.partition("/")[2], s.product): s.quantity for s in stocks
                          if "/T-" in s.location and s.quantity},
                from_bins=from_bins,
            )  # fmt: skip

    return apart(work)


def picked_once(found: Books, tasks: Sequence[PickTask]) -> None:
    """Each stop has its units, all of them are in totes, and no unit has left a bin that no stop asks for."""
    assert found.wrong == []
    for task in tasks:
        assert (task.picked, task.put, task.short) == (task.quantity, task.quantity, 0), task
    wanted: Counter[tuple[str, str]] = Counter()
    for task in tasks:
        wanted[task.location.partition("/")[2], task.product] += task.quantity
    assert found.from_bins == wanted


def sku(page: Page) -> str:
    """The SKU that the stop on the screen asks for, in whatever language."""
    text = page.get_by_test_id("stop").inner_text()
    return next(product for product in GTIN if product in text)


def pick_units(page: Page) -> None:
    """Scan the shelf of the stop and each unit that it lacks."""
    if page.get_by_test_id("stop").get_attribute("data-at") == "shelf":
        scan(page, f"L-{page.get_by_test_id('loc').inner_text()}")
    at(page, "item")
    code = GTIN[sku(page)]
    before, wanted = counted(page)
    for n in range(before + 1, wanted + 1):
        scan(page, code)
        if n < wanted:
            expect(page.get_by_test_id("count")).to_contain_text(re.compile(rf"^{n}\D"))


def shown(page: Page, *names: str) -> str:
    """Which of several parts of the screen has come."""
    places = [page.get_by_test_id(name) for name in names]
    first = places[0]
    for place in places[1:]:
        first = first.or_(place)
    expect(first.first).to_be_visible()
    return next(name for name, place in zip(names, places, strict=True) if place.is_visible())


def walk(page: Page, totes: Sequence[str]) -> Iterator[str]:
    """Pick a run to its end, and stop after each step to say which it was. `totes` are empty."""
    empty = list(totes)
    while True:
        step = shown(page, "bind", "stop", "over")
        if step == "over":
            return
        if step == "bind":
            nth = page.get_by_test_id("bind-nth").inner_text()
            scan(page, empty.pop(0))
            expect(page.get_by_test_id("bind-nth").get_by_text(nth, exact=True)).to_have_count(0)
        elif page.get_by_test_id("stop").get_attribute("data-at") == "tote":
            tote, place = page.get_by_test_id("tote").inner_text(), page.get_by_test_id("loc").inner_text()
            order_before = f"{place} {sku(page)} {tote}"
            scan(page, tote)
            page.get_by_test_id("stop").and_(page.locator('[data-at="tote"]')).wait_for(state="detached")
            step = f"tote {order_before}"
        else:
            pick_units(page)
            at(page, "tote")
        yield step
