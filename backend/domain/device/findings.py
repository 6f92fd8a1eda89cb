"""What a scanner check can find, and how bad each is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Severity = Literal["stop", "slow", "fine"]
"""`stop`: a code cannot be read, or is read wrongly. `slow`: it costs time, or people are asked what a code says."""
Verdict = Literal["stop", "slow", "ok"]

SEVERITY: dict[str, Severity] = {
    "hand": "stop", "missing": "stop", "cut": "stop", "unread": "slow", "layout_host": "fine",
    "layout_scanner": "stop", "caps": "fine", "caps_text": "stop", "suffix_none": "slow", "suffix_tab": "fine",
    "suffix_double": "slow", "suffix_uneven": "slow", "added_behind": "fine", "added_before": "fine",
    "added_inside": "stop", "aim_none": "slow", "gs_lost": "slow", "gs_key": "slow", "gs_token": "fine",
    "gs_uneven": "slow", "gs_risky": "slow", "check_digit": "stop", "first_digit": "stop", "channels": "slow",
    "speed": "slow", "stall": "slow",
}  # fmt: skip
"""`fine`: Tote undoes it, and nobody notices."""


def verdict(findings: Iterable[str]) -> Verdict:
    """The worst of them. One that is not known here comes from a newer app, and deserves a look."""
    found = {SEVERITY.get(code, "slow") for code in findings}
    return "stop" if "stop" in found else "slow" if "slow" in found else "ok"
