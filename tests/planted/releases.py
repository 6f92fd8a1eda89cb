"""Bugs in what builds of different versions are given. `like` names the fault class that each stands for."""
# ruff: noqa: ANN001, ANN201, ANN202 (a patch has the signature of what it replaces)

from __future__ import annotations

from backend.lab.simulate.planted import Planted, instead
from backend.sync import pull, versions
from backend.sync.hub import Hub


def anybodys_digests(old):
    async def pulled(self, pull, frame, person):
        answer, access = await old(self, pull, frame, person)
        self._heads |= {s: head for s, head in answer.digest.items() if head[0] >= self._heads.get(s, (0, ""))[0]}
        return answer, access

    return pulled


BUGS = [
    Planted(
        "a release looks like a restore",
        "version bump",
        instead(pull, "has_seen_more", lambda old: lambda held, stands, _v: old(held, stands, held.v)),
        ("release",),
    ),
    Planted(
        "an older build's digests go to everybody",
        "version bump",
        instead(Hub, "_pull", anybodys_digests),
        ("release", "slow", "server"),
        4,
    ),
    Planted(
        "the digests of older builds stand still",
        "version bump",
        instead(versions, "move", lambda _old: lambda _connection, _changes: None),
        ("release",),
    ),
    Planted(
        "older builds are sent rows as they are now",
        "version bump",
        instead(versions, "project", lambda _old: lambda changes, _version: list(changes)),
        ("release",),
    ),
]
