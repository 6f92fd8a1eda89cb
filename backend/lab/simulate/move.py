"""An op that only the simulation knows: an order goes to another sales person, and so from one scope to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.row import desk_and_rep
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.catalogue import OPS
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want


class SimulateMove(Op, frozen=True, kw_only=True):
    """An order and its lines are another sales person's from now on."""

    order: RowId
    rep: RowId | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return desk_and_rep(state.get(Order, self.order).rep)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Order, self.order)
        yield All(OrderLine, "order", self.order)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        draft.set(state.get(Order, self.order), rep=self.rep)
        for line in state.all(OrderLine, "order", self.order):
            draft.set(line, rep=self.rep)
        return answer(draft)


SimulateMove.kind, SimulateMove.nature, SimulateMove.right = "simulate.move", Nature.REQUEST, Right.ORDER_PLACE
SimulateMove.offline, SimulateMove.words = Offline.ONLINE, {"applied": Text("Moved", "已移交")}


@contextmanager
def known() -> Iterator[None]:
    """While a simulation runs, the server knows this op."""
    OPS[SimulateMove.kind] = SimulateMove
    try:
        yield
    finally:
        del OPS[SimulateMove.kind]
