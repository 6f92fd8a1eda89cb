"""Which device somebody signs in on: a known one, one that has lost its key, or a new one."""

from __future__ import annotations

import re
import uuid

import sqlalchemy as sa

from backend.api.auth.frames import DEVICE_ID, DeviceFrame
from backend.api.auth.known import device_of
from backend.api.auth.own import record_for
from backend.api.errors import Problem
from backend.api.parts import Parts
from backend.domain.people.roles import ROLES, Right
from backend.domain.people.rows import Device
from backend.ops.device.join import DeviceJoin
from backend.ops.device.rekey import DeviceRekey
from backend.store.tables import SESSION
from backend.sync.scopes import access
from backend.sync.service import own_id
from backend.sync.signature import verify


def gone(device: Device | None) -> Problem | None:
    """Why a device may not go on, if it may not: it sends what it holds to the drop-box, and is then emptied."""
    if device is None or device.state == "active":
        return None
    return Problem(401, "device_lost" if device.state == "lost" else "device_revoked", ("wipe",))


async def checked(parts: Parts, id_: str) -> Device | None:
    """A device by its id. Raises a 401 for one that was taken back."""
    device = await parts.store.read(lambda c: device_of(c, id_))
    problem = gone(device)
    if problem:
        raise problem
    return device


def prove(key: str, text: str, proof: str | None) -> None:
    """Raises a 401 unless `proof` is the signature of `text` with the private half of `key`."""
    if not verify(key, text, proof or ""):
        raise Problem(401, "bad_proof", ("try_again",))


async def device_for(parts: Parts, frame: DeviceFrame, person: str) -> Device:
    """The device that a person has signed in on. Its key, if it has one, has been proved.

    Another key for a device that is known is taken from people who have worked on it or look after devices; for
    anybody else it is a new device, since an id is no secret.
    """
    key = frame.key or ""
    known = await checked(parts, frame.id) if frame.id and re.fullmatch(DEVICE_ID, frame.id) else None
    if known is None:
        return await _join(parts, frame, person)
    if known.key == key:
        return known
    if not key:
        raise Problem(403, "need_key", ("as_new_device",))
    if known.key and not await parts.store.read(lambda c: _looks_after(c, person, known.id)):
        return await _join(parts, DeviceFrame(None, frame.name, frame.kind, key), person)
    await record_for(parts, person, DeviceRekey(device=known.id, person=person, key=key))
    return await _there(parts, known.id)


async def _join(parts: Parts, frame: DeviceFrame, person: str) -> Device:
    id_ = frame.id if frame.id and re.fullmatch(DEVICE_ID, frame.id) else f"d-{uuid.uuid4().hex}"
    name, key = frame.name or frame.kind, frame.key or ""
    op = DeviceJoin(device=id_, person=person, name=name, device_kind=frame.kind, key=key)
    await record_for(parts, person, op, own_id("join", id_, key))
    return await _there(parts, id_)


async def _there(parts: Parts, id_: str) -> Device:
    device = await checked(parts, id_)
    assert device is not None, id_
    return device


def _looks_after(connection: sa.Connection, person: str, device: str) -> bool:
    query = sa.select(SESSION.c.sid).where(SESSION.c.device == device, SESSION.c.person == person).limit(1)
    if connection.scalar(query) is not None:
        return True
    return any(Right.DEVICE in ROLES[held.role].rights for held in access(connection, person).roles)
