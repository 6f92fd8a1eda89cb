"""How many orders stand where, from review to the truck."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from backend.domain.order.life import ORDER_LIFE
from backend.domain.order.rows import Order
from backend.domain.people.roles import Right, may
from backend.domain.task.rows import ExceptionTask
from backend.queries.kernel import Asker, Query, query
from backend.store.tables import TABLES

_ORDER, _TASK = TABLES[Order], TABLES[ExceptionTask]


class StageCount(Struct):
    """Orders in a stage, how many of them are held, and when the oldest was placed (UTC ms; none if there is none).

    `owner`, `minutes_max` and `leads_to` are the rule of the stage: whose turn it is, for how long, and what follows.
    """

    stage: str
    owner: str
    minutes_max: int | None
    leads_to: list[str]
    orders: int = 0
    held: int = 0
    oldest_at: int | None = None


class Map(Struct):
    """All stages in the order of an order's life, and the exceptions that wait for somebody."""

    stages: list[StageCount]
    exceptions_open: int


@query(right=Right.READ_DESK)
class LifeMap(Query, frozen=True, kw_only=True):
    """Counts by stage of an order's life, for one warehouse or all."""

    warehouse: str = ""

    def answer(self, connection: sa.Connection, asker: Asker) -> Map:
        stages = {
            name: StageCount(name, rule.owner, rule.minutes_max, sorted(set(rule.steps.values())))
            for name, rule in ORDER_LIFE.stages.items()
        }
        if not may(Right.READ_DESK, "desk", asker.roles):
            return Map(list(stages.values()), 0)
        held = sa.func.sum(sa.case((_ORDER.c.held != "", 1), else_=0))
        counts = sa.select(_ORDER.c.stage, sa.func.count(), held, sa.func.min(_ORDER.c.placed_at)).group_by(
            _ORDER.c.stage
        )
        tasks = sa.select(sa.func.count()).where(_TASK.c.stage == "open")
        if self.warehouse:
            counts = counts.where(_ORDER.c.warehouse == self.warehouse)
            tasks = tasks.where(_TASK.c.warehouse == self.warehouse)
        for stage, orders, on_hold, oldest_at in connection.execute(counts):
            count = stages[stage]
            count.orders, count.held, count.oldest_at = orders, on_hold, oldest_at
        return Map(list(stages.values()), connection.scalar(tasks) or 0)
