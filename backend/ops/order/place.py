"""order.place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from backend.domain.customer.rows import Customer
from backend.domain.draft import Draft
from backend.domain.order.firm import CHOICES, Foreseen, Holder, Unkept, fault_of, foresee, make_firm
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.promise import charge, lacks, promise, wanted_units
from backend.domain.order.review import finding, review
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome, Params, PhysicalTask, Refused
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import desk_and_rep
from backend.domain.stock.lease import Lease
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Amount, Country, Currency, Line, Note, RowId, Units, UtcMs, Word
from backend.ops import wants
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation

LINES_MAX = 500
USES_MAX = 20
BY_RULES = "rules"
"""Who decided on an order that the review let pass."""


class LeaseUse(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Units of a line that were promised from a lease."""

    lease: RowId
    quantity: Units


class PlacedLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Units of one product at a price each, and which leases they were promised from."""

    product: RowId
    quantity: Units
    unit_price: Annotated[int, Meta(ge=0, le=2**53 - 1, description="minor units of the order's currency")] = 0
    leases: Annotated[tuple[LeaseUse, ...], Meta(max_length=USES_MAX)] = ()


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_PLACE,
    offline=Offline.LEASE,
    words={
        "applied": Text("Order {number}: {stage}", "订单 {number}：{stage}"),
        "already_there": Text("Order {number} is there already", "订单 {number} 已存在"),
        "lease_late": Text(
            "Order {number} came too late to keep {units} of {product} for it: decide with the customer",
            "订单 {number} 送达过晚，{product} 的 {units} 件预留已收回：请与客户商定",
        ),
        "lease_overdrawn": Text(
            "Order {number} promises {units} of {product} beyond what was set aside: decide with the customer",
            "订单 {number} 承诺的 {product} 超出预留 {units} 件：请与客户商定",
        ),
        "lease_foreign": Text(
            "Order {number} promises {units} of {product} that were not set aside for this device: decide with the "
            "customer",
            "订单 {number} 承诺的 {product} {units} 件不是为本设备预留的：请与客户商定",
        ),
    },
    version=2,
)
class OrderPlace(Op, frozen=True, kw_only=True):
    """Somebody, or a shop, orders goods. The review looks at it at once.

    With nothing against it, it is approved and its stock reserved in the same decision; else it waits in review with
    the findings. Two orders of one channel never have the same number.

    What was promised offline from a lease of this device is reserved at once, whatever the review finds. Where a lease
    does not hold, nothing is oversold: the order waits in review, and its sales person hears of it.
    """

    order: RowId
    number: Word
    channel: Word = "desk"
    external_id: Line = ""
    customer: RowId | None = None
    rep: RowId | None = None
    warehouse: RowId
    currency: Currency = "EUR"
    lines: Annotated[tuple[PlacedLine, ...], Meta(min_length=1, max_length=LINES_MAX)]
    total: Amount
    placed_at: UtcMs
    due_at: UtcMs | None = None
    ship_name: Line = ""
    ship_street: Line = ""
    ship_city: Line = ""
    ship_zip: Line = ""
    ship_country: Country = ""
    ship_phone: Line = ""
    payment: Line = ""
    notes: Note = ""

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(self.rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order, needed=False)
        yield All(Order, "number", self.number)
        yield Ref(Warehouse, self.warehouse)
        if self.customer is not None:
            yield Ref(Customer, self.customer, needed=False)
        for n, line in enumerate(self.lines, 1):
            yield Ref(Product, line.product)
            yield from wants.promise(f"{self.order}/{n}", self.warehouse, line.product)
            yield Ref(OrderLine, f"{self.order}/{n}", needed=False)
            for use in line.leases:
                yield Ref(Lease, use.lease, needed=False)

    def stands(self, state: State, context: Context) -> bool:
        """An order that is firm in all its units is as good as a fact: the customer has been told.

        With a single unit more it is a request again: nobody orders beyond a lease under a right that has lapsed.
        """
        holder = _holder(context)
        return all(
            sum(use.quantity for use in line.leases) == line.quantity
            and not any(
                fault_of(state.find(Lease, use.lease), self.warehouse, line.product, use.quantity, holder)
                for use in line.leases
            )
            for line in self.lines
        )

    def decide(self, state: State, context: Context) -> Outcome:
        if self._is_there(state):
            return Refused("already_there", {"number": self.number}, ("keep_theirs",))
        draft = draft_of(state, context)
        customer = draft.find(Customer, self.customer) if self.customer else None
        order = draft.put(self._order(customer, context))
        lines = [draft.put(self._line(n, line)) for n, line in enumerate(self.lines, 1)]
        unkept = self._promises(draft, order, lines, _holder(context))
        lines = [draft.get(OrderLine, line.id) for line in lines]
        lacking = lacks(draft, self.warehouse, wanted_units(lines))
        found = review(order, lines, customer, lacking, unkept)
        for one in found:
            draft.put(finding(order, one))
        if unkept:
            order = draft.set(order, unkept=f"{context.id}/x")
        elif not any(one.holds for one in found):
            order = self._pass(draft, order, lines)
        return answer(draft, self._troubles(unkept), {"number": order.number, "stage": order.stage})

    def foresee(self, state: State, context: Context) -> Outcome:
        """In review, with what its leases make firm; the review itself, and all books, are the server's."""
        if self._is_there(state):
            return Refused("already_there", {"number": self.number}, ("keep_theirs",))
        draft = draft_of(state, context)
        customer = draft.find(Customer, self.customer) if self.customer else None
        order = draft.put(self._order(customer, context))
        told = Foreseen()
        for n, line in enumerate(self.lines, 1):
            uses = [(use.lease, use.quantity) for use in line.leases]
            foresee(draft, self.warehouse, draft.put(self._line(n, line)), uses, _holder(context), told)
        said: Params = {"firm": told.firm, "units": told.units, "by": told.by, "why": told.why}
        return answer(draft, params={"number": order.number, "stage": order.stage, **said})

    def _is_there(self, state: State) -> bool:
        same = any(o.channel == self.channel for o in state.all(Order, "number", self.number))
        return same or state.find(Order, self.order) is not None

    def _promises(self, draft: Draft, order: Order, lines: list[OrderLine], holder: Holder) -> list[Unkept]:
        uses = [[(use.lease, use.quantity) for use in line.leases] for line in self.lines]
        return [
            one for line, drawn in zip(lines, uses, strict=True) for one in make_firm(draft, order, line, drawn, holder)
        ]

    def _troubles(self, unkept: list[Unkept]) -> list[Trouble]:
        """One task for the whole order, told by the first thing that does not hold."""
        if not unkept:
            return []
        first = unkept[0]
        units = sum(one.units for one in unkept if (one.code, one.product) == (first.code, first.product))
        told: Params = {"order": self.order, "product": first.product, "units": units}
        return [Trouble(first.code, PhysicalTask("decide_order", "", "", first.product, units, CHOICES), told)]

    def _pass(self, draft: Draft, order: Order, lines: list[OrderLine]) -> Order:
        promise(draft, order, lines)
        charge(draft, order, 1)
        stage = ORDER_LIFE.advance(order.stage, "order.approve")
        return draft.set(order, stage=stage, decided_by=BY_RULES)

    def _order(self, customer: Customer | None, context: Context) -> Order:
        return Order(
            id=self.order, number=self.number, channel=self.channel, external_id=self.external_id,
            customer=customer.id if customer else None, rep=self.rep, warehouse=self.warehouse,
            currency=self.currency, total=self.total, placed_at=self.placed_at, due_at=self.due_at,
            ship_name=self.ship_name, ship_street=self.ship_street, ship_city=self.ship_city, ship_zip=self.ship_zip,
            ship_country=self.ship_country, ship_phone=self.ship_phone, payment=self.payment, notes=self.notes,
            lines=len(self.lines), placed_by=context.author,
        )  # fmt: skip

    def _line(self, n: int, line: PlacedLine) -> OrderLine:
        return OrderLine(
            id=f"{self.order}/{n}", order=self.order, n=n, rep=self.rep, product=line.product, ordered=line.quantity,
            unit_price=line.unit_price,
        )  # fmt: skip


def _holder(context: Context) -> Holder:
    return Holder(context.device, context.author, context.received_at)


EXAMPLE = OrderPlace(
    order="0192f3a0-order1",
    number="10421",
    customer="C-100",
    warehouse="ROT",
    lines=(
        PlacedLine(
            product="PEN-01", quantity=12, unit_price=250, leases=(LeaseUse(lease="0192f3a0-lease1", quantity=12),)
        ),
    ),
    total=3000,
    placed_at=1_795_400_000_000,
    ship_name="Ada Vos",
    ship_street="Kade 1",
    ship_city="Rotterdam",
    ship_zip="3011 AA",
    ship_country="NL",
    payment="on account",
)
