"""What must hold of the rows after every op, whatever came before. Written from the tables, not from the rules."""

from __future__ import annotations

from collections import Counter as Tally

from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.rows import Order, OrderLine, Reservation
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.pick.rows import PickTask, Tote
from backend.domain.ship.rows import Manifest
from backend.domain.stock.rows import OUTSIDE, Move, Stock, StockPosition
from tests.ops.memory import Memory

DAY = list(ORDER_LIFE.stages)


def outside(place: str) -> bool:
    return place.rpartition("/")[2] in OUTSIDE


def units_are_conserved(memory: Memory) -> None:
    """Each balance is the sum of its moves, and nothing real is below zero."""
    sums: Tally[tuple[str, str, str]] = Tally()
    for move in memory.rows(Move):
        assert move.quantity > 0, move
        assert move.from_location != move.to_location, move
        sums[(move.from_location, move.product, move.lot)] -= move.quantity
        sums[(move.to_location, move.product, move.lot)] += move.quantity
    held = {(s.location, s.product, s.lot): s.quantity for s in memory.rows(Stock)}
    for key in {*sums, *held}:
        if not outside(key[0]):
            assert held.get(key, 0) == sums[key], f"{key}: books {held.get(key, 0)}, moves {sums[key]}"
            assert sums[key] >= 0, key
    for stock in memory.rows(Stock):
        assert stock.allocated >= 0, stock
        assert not outside(stock.location), stock


def positions_add_up(memory: Memory) -> None:
    """On hand is what lies within the walls; reserved is what is promised; nothing is promised twice."""
    on_hand: Tally[tuple[str, str]] = Tally()
    for stock in memory.rows(Stock):
        if stock.location.rpartition("/")[2].startswith("QUARANTINE"):
            continue  # ours, and not to be promised
        on_hand[(stock.warehouse, stock.product)] += stock.quantity
    reserved: Tally[tuple[str, str]] = Tally()
    for r in memory.rows(Reservation):
        assert r.quantity >= 0, r
        reserved[(r.warehouse, r.product)] += r.quantity
    for p in memory.rows(StockPosition):
        key = (p.warehouse, p.product)
        assert p.on_hand == on_hand[key], f"{p.id}: on hand {p.on_hand}, lying there {on_hand[key]}"
        assert p.reserved == reserved[key], f"{p.id}: reserved {p.reserved}, promised {reserved[key]}"
        assert p.on_hand + p.short_open - p.reserved - p.leased >= 0, p
        assert p.short_open >= 0, p
        assert p.short_open == max(0, p.reserved + p.leased - p.on_hand), p
        on_hand.pop(key, None)
        reserved.pop(key, None)
    assert not +on_hand, "stock without a position"
    assert not +reserved, "a promise without a position"


def lines_add_up(memory: Memory) -> None:
    """Lines say what their tasks, cartons and promises say."""
    tasks = memory.rows(PickTask)
    promised = {r.order_line: r.quantity for r in memory.rows(Reservation)}
    for line in memory.rows(ShipmentLine):
        mine = [t for t in tasks if t.shipment_line == line.id]
        assert line.picked == sum(t.picked for t in mine), line
        assert line.short == line.wanted - sum(t.quantity - t.short for t in mine), line
        assert min(line.picked, line.short, line.packed) >= 0, line
    for task in tasks:
        assert 0 <= task.put <= task.picked, task
        assert 0 <= task.short <= task.quantity, task
    for order_line in memory.rows(OrderLine):
        assert order_line.reserved == promised.get(order_line.id, 0), order_line


def cartons_add_up(memory: Memory) -> None:
    """What the bench holds is what lies in cartons that have not left; lines count what is packed."""
    gone = {c.id for c in memory.rows(Carton) if c.stage == "shipped"}
    shipment_of = {c.id: c.shipment for c in memory.rows(Carton)}
    bench: Tally[tuple[str, str, str]] = Tally()
    inside: Tally[str] = Tally()
    packed: Tally[tuple[str, str]] = Tally()
    for item in memory.rows(CartonItem):
        assert item.quantity >= 0, item
        inside[item.carton] += item.quantity
        packed[(shipment_of[item.carton], item.product)] += item.quantity
        if item.carton not in gone:
            bench[(item.warehouse, item.product, item.lot)] += item.quantity
    for stock in memory.rows(Stock):
        if stock.location.endswith("/PACK"):
            assert stock.quantity == bench.pop((stock.warehouse, stock.product, stock.lot), 0), stock
    assert not +bench, bench
    for carton in memory.rows(Carton):
        assert carton.units == inside[carton.id], carton
        assert (carton.sscc is None) == (carton.stage == "open"), carton
    counted: Tally[tuple[str, str]] = Tally()
    for line in memory.rows(ShipmentLine):
        counted[(line.shipment, line.product)] += line.packed
    assert +counted == +packed


def trucks_add_up(memory: Memory) -> None:
    """A truck's list has as many cartons as name it; totes belong to shipments that live."""
    for manifest in memory.rows(Manifest):
        assert manifest.cartons == sum(c.manifest == manifest.id for c in memory.rows(Carton)), manifest
    codes = [c.sscc for c in memory.rows(Carton) if c.sscc]
    assert len(codes) == len(set(codes)), "two cartons with one SSCC"
    for tote in memory.rows(Tote):
        if tote.shipment is not None:
            assert memory.peek(Shipment, tote.shipment) is not None, tote


def promises_end(memory: Memory) -> None:
    """An order that is over keeps no promise but for what waits for a count; bins are counted on for stops only."""
    stage = {o.id: o.stage for o in memory.rows(Order)}
    for line in memory.rows(OrderLine):
        if stage[line.order] in {"review", "rejected"}:
            assert line.reserved == 0, line
        if stage[line.order] in {"shipped", "cancelled"}:
            on_floor = memory.peek(ShipmentLine, line.id)
            assert line.reserved <= (on_floor.short if on_floor else 0), line
        assert line.reserved <= line.ordered, line
    counted_on: Tally[tuple[str, str, str]] = Tally()
    for task in memory.rows(PickTask):
        counted_on[(task.location, task.product, task.lot)] += task.left + task.short
    for stock in memory.rows(Stock):
        assert stock.allocated <= counted_on[(stock.location, stock.product, stock.lot)], stock


def stages(memory: Memory) -> dict[str, str]:
    """The stage of each order and shipment."""
    return {
        **{f"order {o.id}": o.stage for o in memory.rows(Order)},
        **{f"shipment {s.id}": s.stage for s in memory.rows(Shipment)},
    }


def no_stage_goes_back(before: dict[str, str], after: dict[str, str], kind: str) -> None:
    """A later stage never goes back by itself; taking a carton off the truck is the one way."""
    for row, stage in before.items():
        back = DAY.index(after[row]) < DAY.index(stage)
        assert not back or (kind == "ship.unload" and (stage, after[row]) == ("loaded", "packed")), (
            f"{row}: {stage} to {after[row]} by {kind}"
        )
    for row, stage in after.items():
        if row.startswith("shipment "):
            assert after["order " + row.removeprefix("shipment ")] == stage, row


LAWS = (units_are_conserved, positions_add_up, lines_add_up, cartons_add_up, trucks_add_up, promises_end)


def check(memory: Memory) -> None:
    """All laws of the rows as they stand."""
    for law in LAWS:
        law(memory)
