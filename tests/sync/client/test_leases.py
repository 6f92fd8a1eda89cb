"""Stock that the client core promises with no network: what fits is firm, what does not is not, all is delivered."""

from __future__ import annotations

from pathlib import Path

from backend.domain.order.rows import Order, OrderLine
from backend.domain.stock.lease import Lease, pledge
from backend.ops.lease.give_back import LeaseGiveBack
from backend.ops.lease.grant import LeaseGrant
from backend.ops.order.place import LeaseUse, OrderPlace, PlacedLine
from tests.sync.client.conftest import Phone
from tests.sync.selling import NOON, House, sell

WALL = 1_795_400_000_000


def order(id_: str, units: int, uses: list[tuple[str, int]]) -> OrderPlace:
    drawn = tuple(LeaseUse(lease=lease, quantity=n) for lease, n in uses)
    line = PlacedLine(product="PEN", quantity=units, unit_price=20, leases=drawn)
    return OrderPlace(
        order=id_, number=id_, customer="c1", rep="luc", warehouse="ROT", lines=(line,), total=100, placed_at=NOON,
        ship_street="Kade 1", ship_city="R", ship_zip="1", ship_country="NL", payment="paid",
    )  # fmt: skip


async def away(house: House) -> Phone:
    """Luc's phone with eight pens set aside, about to lose its network."""
    phone = Phone(house.sync, "luc", "phone-luc")
    ask = LeaseGrant(lease="l1", device="phone-luc", person="luc", warehouse="ROT", product="PEN", demand=5, hours=6)
    phone.record(ask)
    await phone.say()
    await phone.later()
    return phone


def test_what_a_phone_promises_offline_is_drawn_at_once_and_stops_at_the_limit(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        phone = await away(house)
        view = phone.core.view
        for id_, units, firm in [("o1", 5, 5), ("o2", 5, 3), ("o3", 1, 0)]:
            drawn = pledge([one for one in view.rows(Lease) if one.product == "PEN"], units, WALL)
            phone.record(order(id_, units, drawn))
            line = view.find(OrderLine, f"{id_}/1")
            assert line is not None
            assert line.reserved == firm
        lease = view.find(Lease, "l1")
        assert lease is not None
        assert (lease.used, lease.state) == (8, "spent")
        await phone.say()
        assert (await house.books())[:2] == (11, 0), "firm units and, where stock is free, the rest"
        assert (await house.row(Order, "o1")).stage == "approved"

    sell(tmp_path, work)


def test_a_lease_that_is_given_back_offline_promises_nothing_more(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        phone = await away(house)
        phone.record(LeaseGiveBack(lease="l1"))
        phone.record(order("o1", 2, [("l1", 2)]))
        line = phone.core.view.find(OrderLine, "o1/1")
        assert line is not None
        assert line.reserved == 0
        await phone.say()
        assert await house.state() == "returned"

    sell(tmp_path, work)
