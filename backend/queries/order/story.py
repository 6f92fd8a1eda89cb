"""What happened to an order: its rows as they are, and every action that touched it, in the order of the log."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.domain.order.rows import Finding, Order, OrderLine
from backend.domain.pack.rows import Shipment
from backend.domain.people.roles import Right, may
from backend.domain.people.rows import Device, Person
from backend.domain.task.rows import ExceptionTask
from backend.domain.units import RowId
from backend.queries.kernel import Asker, NotThere, Query, query
from backend.store import rows as stored
from backend.store.tables import OP, OP_SUBJECT, TABLES

STEPS_MAX = 2000
_PERSON, _DEVICE = TABLES[Person], TABLES[Device]


class Step(Struct):
    """One action: who did what, where from, when (UTC ms by the server's clock), and what came of it."""

    op: str
    kind: str
    at: int
    person: str
    person_name: str
    device: str
    device_name: str
    out: str
    body: dict[str, Any]
    code: str = ""
    params: dict[str, str | int] = {}


class Story(Struct):
    """An order with all that belongs to it."""

    order: Order
    lines: list[OrderLine]
    findings: list[Finding]
    shipments: list[Shipment]
    exceptions: list[ExceptionTask]
    steps: list[Step]


@query(right=Right.READ_DESK)
class OrderStory(Query, frozen=True, kw_only=True):
    """An order, its lines and findings, and every action that touched it: by whom, on which device, when."""

    order: RowId

    def answer(self, connection: sa.Connection, asker: Asker) -> Story:
        found = stored.load(connection, Order, "id", [self.order])
        if not found or not any(may(Right.READ_DESK, scope, asker.roles) for scope in found[0].scopes()):
            raise NotThere("sales_order", self.order)
        steps = _steps(connection, self.order)
        return Story(
            order=found[0],
            lines=sorted(stored.load(connection, OrderLine, "order", [self.order]), key=lambda line: line.n),
            findings=stored.load(connection, Finding, "order", [self.order]),
            shipments=stored.load(connection, Shipment, "order", [self.order]),
            exceptions=stored.load(connection, ExceptionTask, "op", [step.op for step in steps]),
            steps=steps,
        )


class _Body(Struct):
    body: dict[str, Any] = {}


class _Outcome(Struct):
    code: str = ""
    params: dict[str, str | int] = {}


def _steps(connection: sa.Connection, order: str) -> list[Step]:
    columns = (OP.c.id, OP.c.kind, OP.c.received_at, OP.c.author, OP.c.device, OP.c.out, OP.c.bytes, OP.c.outcome)
    query = (
        sa.select(*columns, _PERSON.c.name.label("person_name"), _DEVICE.c.name.label("device_name"))
        .join(OP_SUBJECT, OP_SUBJECT.c.op == OP.c.id)
        .outerjoin(_PERSON, _PERSON.c.id == OP.c.author)
        .outerjoin(_DEVICE, _DEVICE.c.id == OP.c.device)
        .where(OP_SUBJECT.c.subject == order)
        .order_by(OP.c.position)
        .limit(STEPS_MAX)
    )
    return [_step(row) for row in connection.execute(query).all()]


def _step(row: Any) -> Step:
    outcome = msgspec.json.decode(row.outcome, type=_Outcome)
    return Step(
        op=row.id, kind=row.kind, at=row.received_at, person=row.author, person_name=row.person_name or row.author,
        device=row.device, device_name=row.device_name or row.device, out=row.out,
        body=msgspec.json.decode(row.bytes, type=_Body).body, code=outcome.code, params=outcome.params,
    )  # fmt: skip
