"""Ops that the server makes because somebody has asked for it: on the one road, under that person's name."""

from __future__ import annotations

from backend.api.errors import Problem
from backend.api.parts import Parts
from backend.domain.outcome import Out
from backend.ops.kernel import Op
from backend.sync.decide import SYSTEM
from backend.sync.scopes import access
from backend.sync.service import OwnOp
from backend.sync.wire import OutcomeFrame

AUTH_DEVICE = "sys:auth"


async def record_as(parts: Parts, person: str, op: Op, op_id: str = "") -> None:
    """Send an op of a person's. Raises a 403, 404 or 409 where it is refused. An id that is in the log counts once."""
    (outcome,) = await parts.sync.record(AUTH_DEVICE, [OwnOp(op, op_id, person)])
    if outcome.out is not Out.APPLIED:
        raise _refused(op, outcome)


async def record_for(parts: Parts, person: str, op: Op, op_id: str = "") -> None:
    """The same for what a person does about themselves. Who has no role yet is let through by the server."""
    roles = (await parts.store.read(lambda c: access(c, person))).roles
    await record_as(parts, person if roles else SYSTEM, op, op_id)


def _refused(op: Op, outcome: OutcomeFrame) -> Problem:
    params = dict(outcome.params)
    if outcome.code == "not_found" and params.get("id"):
        return Problem(404, "no_row", ("check_it",), **params)
    if outcome.code in {"not_found", "no_right"}:
        return Problem(403, "no_right", ("ask_lead",), right=op.right)
    problem = Problem(409, "refused", tuple(outcome.choices), **params)
    problem.code, problem.text = outcome.code, op.words.get(outcome.code, problem.text)
    return problem
