"""From a draft and what went wrong to an outcome."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.outcome import Applied, Contradicted, Outcome, Params, PhysicalTask
from backend.domain.task.opened import open_task
from backend.ops.kernel import Context, State, Text

RECOUNT = Text("{units} more taken than the books hold: recount {place}", "实取比账面多 {units} 件：请重新盘点 {place}")
BELOW_PROMISED = Text(
    "{units} units are promised and not there: look at the open orders", "已承诺但缺货 {units} 件：请检查未完成订单"
)

UNFINISHED = Text("{units} not picked on run {number}: pick the rest", "拣货单 {number} 还有 {units} 件未拣：请补拣")


class Trouble(Struct, frozen=True):
    """One difference between the world and the books, and the hands that it needs."""

    code: str
    task: PhysicalTask
    params: Params = {}


def draft_of(state: State, context: Context) -> Draft:
    """A draft for the op that is being decided."""
    return Draft(state, op=context.id, author=context.author, at=context.received_at)


def answer(draft: Draft, troubles: Sequence[Trouble] = (), params: Params | None = None) -> Outcome:
    """Applied, or contradicted by the first trouble; the others become tasks of their own."""
    said = params or {}
    if not troubles:
        return Applied(draft.rows(), said)
    first, *others = troubles
    for trouble in others:
        open_task(draft, trouble.code, trouble.task, trouble.params)
    return Contradicted(first.code, first.task, draft.rows(), {**said, **first.params})


def recount(warehouse: str, place: str, product: str, lot: str, units: int) -> Trouble:
    """More was taken from a place than the books hold there."""
    task = PhysicalTask("recount", warehouse, place, product, units, ("recount",))
    return Trouble("not_in_books", task, {"place": place, "product": product, "lot": lot, "units": units})


def below_promised(warehouse: str, place: str, product: str, units: int) -> Trouble:
    """Promised units are gone."""
    task = PhysicalTask("look_at_orders", warehouse, place, product, units, ("done",))
    return Trouble("below_promised", task, {"place": place, "product": product, "units": units})
