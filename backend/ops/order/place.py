"""order.place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct

from backend.domain.customer.rows import Customer
from backend.domain.draft import Draft
from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.promise import charge, lacks, promise, wanted_units
from backend.domain.order.review import finding, review
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import desk_and_rep
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Amount, Country, Currency, Line, Note, RowId, Units, UtcMs, Word
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation

LINES_MAX = 500
BY_RULES = "rules"
"""Who decided on an order that the review let pass."""


class PlacedLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Units of one product at a price each."""

    product: RowId
    quantity: Units
    unit_price: Annotated[int, Meta(ge=0, le=2**53 - 1, description="minor units of the order's currency")] = 0


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_PLACE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Order {number}: {stage}", "订单 {number}：{stage}"),
        "already_there": Text("Order {number} is there already", "订单 {number} 已存在"),
    },
)
class OrderPlace(Op, frozen=True, kw_only=True):
    """Somebody, or a shop, orders goods. The review looks at it at once.

    With nothing against it, it is approved and its stock reserved in the same decision; else it waits in review with
    the findings. Two orders of one channel never have the same number.
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

    def decide(self, state: State, context: Context) -> Outcome:
        same = [o for o in state.all(Order, "number", self.number) if o.channel == self.channel]
        if same or state.find(Order, self.order) is not None:
            return Refused("already_there", {"number": self.number}, ("keep_theirs",))
        draft = draft_of(state, context)
        customer = draft.find(Customer, self.customer) if self.customer else None
        order = draft.put(self._order(customer, context))
        lines = [draft.put(self._line(n, line)) for n, line in enumerate(self.lines, 1)]
        found = review(order, lines, customer, lacks(draft, self.warehouse, wanted_units(lines)))
        for one in found:
            draft.put(finding(order, one))
        if not any(one.holds for one in found):
            order = self._pass(draft, order, lines)
        return answer(draft, params={"number": order.number, "stage": order.stage})

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


EXAMPLE = OrderPlace(
    order="0192f3a0-order1",
    number="10421",
    customer="C-100",
    warehouse="ROT",
    lines=(PlacedLine(product="PEN-01", quantity=12, unit_price=250),),
    total=3000,
    placed_at=1_795_400_000_000,
    ship_name="Ada Vos",
    ship_street="Kade 1",
    ship_city="Rotterdam",
    ship_zip="3011 AA",
    ship_country="NL",
    payment="on account",
)
