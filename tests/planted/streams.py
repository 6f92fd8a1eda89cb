"""Bugs in what goes over streams. `like` names the fault class that each stands for."""
# ruff: noqa: ANN001, ANN201, ANN202 (a patch has the signature of what it replaces)

from __future__ import annotations

from msgspec.structs import replace

from backend.lab.simulate.planted import Planted, both, instead
from backend.sync.client import replica
from backend.sync.client.kept import CURSORS
from backend.sync.stream import Connection


def skips_what_waits(old):
    def poke(self):
        for frame in self._frames:
            self._mark(frame)
        self._forget()

    return poke


def follows_anything(old):
    def apply_page(tx, page, touched):
        cursor = tx.get(CURSORS, page.scope)
        if cursor is not None and cursor.whole and cursor.seq < page.from_:
            tx.put(CURSORS, page.scope, replace(cursor, seq=page.from_))
        return old(tx, page, touched)

    return apply_page


BUGS = [
    Planted(
        "what a slow reader has no room for is skipped",
        "slow reader",
        both(instead(Connection, "_poke", skips_what_waits), instead(replica, "apply_page", follows_anything)),
        ("slow",),
        5,
        14,
    ),
]
