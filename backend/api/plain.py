"""Routes whose bytes must not be compressed again."""

from __future__ import annotations

from typing import Any

KEY = "plain"
PLAIN: dict[str, Any] = {KEY: True}
"""For routes that bring bytes which are compressed already."""
