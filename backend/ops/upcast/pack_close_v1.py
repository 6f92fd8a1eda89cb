"""pack.close@1: the server gave the SSCC."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """The body with the number that the device of version 2 gives, which is none."""
    if "sscc" in body:
        msg = "version 1 gives no number"
        raise ValueError(msg)
    return {**body, "sscc": ""}
