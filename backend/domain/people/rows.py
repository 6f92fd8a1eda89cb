"""People, what they may do and where, and their devices."""

from __future__ import annotations

from typing import Literal

from backend.domain.people.roles import Role
from backend.domain.row import Row, table, user, wh

Language = Literal["en", "zh"]
Hand = Literal["left", "right"]
Theme = Literal["light", "dark", "system"]


@table("person")
class Person(Row, frozen=True, kw_only=True):
    """Somebody who works with Tote. Their sign-in secret is kept apart and never leaves the server."""

    name: str
    language: Language = "en"
    active: bool = True

    def scopes(self) -> tuple[str, ...]:
        return ("catalog",)


@table("preference")
class Preference(Row, frozen=True, kw_only=True):
    """How screens and sounds are for a person, on any device. Id: the person's. `size`, `volume` in per cent."""

    language: Language = "en"
    size: int = 100
    hand: Hand = "right"
    theme: Theme = "system"
    volume: int = 100

    def scopes(self) -> tuple[str, ...]:
        return (user(self.id),)


@table("practice")
class Practice(Row, frozen=True, kw_only=True):
    """How a person's last practice run went. Id: the person's. `right_first`: of `scans`, those right at the first try.

    `certified_at` is when one of their runs was good enough, in UTC milliseconds.
    """

    warehouse: str
    rounds: int = 0
    scans: int = 0
    right_first: int = 0
    line_ms: int = 0
    certified_at: int | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), "admin", user(self.id))


@table("role_grant")
class Grant(Row, frozen=True, kw_only=True):
    """A role of a person in one warehouse, or everywhere that the role reaches when `warehouse` is empty.

    It counts from the person's grant version `from_v` (inclusive) up to `to_v` (exclusive; none = still).
    """

    person: str
    role: Role
    warehouse: str = ""
    from_v: int
    to_v: int | None = None

    def scopes(self) -> tuple[str, ...]:
        return ("admin", user(self.person))


@table("device")
class Device(Row, frozen=True, kw_only=True):
    """One installed app. A lost device may still deliver facts, which then wait for a supervisor.

    `key` is its public P-256 key, the uncompressed point (SEC 1, 2.3.3) in base64url without padding; empty for a
    device without one. `shared`: several people take turns on it, by badge and PIN. `fork_of`: the device that it was
    cloned from.
    """

    name: str
    kind: Literal["handheld", "phone", "tablet", "desk", "system"] = "phone"
    state: Literal["active", "lost", "revoked"] = "active"
    key: str = ""
    shared: bool = False
    warehouse: str = ""
    fork_of: str = ""

    def scopes(self) -> tuple[str, ...]:
        return ("admin",)
