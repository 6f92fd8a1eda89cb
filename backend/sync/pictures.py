"""Pictures that ops name: those that no device has brought yet, and whether one ever will."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from backend.domain.people.rows import Device
from backend.domain.photo.rows import Photo
from backend.store.tables import DEVICE_HEAD, PICTURE, TABLES

GIVEN_UP_MS = 24 * 3_600_000
"""A device brings its pictures as soon as its ops are sent. One that has talked with us a day later has lost it."""


class Waits(Struct, frozen=True):
    """Where a picture is that was never brought: a device, when it was last heard (UTC ms, 0 for never)."""

    device: str
    heard_at: int
    is_lost: bool


def missing(connection: sa.Connection) -> list[tuple[str, str]]:
    """The hash of each, and who has taken it: on a device of theirs it still lies, or was lost with it."""
    photo = TABLES[Photo]
    query = (
        sa.select(photo.c.sha256, photo.c.taken_by)
        .outerjoin(PICTURE, PICTURE.c.sha256 == photo.c.sha256)
        .where(PICTURE.c.sha256.is_(None))
        .order_by(photo.c.taken_at, photo.c.id)
    )
    return [(sha256, person) for sha256, person in connection.execute(query)]


def waits(connection: sa.Connection, sha256: str) -> Waits | None:
    """Where a picture still is. Of several devices that have taken the same one, the likeliest to bring it.

    Lost with its device: that was reported, or taken out of use, or has come back and does not have it. None where
    nobody noted the device.
    """
    photo, device, head = TABLES[Photo].c, TABLES[Device].c, DEVICE_HEAD.c
    query = (
        sa.select(device.name, device.state, head.seen_at, photo.taken_at)
        .select_from(TABLES[Photo].join(TABLES[Device], device.id == photo.device))
        .outerjoin(DEVICE_HEAD, head.device == photo.device)
        .where(photo.sha256 == sha256)
        .order_by(photo.id)
    )
    found = [
        Waits(name, seen or 0, state != "active" or (seen or 0) - taken > GIVEN_UP_MS)
        for name, state, seen, taken in connection.execute(query)
    ]
    return min(found, key=lambda one: one.is_lost, default=None)
