"""product.classify@1: nobody could say that a product has to stand, or that it is dangerous goods."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """The body that leaves as it was what version 2 can say."""
    if body.keys() & {"upright", "un_number", "hazard_class"}:
        msg = "version 1 says neither which side is up nor what is dangerous"
        raise ValueError(msg)
    return {**body, "upright": None, "un_number": None, "hazard_class": ""}
