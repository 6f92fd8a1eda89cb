"""How large a difference a person's count may have without a second look."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.count.rows import CountLimit
from backend.domain.people.rows import Grant

LEAD = (50, 25)
"""Units and percent, where nobody has set a limit for a lead."""
OTHERS = (5, 10)
"""Units and percent, where nobody has set a limit for anybody else."""


def limit_id(warehouse: str, who: str) -> str:
    """The id of a limit."""
    return f"{warehouse}/{who}"


def limit_of(limits: Iterable[CountLimit], grants: Iterable[Grant], person: str) -> tuple[int, int]:
    """A person's limit in units and percent: their own, else the widest of their roles."""
    by_who = {limit.who: (limit.units, limit.percent) for limit in limits}
    if person in by_who:
        return by_who[person]
    roles = {g.role for g in grants if g.person == person and g.to_v is None}
    found = [by_who.get(f"role:{role}", LEAD if role == "lead" else OTHERS) for role in sorted(roles)]
    return max(found, default=OTHERS)


def allowed(limit: tuple[int, int], expected: int) -> int:
    """The largest difference, in units, that a limit lets pass. A single unit is never too many percent."""
    units, percent = limit
    return min(units, max(1, expected * percent // 100))
