"""What a picker took, held against the rules of its class: the rows that this reads, and the task that it leads to."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Params, PhysicalTask
from backend.domain.pick.held_to import Broken, Taken, broken
from backend.domain.pick.rows import PickTask
from backend.domain.pick.rules import PickRule, rule_id, rule_of
from backend.domain.pick.run import shelves
from backend.domain.pick.serials import PickedSerial, serial_id, take, taken
from backend.domain.product.rows import Lot, Product
from backend.domain.stock.rows import Location, Stock
from backend.ops.answer import Trouble
from backend.ops.goods import lot_of, serial_of
from backend.ops.kernel import All, Context, Ref, State, Text, Want

_SAID = {
    "lot": Text("Lot {seen} in place of {wanted}", "批次 {seen} 代替 {wanted}"),
    "no_lot": Text("No lot was read: {wanted} is wanted", "未读取批次：需要 {wanted}"),
    "first": Text(
        "Lot {seen} is not the first to expire: {first} ({date}) lies at {bin}",
        "批次 {seen} 不是最先到期：{first}（{date}）在 {bin}",
    ),
    "life": Text(
        "Good until {good_until}, needed until {needed_until}", "有效期至 {good_until}，要求至 {needed_until}"
    ),
    "serial": Text(
        "Serial number {serial} is taken already, for order {order}", "序列号 {serial} 已被订单 {order} 使用"
    ),
    "no_serial": Text("{bare} without a serial number", "{bare} 件没有序列号"),
}
WORDS = {f"{how}_{rule}": text for how in ("warn", "force") for rule, text in _SAID.items()}
"""What each rule says that is not kept, by the codes of the outcome."""


def rule_wants(state: State, warehouse: str, product: str) -> Iterable[Want]:
    """The rules that hold for a product."""
    yield Ref(Product, product, needed=False)
    yield Ref(PickRule, rule_id(warehouse, ""), needed=False)
    found = state.find(Product, product)
    if found is not None:
        yield Ref(PickRule, rule_id(warehouse, found.product_class), needed=False)


def shelf_wants(state: State, product: str) -> Iterable[Want]:
    """All places where a product lies, with the dates of its lots."""
    yield All(Stock, "product", product)
    for stock in state.all(Stock, "product", product):
        yield Ref(Location, stock.location, needed=False)
        if stock.lot:
            yield Ref(Lot, f"{product}/{stock.lot}", needed=False)


def picked_wants(state: State, task: PickTask, raw: str) -> Iterable[Want]:
    """What goods that were scanned at a stop are held against."""
    yield from rule_wants(state, task.warehouse, task.product)
    for lot in {task.lot, lot_of(raw)} - {""}:
        yield Ref(Lot, f"{task.product}/{lot}", needed=False)
    if serial_of(raw):
        yield Ref(PickedSerial, serial_id(task.product, serial_of(raw)), needed=False)
    if lot_of(raw) not in {"", task.lot}:
        yield from shelf_wants(state, task.product)


def hold_against(rows: Draft, task: PickTask, goods: Taken, context: Context, where: tuple[str, str]) -> list[Trouble]:
    """All rules that goods do not keep, as one task: to put them back, or just to look. Nothing if all is well.

    One, since the same units are put back once however many rules they break: a task for each would move them as
    often. Its code is that of the gravest; `also` are the codes of the others, with commas between, and the values of
    all are in its params. `rows` are as they were before the goods were taken. `where`: the place in which they are
    now, and their lot.
    """
    rule = rule_of(rows, task.warehouse, task.product)
    at = min(context.wall, context.received_at)  # a clock that is ahead does not make goods old
    now, lot = where
    product = rows.find(Product, task.product)
    tracked = product is not None and product.lot_tracked
    around = shelves(rows, task.warehouse, task.product) if tracked and goods.lot not in {"", task.lot} else []
    found = broken(rows, task, rule, goods, at, around, tracked=tracked)
    if not found:
        return []
    gravest, *others = found
    act, place = ("put_back", task.location) if gravest.how == "force" else ("check_pick", now)
    bare = not others and gravest.rule == "no_serial"
    units = int(gravest.told["bare"]) if bare else goods.units
    unit = unit_of("" if bare else goods.serial)
    hands = PhysicalTask(act, task.warehouse, place, task.product, units, ("accept", "put_back_done"))
    told: Params = {
        **_all_told(found), "units": units, "place": place, "task": task.id, "from": now, "to": task.location,
        "lot": lot, **unit,
    }  # fmt: skip
    return [Trouble(gravest.code, hands, told)]


def _all_told(found: list[Broken]) -> Params:
    told: Params = {name: value for one in found for name, value in one.told.items()}
    others = ",".join(one.code for one in found[1:])
    return {**told, "also": others} if others else told


def unit_of(serial: str) -> Params:
    """Which unit a task is about, where it has a number of its own."""
    return {"unit": serial} if serial else {}


def learn(draft: Draft, task: PickTask, goods: Taken, lot: str) -> None:
    """What the label has said is kept: a lot that the books did not know, and the serial number of the unit."""
    id_ = f"{task.product}/{lot}"
    if goods.lot and draft.find(Lot, id_) is None:
        draft.put(Lot(id=id_, product=task.product, code=lot, expiry=goods.expiry))
    if goods.serial and taken(draft, task.product, goods.serial) is None:
        take(draft, task, goods.serial, lot)
