"""order.place@1: its lines draw on no lease."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """Each line with the empty list of leases that version 2 has."""
    return {**body, "lines": [_line(line) for line in body.get("lines", ())]}


def _line(line: dict[str, Any]) -> dict[str, Any]:
    if "leases" in line:
        msg = "a line of version 1 has no leases"
        raise ValueError(msg)
    return {**line, "leases": []}
