"""customer.consent."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.customer.rows import Customer
from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.product.substitutes import Consent
from backend.domain.row import desk_and_rep
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.ORDER_PLACE,
    offline=Offline.QUEUE,
    words={"applied": Text("Substitutes for {name}: {substitutes}", "{name} 的替代品：{substitutes}")},
)
class CustomerConsent(Op, frozen=True, kw_only=True):
    """What a customer says to substitutes in general. It holds for orders that are released from now on."""

    customer: RowId
    substitutes: Consent

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Customer, self.customer).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Customer, self.customer)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        customer = draft.set(state.get(Customer, self.customer), substitutes=self.substitutes)
        return answer(draft, params={"name": customer.name, "substitutes": self.substitutes})


EXAMPLE = CustomerConsent(customer="C-100", substitutes="always")
