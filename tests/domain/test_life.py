"""The life of an order is one table, and every op that moves an order stands in it."""

from __future__ import annotations

from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.progress import reach
from backend.domain.order.rows import Stage
from backend.ops.catalogue import OPS

STAGES = ORDER_LIFE.stages
DAY = list(STAGES)
BACK = {("loaded", "ship.unload", "packed")}
STEPS = [(stage, by, to) for stage, rule in STAGES.items() for by, to in rule.steps.items()]


def test_each_stage_can_be_reached_from_the_start() -> None:
    seen, todo = set(), [ORDER_LIFE.start]
    while todo:
        stage = todo.pop()
        if stage not in seen:
            seen.add(stage)
            todo += STAGES[stage].steps.values()
    assert seen == set(STAGES)


def test_the_table_knows_the_stages_that_rows_may_have() -> None:
    assert set(STAGES) == set(Stage.__args__)  # type: ignore[attr-defined]


def test_each_step_is_taken_by_an_op_that_there_is() -> None:
    assert {by for _, by, _ in STEPS} <= set(OPS)


def test_no_stage_leads_back_but_for_a_carton_taken_off_the_truck() -> None:
    back = {(stage, by, to) for stage, by, to in STEPS if DAY.index(to) <= DAY.index(stage)}
    assert back == BACK


def test_each_stage_says_its_name_and_who_owns_it() -> None:
    for name, rule in STAGES.items():
        assert rule.en, name
        assert rule.zh, name
        assert bool(rule.owner) == bool(rule.steps), name


def test_a_fact_that_comes_early_leads_on_and_one_that_comes_late_leads_nowhere() -> None:
    assert reach("released", "pack.open") == "packing"
    assert reach("picking", "pack.finish") == "packed"
    assert reach("packed", "pick.hand_over") == "packed"
    assert reach("shipped", "ship.load") == "shipped"


def test_a_fact_wakes_nothing_that_is_over_or_was_never_let_go() -> None:
    for stage in ("review", "approved", "rejected", "cancelled"):
        for by in ("pick.hand_over", "pack.open", "ship.hand_over"):
            assert reach(stage, by) == stage
