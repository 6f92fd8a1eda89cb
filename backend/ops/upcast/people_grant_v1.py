"""people.grant@1: nobody was a receiver."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """The body as it is: version 2 only knows one more role."""
    if body.get("role") == "receiver":
        msg = "version 1 has no receivers"
        raise ValueError(msg)
    return body
