"""When each device last talked with the server, and what it has announced and not delivered."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from backend.domain.people.roles import Right, may
from backend.domain.people.rows import Device
from backend.queries.kernel import Asker, Query, query
from backend.store.tables import DEVICE_HEAD, TABLES

_DEVICE = TABLES[Device]


class Seen(Struct):
    """One device: last heard at (UTC ms by the server's clock), delivered up to `last_n` of `declared_n` ops."""

    device: str
    seen_at: int
    last_n: int
    declared_n: int


class SeenDevices(Struct):
    """All devices that have ever pushed or pulled."""

    devices: list[Seen]


@query(right=Right.DEVICE)
class DeviceSeen(Query, frozen=True, kw_only=True):
    """When each device last talked with the server, and how much it holds that did not arrive."""

    def answer(self, connection: sa.Connection, asker: Asker) -> SeenDevices:
        if not may(Right.DEVICE, "admin", asker.roles):
            return SeenDevices([])
        head = DEVICE_HEAD.c
        found = connection.execute(
            sa.select(head.device, head.seen_at, head.last_n, head.declared_n)
            .join(_DEVICE, _DEVICE.c.id == head.device)
            .where(_DEVICE.c.kind != "system")
            .order_by(head.device)
        )
        return SeenDevices([Seen(*row) for row in found])
