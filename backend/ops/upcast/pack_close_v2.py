"""pack.close@2: no device said which box was named."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """The body with the box that the bench of version 3 names, which is none."""
    if "box" in body:
        msg = "version 2 names no box"
        raise ValueError(msg)
    return {**body, "box": None}
