"""How a device comes in by a code: somebody shows it as a QR code, the device scans it and shows a key of its own."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa

from backend.api.auth import codes, tries
from backend.api.auth.device_frames import EnrolCodeFrame, EnrolFrame, EnrolledFrame, MadeCodeFrame
from backend.api.auth.devices import checked, prove
from backend.api.auth.own import record_as
from backend.api.errors import Problem
from backend.api.parts import Parts
from backend.domain.stock.rows import Warehouse
from backend.ops.device.enroll import DeviceEnroll
from backend.store.tables import ENROL_CODE, TABLES
from backend.sync.service import own_id

LIFE_MS = 10 * 60 * 1000
KEPT_MS = 24 * 3600 * 1000
"""A code that was used answers the same device again for so long."""


async def make(parts: Parts, person: str, frame: EnrolCodeFrame, life_ms: int = LIFE_MS) -> MadeCodeFrame:
    """A code that lets one device in, within minutes."""
    now, code = parts.clock(), codes.new(codes.ENROL_BITS)
    houses = await parts.store.read(lambda c: list(c.scalars(sa.select(TABLES[Warehouse].c.id))))
    if frame.warehouse and frame.warehouse not in houses:
        raise Problem(400, "no_warehouse", ("choose_other",), asked=frame.warehouse, there=", ".join(sorted(houses)))
    expires_at = now + life_ms
    row = {
        "hash": codes.hashed(code), "person": person, "device": f"d-{uuid.uuid4().hex}", "name": frame.name,
        "kind": frame.kind, "shared": frame.shared, "warehouse": frame.warehouse, "expires_at": expires_at, "key": "",
    }  # fmt: skip
    await parts.store.write(lambda c: _keep(c, row, now))
    return MadeCodeFrame(code, f"/#/enrol/{code}", expires_at)


def _keep(connection: sa.Connection, row: dict[str, Any], now: int) -> None:
    connection.execute(sa.delete(ENROL_CODE).where(ENROL_CODE.c.expires_at <= now - KEPT_MS))
    connection.execute(sa.insert(ENROL_CODE), [row])


async def enrol(parts: Parts, frame: EnrolFrame, address: str) -> EnrolledFrame:
    """Let a device in. The same device may ask again, in case that the answer was lost."""
    prove(frame.key, f"tote-enrol-1\n{frame.code}\n{frame.key}", frame.proof)
    now = parts.clock()
    try:
        counted = await parts.store.write(lambda c: tries.begin(c, f"enrol\0{address}", now))
    except tries.TooManyTries as error:
        raise Problem(429, "too_many_tries", ("wait",), retry_after=error.retry_after_s) from None
    row = await parts.store.write(lambda c: _use(c, codes.hashed(frame.code), frame.key, now))
    if row is None:
        raise Problem(403, "bad_code", ("ask_admin",))
    await parts.store.write(lambda c: tries.succeeded(c, counted))
    if row.key != frame.key:
        raise Problem(409, "code_used", ("ask_admin",))
    op = DeviceEnroll(
        device=row.device, name=row.name, device_kind=row.kind, key=row.key, shared=row.shared, warehouse=row.warehouse
    )
    await record_as(parts, row.person, op, own_id("enrol", row.device))
    await checked(parts, row.device)
    return EnrolledFrame(row.device, row.name, row.kind, row.shared, row.warehouse)


def _use(connection: sa.Connection, hash_: bytes, key: str, now: int) -> Any:
    """The code's row, with the key of the device that was first; none if the code is unknown or too old."""
    table = ENROL_CODE
    unused = sa.update(table).where(table.c.hash == hash_, table.c.key == "", table.c.expires_at > now)
    connection.execute(unused.values(key=key))
    row = connection.execute(sa.select(table).where(table.c.hash == hash_)).first()
    return row if row is not None and row.key else None
