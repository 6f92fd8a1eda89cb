"""What is known of the scanner at a device."""

from __future__ import annotations

from typing import Literal

from backend.domain.device.findings import Verdict
from backend.domain.row import Row, table, user

Mode = Literal["keys", "text", "paste", "both", "hand", "none"]
Suffix = Literal["enter", "tab", "double", "uneven", "none"]
Separator = Literal["control", "alt", "token", "key", "lost", "uneven", "unknown"]
Keyboard = Literal["host", "azerty", "qwertz", "other", "scanner"]


@table("device_scanner")
class DeviceScanner(Row, frozen=True, kw_only=True):
    """How the scanner of a device was set when it was last checked. Id: the device.

    `findings` are codes of `findings.py`, the worst first. `put_before`, `put_behind`, `stand_in`, `by_place` and
    `gap_ms` are what the app needs to undo its habits, should the device lose what it knows.
    """

    person: str
    model: str = ""
    mode: Mode
    suffix: Suffix
    aim: bool
    gs: Separator
    layout: Keyboard
    caps: bool = False
    key_ms: int = 0
    gap_ms: int = 0
    put_before: str = ""
    put_behind: str = ""
    stand_in: str = ""
    by_place: bool = False
    findings: tuple[str, ...] = ()
    verdict: Verdict = "ok"
    checked_at: int

    def scopes(self) -> tuple[str, ...]:
        return ("admin", user(self.person))
