"""Finding an order by what somebody on the telephone knows of it."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
from msgspec import Meta, Struct

from backend.domain.customer.rows import Customer
from backend.domain.order.rows import Order, Stage
from backend.domain.people.roles import Right, may
from backend.domain.units import Line
from backend.queries.kernel import Asker, Query, query
from backend.store import rows as stored
from backend.store.tables import TABLES

_ORDER, _CUSTOMER = TABLES[Order], TABLES[Customer]


class Found(Struct):
    """The orders, the newest first; `more` if there are others behind them."""

    orders: list[Order]
    more: bool


@query(right=Right.READ_DESK)
class OrderSearch(Query, frozen=True, kw_only=True):
    """Orders whose number, shop number, recipient or customer holds a text; in a stage, if one is given."""

    text: Line = ""
    stage: Stage | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50

    def answer(self, connection: sa.Connection, asker: Asker) -> Found:
        if not may(Right.READ_DESK, "desk", asker.roles):
            return Found([], more=False)
        found = list(connection.scalars(self._query().limit(self.limit + 1)))
        orders = {order.id: order for order in stored.load(connection, Order, "id", found[: self.limit])}
        return Found([orders[id_] for id_ in found[: self.limit]], more=len(found) > self.limit)

    def _query(self) -> sa.Select[str]:
        columns = (_ORDER.c.number, _ORDER.c.external_id, _ORDER.c.ship_name, _CUSTOMER.c.name)
        query = sa.select(_ORDER.c.id).outerjoin(_CUSTOMER, _CUSTOMER.c.id == _ORDER.c.customer)
        if self.text.strip():
            wanted = self.text.strip()
            query = query.where(sa.or_(*(column.icontains(wanted, autoescape=True) for column in columns)))
        if self.stage is not None:
            query = query.where(_ORDER.c.stage == self.stage)
        return query.order_by(_ORDER.c.placed_at.desc(), _ORDER.c.id)
