"""instruction.set@1: nothing could be said where goods are moved, come back or are counted."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """The body as it is: version 2 only knows more steps."""
    if body.get("step") in {"move", "returns", "count"}:
        msg = "version 1 has no such step"
        raise ValueError(msg)
    return body
