"""An op that was held back: the body that an exception task keeps until somebody decides on it."""

from __future__ import annotations

import msgspec

from backend.domain.task.rows import ExceptionTask
from backend.domain.task.settle import param
from backend.ops.kernel import Op


def held_op(task: ExceptionTask | None) -> Op | None:
    """The action that a task holds back, if it is one that can be read."""
    if task is None or not param(task, "held"):
        return None
    from backend.ops import versions  # late: it knows all ops, and some of them ask here

    known = versions.known(param(task, "kind"))
    if known is None:
        return None
    try:
        return versions.decoded(*known, param(task, "held").encode())
    except msgspec.MsgspecError:
        return None
