"""What the ops on goods at the door have in common: the rows that they read, and goods that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.inbound.lines import line_id
from backend.domain.inbound.rows import Inbound, InboundLine
from backend.domain.outcome import Contradicted, PhysicalTask
from backend.domain.stock.rows import Location
from backend.ops import wants
from backend.ops.goods import goods_wants, lot_of, products_of
from backend.ops.kernel import Ref, State, Text, Want
from backend.ops.lots import lot_wants

UNKNOWN_GOODS = Text("Nobody knows {seen}: set it aside", "未知货品 {seen}：请放到一边")
NOT_A_PLACE = Text("{place} is no place of this warehouse: say where the goods are", "{place} 不是本仓库位：请指明位置")


def delivery_wants(state: State, inbound: str, location: str, raw: str, lot: str) -> Iterable[Want]:
    """A delivery, a place, and for the goods of a scan their line, lots, balances and position."""
    yield Ref(Inbound, inbound)
    yield Ref(Location, location)
    yield from goods_wants(state, raw)
    found = state.find(Inbound, inbound)
    if found is None:
        return
    lots = sorted({lot_of(raw), lot, ""})
    for product in sorted(products_of(state, raw)):
        yield Ref(InboundLine, line_id(inbound, product), needed=False)
        yield wants.position(found.warehouse, product)
        for one in lots:
            yield from lot_wants(product, one)
            yield wants.balance(location, product, one)


def strange(place: Location, seen: str, units: int) -> Contradicted:
    """Goods that nothing is known by."""
    aside = PhysicalTask("set_aside", place.warehouse, place.id, "", units)
    return Contradicted("unknown_goods", aside, (), {"seen": seen, "place": place.id, "units": units})


def elsewhere(inbound: Inbound, place: Location, product: str, units: int) -> Contradicted:
    """The place is of another warehouse, or beyond the walls: nobody can say yet where the goods are."""
    say = PhysicalTask("say_where", inbound.warehouse, place.id, product, units)
    return Contradicted("not_a_place", say, (), {"place": place.id, "product": product, "units": units})
