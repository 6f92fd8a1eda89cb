"""How far orders and shipments have come. Facts may arrive late or early; a stage only ever goes forward."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.rows import Order, OrderLine
from backend.domain.pack.rows import Shipment, ShipmentLine

_DAY = list(ORDER_LIFE.stages)


def reach(stage: str, by: str) -> str:
    """The stage that a fact of kind `by` leads to.

    Devices report at different times, so a fact may come before the one that should precede it: it then leads on
    from the earlier stage. It never leads back, nor out of a stage that nothing leads out of.
    """
    if ORDER_LIFE.can(stage, by):
        return ORDER_LIFE.advance(stage, by)
    if not ORDER_LIFE.stages[stage].steps or stage in {"review", "approved"}:
        return stage
    goals = [rule.steps[by] for rule in ORDER_LIFE.stages.values() if by in rule.steps]
    later = [g for g in goals if _DAY.index(g) > _DAY.index(stage)]
    return later[0] if later else stage


def move_on(draft: Draft, shipment: Shipment, by: str) -> Shipment:
    """Move a shipment and its order on. The order is not on every device; where it is missing, it is left out."""
    order = draft.find(Order, shipment.order)
    if order is not None:
        draft.set(order, stage=reach(order.stage, by))
    return draft.set(shipment, stage=reach(shipment.stage, by))


def tell_the_desk(draft: Draft, shipment: str) -> None:
    """Bring the order lines up to what the floor has done with the shipment."""
    for line in draft.all(ShipmentLine, "shipment", shipment):
        told = draft.find(OrderLine, line.id)
        if told is not None:
            draft.set(told, picked=line.picked, short=line.short, packed=line.packed)
