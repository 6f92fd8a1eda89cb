"""Versions of what a person may do: each grant and each revocation counts one up."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.people.rows import Grant


def grant_v(grants: Iterable[Grant]) -> int:
    """The grant version of a person from all of their grants, old ones too; 0 without any."""
    return max((max(g.from_v, g.to_v or 0) for g in grants), default=0)


def active(grants: Iterable[Grant]) -> list[Grant]:
    """The grants that count now."""
    return [g for g in grants if g.to_v is None]
