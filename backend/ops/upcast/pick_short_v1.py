"""pick.short@1: the rest of a short stop stays short."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """The body with the bins that version 2 goes on to, which are none."""
    if "instead" in body:
        msg = "version 1 goes on to no other bin"
        raise ValueError(msg)
    return {**body, "instead": []}
