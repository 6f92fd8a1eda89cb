"""pack.scan."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.pack.carton import count_packed, lines_of, put_in, sources, takes
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickTask, Tote
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.ledger import transfer
from backend.domain.stock.rows import Stock
from backend.domain.units import RawScan, RowId, Units
from backend.ops import wants
from backend.ops.answer import RECOUNT, Trouble, answer, draft_of, recount
from backend.ops.goods import goods, goods_wants, lot_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pack.take_out import PackTakeOut


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    words={
        "applied": Text("{units} packed, {left} to go", "已装 {units}，还剩 {left}"),
        "wrong_item": Text("{seen} is not in order {order}: take it out", "订单 {order} 中没有 {seen}：请取出"),
        "over_pack": Text("{units} too many for order {order}: take them out", "订单 {order} 多装 {units} 件：请取出"),
        "cancelled": Text(
            "Order {order} was cancelled: take {units} out, back to {to}",
            "订单 {order} 已取消：请取出 {units} 件，放回 {to}",
        ),
        "carton_closed": Text("Carton {number} is closed: open it and check", "第 {number} 箱已封：请开箱核对"),
        "carton_gone": Text("Carton {number} has left: which one is this?", "第 {number} 箱已发出：请确认手中的箱子"),
        "not_in_books": RECOUNT,
    },
)
class PackScan(Op, frozen=True, kw_only=True):
    """A packer has put goods from a tote into a carton and scanned them; `units` counts what was scanned.

    What the order does not want is asked out of the carton again; units beyond the order are booked and asked out.
    """

    carton: RowId
    raw: RawScan
    units: Units = 1

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Carton, self.carton).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from goods_wants(state, self.raw)
        yield Ref(Carton, self.carton)
        yield All(CartonItem, "carton", self.carton)
        carton = state.find(Carton, self.carton)
        if carton is None:
            return
        yield Ref(Shipment, carton.shipment)
        yield All(ShipmentLine, "shipment", carton.shipment)
        yield All(Tote, "shipment", carton.shipment)
        yield All(PickTask, "shipment", carton.shipment)
        froms = [places.cart(carton.warehouse), *(t.id for t in state.all(Tote, "shipment", carton.shipment))]
        lots = {"", lot_of(self.raw)}
        for place in froms:
            yield All(Stock, "location", place)
            lots |= {s.lot for s in state.all(Stock, "location", place)}
        for product in {line.product for line in state.all(ShipmentLine, "shipment", carton.shipment)}:
            yield wants.position(carton.warehouse, product)
            for lot in sorted(lots):
                yield Ref(CartonItem, f"{carton.id}/{product}/{lot}", needed=False)
                for place in (*froms, places.pack(carton.warehouse)):
                    yield wants.balance(place, product, lot)

    def decide(self, state: State, context: Context) -> Outcome:
        carton = state.get(Carton, self.carton)
        draft = draft_of(state, context)
        seen = goods(state, self.raw, context)
        units = self.units * seen.units
        told: dict[str, str | int] = {"seen": seen.seen, "order": carton.order_number, "units": units}
        bench = places.pack(carton.warehouse)
        if not lines_of(draft, carton.shipment, seen.product):
            out = PhysicalTask("take_out", carton.warehouse, bench, seen.product, units, ("taken_out",))
            return Contradicted("wrong_item", out, (), told)
        if carton.stage == "shipped":
            gone = PhysicalTask("take_new_carton", carton.warehouse, bench, seen.product, units)
            return Contradicted("carton_gone", gone, (), {**told, "number": carton.number})
        troubles = self._pack(draft, carton, seen.product, seen.lot, units)
        lines = lines_of(draft, carton.shipment, seen.product)
        left = max(0, sum(line.picked - line.packed for line in lines))
        return answer(draft, troubles, {**told, "left": left, "product": seen.product, "number": carton.number})

    def _pack(self, draft: Draft, carton: Carton, product: str, lot: str, units: int) -> list[Trouble]:
        wanted = sum(line.wanted for line in lines_of(draft, carton.shipment, product))
        packed = sum(line.packed for line in lines_of(draft, carton.shipment, product))
        back_to = sources(draft, carton)[0]
        lost: list[Trouble] = []
        shares: dict[str, int] = {}
        for place, of_lot, share in takes(draft, carton, product, lot, units):
            missing = transfer(draft, carton.warehouse, product, of_lot, place, places.pack(carton.warehouse), share)
            put_in(draft, draft.get(Carton, carton.id), product, of_lot, share)
            lost += [recount(carton.warehouse, place, product, of_lot, missing)] if missing else []
            shares[of_lot] = shares.get(of_lot, 0) + share
        count_packed(draft, carton.shipment, product, units)
        bench = places.pack(carton.warehouse)
        told: Params = {"from": bench, "to": back_to, "carton": carton.id, "lot": list(shares)[-1]}
        told |= {"order": carton.order_number, "number": carton.number}
        shipment = draft.get(Shipment, carton.shipment)
        over = min(units, packed + units - wanted)
        found: list[Trouble] = []
        if shipment.stage == "cancelled":
            found = [_called_off(draft, carton, product, *share, told) for share in shares.items()]
        elif over > 0:
            out = PhysicalTask("take_out", carton.warehouse, bench, product, over, ("taken_out",))
            found = [Trouble("over_pack", out, {**told, "units": over})]
        if carton.stage != "open":
            check = PhysicalTask("open_and_check", carton.warehouse, bench, product, units, ("checked",))
            found.append(Trouble("carton_closed", check, {**told, "units": units}))
        return found + lost

    def undo(self, id_: str) -> Op:
        return PackTakeOut(carton=self.carton, raw=self.raw, units=self.units)


def _called_off(draft: Draft, carton: Carton, product: str, lot: str, units: int, told: Params) -> Trouble:
    """Units of an order that is off go from the carton to the bin that they came from, if that is known."""
    stops = sorted(draft.all(PickTask, "shipment", carton.shipment), key=lambda t: (t.run, t.sequence, t.id))
    home = next((t.location for t in stops if t.product == product), "")
    if not home:
        out = PhysicalTask("take_out", carton.warehouse, places.pack(carton.warehouse), product, units, ("taken_out",))
        return Trouble("cancelled", out, {**told, "lot": lot, "units": units})
    back = PhysicalTask("put_back", carton.warehouse, home, product, units, ("put_back_done",))
    item = f"{carton.id}/{product}/{lot}"
    return Trouble("cancelled", back, {**told, "lot": lot, "units": units, "to": home, "item": item})


EXAMPLE = PackScan(carton="0192f3a0-order1/1", raw="]E04006381333931", units=2)
