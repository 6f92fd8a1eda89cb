"""customer.add."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.customer.rows import Customer
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import desk_and_rep
from backend.domain.units import MOST, Country, Currency, Line, RowId, UtcMs, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.CUSTOMER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} is a customer", "客户 {name} 已登记"),
        "already_there": Text("{name} is a customer already", "客户 {name} 已存在"),
    },
)
class CustomerAdd(Op, frozen=True, kw_only=True):
    """A customer is entered, with the credit that was agreed. `since` is when they first bought; none: today."""

    customer: RowId
    number: Word
    name: Word
    email: Line = ""
    rep: RowId | None = None
    currency: Currency = "EUR"
    credit_limit: Annotated[int, Meta(ge=0, le=MOST, description="minor units of the currency")] = 0
    since: UtcMs | None = None
    street: Line = ""
    city: Line = ""
    zip: Line = ""
    country: Country = ""
    phone: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(self.rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Customer, self.customer, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(Customer, self.customer) is not None:
            return Refused("already_there", {"name": self.name}, ("keep_theirs", "discard"))
        draft = draft_of(state, context)
        draft.put(
            Customer(
                id=self.customer, number=self.number, name=self.name, email=self.email, rep=self.rep,
                currency=self.currency, credit_limit=self.credit_limit,
                since=context.received_at if self.since is None else self.since, street=self.street,
                city=self.city, zip=self.zip, country=self.country, phone=self.phone,
            )
        )  # fmt: skip
        return answer(draft, params={"name": self.name})


EXAMPLE = CustomerAdd(customer="C-100", number="100", name="Vos & Zonen", credit_limit=500_000, country="NL")
