"""pick.release@1: no way to walk, and no cart, were named."""

from __future__ import annotations

from typing import Any


def up(body: dict[str, Any]) -> dict[str, Any]:
    """The body as it is: the cart has no limit, and the run is walked the usual way."""
    return body
