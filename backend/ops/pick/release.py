"""pick.release."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta

from backend.domain.customer.rows import Customer
from backend.domain.draft import Draft
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right
from backend.domain.pick.burden import burden
from backend.domain.pick.carts import SLOTS_MAX, URGENT_HOURS, CartType, ReleaseRule, is_valuable
from backend.domain.pick.rows import PickRun
from backend.domain.pick.run import Load, Stop, Uncovered, plan, set_out
from backend.domain.pick.wave import Cart, Way, cart_of, is_mixed
from backend.domain.product.rows import Product, ProductUnit
from backend.domain.row import wh
from backend.domain.stock.rows import Counter, Warehouse
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.picked import rule_wants, shelf_wants


@operation(
    nature=Nature.REQUEST,
    right=Right.RELEASE,
    offline=Offline.ONLINE,
    version=3,
    words={
        "applied": Text("Run {number}: {orders} orders, {stops} stops", "拣货单 {number}：{orders} 单，{stops} 个拣位"),
        "already_there": Text("This run was made before", "此拣货单已存在"),
        "named_twice": Text("Order {order} is named twice", "订单 {order} 重复"),
        "other_warehouse": Text("Order {order} is for {warehouse}", "订单 {order} 属于仓库 {warehouse}"),
        "not_approved": Text("Order {order} is not ready to be picked ({stage})", "订单 {order} 不能拣货（{stage}）"),
        "held": Text("Order {order} is held: {reason}", "订单 {order} 已暂停：{reason}"),
        "nothing_reserved": Text("Nothing is reserved for order {order}", "订单 {order} 没有预留库存"),
        "not_covered": Text(
            "The bins lack {missing} of {product} for order {order}", "拣位缺 {product} {missing} 件（订单 {order}）"
        ),
        "mixed_urgent": Text(
            "Order {order} is urgent and others on this cart are not: release it on its own",
            "订单 {order} 加急，同车其他订单不急：请单独下发",
        ),
        "no_cart": Text("There is no cart {cart} here: choose another", "此处没有拣货车 {cart}：请选择其他"),
        "too_many_orders": Text("{orders} orders on a cart with {most} slots", "{orders} 单超过拣货车的 {most} 个格位"),
        "too_heavy": Text("{grams} g on a cart that bears {most} g", "{grams} 克超过拣货车的 {most} 克"),
        "too_large": Text(
            "{millilitres} ml on a cart that holds {most} ml", "{millilitres} 毫升超过拣货车的 {most} 毫升"
        ),
    },
    compares={"sales_order": ("stage", "held", "warehouse")},
)
class PickRelease(Op, frozen=True, kw_only=True):
    """The floor lead puts approved orders onto one cart: a run with a slot an order and a stop a bin.

    All or nothing: one order that cannot go names itself, and the lead leaves it out or waits. Orders that are due
    within `urgent_hours` of the moment that the server takes this in do not go with others; where the floor's lead has
    said what is urgent, that counts. `kilograms` and `litres` are what the cart takes, as far as the catalogue knows
    the goods; 0 for no limit. `cart` names a kind of cart of the floor, which says all three by itself.
    """

    run: RowId
    warehouse: RowId
    orders: Annotated[tuple[RowId, ...], Meta(min_length=1, max_length=SLOTS_MAX)]
    mode: Way | None = None
    slots: Annotated[int, Meta(ge=1, le=SLOTS_MAX)] = SLOTS_MAX
    kilograms: Annotated[int, Meta(ge=0, le=10_000)] = 0
    litres: Annotated[int, Meta(ge=0, le=100_000)] = 0
    urgent_hours: Annotated[int, Meta(ge=0, le=240)] = URGENT_HOURS
    cart: RowId | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(ReleaseRule, self.warehouse, needed=False)
        if self.cart is not None:
            yield Ref(CartType, self.cart, needed=False)
        yield Ref(PickRun, self.run, needed=False)
        yield Ref(Counter, f"{self.warehouse}/run", needed=False)
        for order in self.orders:
            yield Ref(Order, order)
            found = state.find(Order, order)
            if found is not None and found.customer:
                yield Ref(Customer, found.customer, needed=False)
            yield Ref(Shipment, order, needed=False)
            yield All(OrderLine, "order", order)
            for line in state.all(OrderLine, "order", order):
                yield All(ProductUnit, "product", line.product)
                yield from rule_wants(state, self.warehouse, line.product)
                yield from shelf_wants(state, line.product)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(PickRun, self.run) is not None:
            return Refused("already_there", {"run": self.run})
        cart = self._cart(state)
        if cart is None:
            return Refused("no_cart", {"cart": self.cart or ""}, ("other_cart", "plan_again"))
        rule = state.find(ReleaseRule, self.warehouse)
        loads: list[Load] = []
        for id_ in self.orders:
            order = state.get(Order, id_)
            lines = tuple(line for line in self._lines(state, id_) if line.reserved > 0)
            refused = self._why_not(state, order, lines, loads)
            if refused is not None:
                return refused
            customer = state.find(Customer, order.customer) if order.customer else None
            consent = order.substitutes or (customer.substitutes if customer is not None else None)
            loads.append(Load(order, lines, consent, is_valuable(rule, order.total)))
        refused = self._mixed(rule, loads, context) or self._too_much(state, cart, loads)
        if refused is not None:
            return refused
        draft = draft_of(state, context)
        stops, uncovered = plan(draft, self.warehouse, loads, context.received_at, by_zone=self.mode == "zone")
        if uncovered:
            return self._lack(uncovered)
        run = self._run(draft, stops)
        set_out(draft, run, loads, stops)
        for load in loads:
            draft.set(load.order, stage=ORDER_LIFE.advance(load.order.stage, self.kind))
        return answer(draft, params={"number": run.number, "orders": len(loads), "stops": len(stops)})

    def _lines(self, state: State, order: str) -> list[OrderLine]:
        return sorted(state.all(OrderLine, "order", order), key=lambda line: line.n)

    def _why_not(self, state: State, order: Order, lines: tuple[OrderLine, ...], before: list[Load]) -> Refused | None:
        told: dict[str, str | int] = {"order": order.number}
        leave_out = ("leave_out", "wait")
        if any(load.order.id == order.id for load in before):
            return Refused("named_twice", told, ("leave_out",))
        if order.warehouse != self.warehouse:
            return Refused("other_warehouse", {**told, "warehouse": order.warehouse}, ("leave_out",))
        if not ORDER_LIFE.can(order.stage, self.kind) or state.find(Shipment, order.id) is not None:
            return Refused("not_approved", {**told, "stage": order.stage}, leave_out)
        if order.held:
            return Refused("held", {**told, "reason": order.held}, leave_out)
        if not lines:
            return Refused("nothing_reserved", told, leave_out)
        return None

    def _cart(self, state: State) -> Cart | None:
        """What the cart takes; nothing if one is named that the floor does not have."""
        if self.cart is None:
            return Cart(self.slots, self.kilograms * 1000, self.litres * 1000)
        kind = state.find(CartType, self.cart)
        if kind is None or not kind.active or kind.warehouse != self.warehouse:
            return None
        return cart_of(kind)

    def _mixed(self, rule: ReleaseRule | None, loads: Sequence[Load], context: Context) -> Refused | None:
        dues = [load.order.due_at for load in loads]
        hours = rule.urgent_hours if rule is not None else self.urgent_hours
        if not is_mixed(dues, context.received_at, hours):
            return None
        first = min(loads, key=lambda load: (load.order.due_at is None, load.order.due_at or 0))
        return Refused("mixed_urgent", {"order": first.order.number, "hours": hours}, ("plan_again", "leave_out"))

    def _too_much(self, state: State, cart: Cart, loads: Sequence[Load]) -> Refused | None:
        choices = ("leave_out", "larger_cart")
        if len(loads) > cart.slots:
            return Refused("too_many_orders", {"orders": len(loads), "most": cart.slots}, choices)
        grams = millilitres = 0
        for load in loads:
            found = [state.find(Product, line.product) for line in load.lines]
            packs = [p for line in load.lines for p in state.all(ProductUnit, "product", line.product)]
            units = [(line.product, line.reserved) for line in load.lines]
            weight, volume = burden(units, {p.id: p for p in found if p is not None}, packs)
            grams, millilitres = grams + weight, millilitres + volume
        if 0 < cart.grams < grams:
            return Refused("too_heavy", {"grams": grams, "most": cart.grams}, choices)
        if 0 < cart.millilitres < millilitres:
            return Refused("too_large", {"millilitres": millilitres, "most": cart.millilitres}, choices)
        return None

    def _lack(self, uncovered: Sequence[Uncovered]) -> Refused:
        first = uncovered[0]
        told: dict[str, str | int] = {
            "order": first.order.number, "product": first.lack.product,
            "missing": first.lack.wanted - first.lack.free,
            "orders": ", ".join(dict.fromkeys(u.order.number for u in uncovered)),
        }  # fmt: skip
        return Refused("not_covered", told, ("leave_out", "wait"))

    def _run(self, draft: Draft, stops: Sequence[Stop]) -> PickRun:
        id_ = f"{self.warehouse}/run"
        counter = draft.find(Counter, id_) or Counter(id=id_)
        draft.set(counter, next=counter.next + 1)
        number = f"R{counter.next:04d}"
        return PickRun(
            id=self.run, warehouse=self.warehouse, number=number, orders=len(self.orders), tasks=len(stops),
            units=sum(stop.share.units for stop in stops), mode=self.mode,
            zone=stops[0].zone if self.mode == "zone" else None, cart=self.cart,
        )  # fmt: skip


EXAMPLE = PickRelease(run="0192f3a0-run1", warehouse="ROT", orders=("0192f3a0-order1",))
