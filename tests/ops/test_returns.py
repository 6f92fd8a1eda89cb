"""Goods come back, are taken back, carried about and set apart: no unit is made or lost, and none promised twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.domain.returns.rows import Disposition, ReturnLine
from backend.domain.stock.rows import Move, Stock
from backend.domain.task.rows import ExceptionTask
from backend.ops.kernel import Op
from backend.ops.returns.close import ReturnsClose
from backend.ops.returns.inspect import ReturnsInspect
from backend.ops.returns.open import ReturnsOpen
from backend.ops.returns.take_back import ReturnsTakeBack
from backend.ops.stock.move import StockMove
from tests.ops import laws
from tests.ops.memory import context, play
from tests.ops.test_inbound import RAWS, house, inside, lot, raw, units

BACK = "rt1"
become = st.sampled_from(("restock", "quarantine", "scrap"))
facts: st.SearchStrategy[Op] = st.one_of(
    st.builds(
        ReturnsInspect, receipt=st.just(BACK), location=inside, raw=raw, units=units, lot=lot, disposition=become
    ),
    st.builds(
        ReturnsTakeBack, receipt=st.just(BACK), location=inside, raw=raw, units=units, lot=lot, disposition=become
    ),
    st.builds(StockMove, from_location=inside, to_location=inside, raw=raw, units=units, lot=lot),
    st.just(ReturnsClose(receipt=BACK)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(facts, max_size=14))
def test_no_unit_is_made_or_lost(ops: list[Op]) -> None:
    memory = house()
    play(memory, ReturnsOpen(receipt=BACK, warehouse="ROT"), context("op-0"))
    for n, op in enumerate(ops, 1):
        play(memory, op, context(f"op-{n}"))
        laws.units_are_conserved(memory)
        laws.positions_add_up(memory)
    came = sum(
        move.quantity * (1 if move.from_location == "ROT/customer" else -1)
        for move in memory.rows(Move)
        if "ROT/customer" in {move.from_location, move.to_location}
    )
    assert came == sum(line.returned for line in memory.rows(ReturnLine)), "what came from the customer is on the lines"
    refunds = [task for task in memory.rows(ExceptionTask) if task.act == "see_to_refund"]
    assert len(refunds) <= 1
    assert all(task.scopes() == ("desk",) for task in refunds)


MADE: tuple[tuple[Disposition, str], ...] = (("restock", "A-01"), ("quarantine", "QUARANTINE"), ("scrap", "RECEIVE"))


def test_what_is_taken_back_leaves_no_trace() -> None:
    memory = house()
    play(memory, ReturnsOpen(receipt=BACK, warehouse="ROT"), context("op-0"))
    for n, (what, place) in enumerate(MADE):
        done = ReturnsInspect(receipt=BACK, location=f"ROT/{place}", raw=RAWS[1], units=2, disposition=what)
        play(memory, done, context(f"op-a{n}"))
        play(memory, done.undo(f"op-a{n}"), context(f"op-b{n}"))
    assert memory.rows(ExceptionTask) == []
    assert all(stock.quantity == 0 for stock in memory.rows(Stock))
    (line,) = memory.rows(ReturnLine)
    assert (line.returned, line.reasons) == (0, {})
