"""Exception tasks that come besides the one that an outcome names."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.outcome import Params, PhysicalTask
from backend.domain.row import wh
from backend.domain.task.rows import ExceptionTask


def open_task(draft: Draft, code: str, task: PhysicalTask, params: Params) -> ExceptionTask:
    """One more task of the op that is being decided. Ids `<op>/x/1`, `<op>/x/2` … leave `<op>/x` to the outcome."""
    number = draft.next_id(ExceptionTask).rpartition("/")[2]
    return draft.put(
        ExceptionTask(
            id=f"{draft.op}/x/{number}",
            scope=wh(task.warehouse),
            code=code,
            act=task.act,
            warehouse=task.warehouse,
            place=task.place,
            product=task.product,
            quantity=task.quantity,
            params=params,
            choices=task.choices,
            op=draft.op,
            raised_by=draft.author,
            raised_at=draft.at,
        )
    )
