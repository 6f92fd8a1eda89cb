"""When somebody who has practised is good enough to work alone."""

from __future__ import annotations

RIGHT_PERCENT_LEAST = 90
LINE_MS_MOST = 60_000
"""Without the walk between the places, which practice does not have."""


def certified(right: int, scans: int, line_ms: int) -> bool:
    """Nine of ten scans right at the first try, in a minute a line at most."""
    return scans > 0 and right * 100 >= scans * RIGHT_PERCENT_LEAST and line_ms <= LINE_MS_MOST
