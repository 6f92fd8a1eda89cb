"""Refresh tokens: opaque, used once, a family a session (RFC 9700, section 4.14.2), bound to the device's key.

      issue ──▶ t0 ──use──▶ t1 ──use──▶ t2 …        each kept as SHA-256 only
                 │ again, t1 unused, within ten minutes: the answer was lost ▶ t1 once more
                 └ again, t1 was used: somebody has a copy ▶ the whole family ends

A successor is an HMAC of its parent, so that it can be given again without being stored; so is the nonce that the
device has to sign together with it. Without that signature a token says nothing and changes nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from backend.api.auth.known import device_of
from backend.domain.people.rows import Device
from backend.store.tables import REFRESH, SESSION
from backend.sync.signature import verify

SLIDING_MS = 24 * 3600 * 1000
ABSOLUTE_MS = 14 * 24 * 3600 * 1000
SHARED_MS = 24 * 3600 * 1000
"""How long a session may last on a device that people take turns on."""
RETRY_MS = 10 * 60 * 1000


class Refused(Struct, frozen=True):
    """Why a token gets no successor; `ended` is the session that ended because of it. `nonce`: what to sign."""

    code: str
    ended: str | None = None
    nonce: str = ""


class Rotated(Struct, frozen=True):
    """The next token of a session."""

    sid: str
    token: str
    expires_at: int


class Asked(Struct, frozen=True):
    """What came with a request to go on."""

    token: str
    device: str
    proof: str = ""


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _derived(secret: bytes, what: bytes, token: str) -> str:
    mac = hmac.digest(secret, what + b"\0" + token.encode(), "sha256")
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def nonce_of(secret: bytes, token: str) -> str:
    """What a device has to sign to use a token: 128 bits in base64url, the same whenever it is asked for."""
    return _derived(secret, b"nonce", token)[:22]


def proof_text(device: str, nonce: str) -> str:
    """What a device signs to go on."""
    return f"tote-refresh-1\n{device}\n{nonce}"


def open_session(
    connection: sa.Connection,
    sid: str,
    person: str,
    device: Device,
    now: int,
    *,
    how: str = "password",
    token: str = "",
) -> Rotated:
    """Begin a session with its first token."""
    ends_at = now + (SHARED_MS if device.shared else ABSOLUTE_MS)
    row = {
        "sid": sid, "person": person, "device": device.id, "key": device.key, "how": how, "opened_at": now,
        "ends_at": ends_at,
    }  # fmt: skip
    connection.execute(sa.insert(SESSION), [row])
    opened = Rotated(sid, token or secrets.token_urlsafe(32), min(now + SLIDING_MS, ends_at))
    _keep(connection, opened, now)
    return opened


def _keep(connection: sa.Connection, given: Rotated, now: int) -> None:
    row = {"hash": _hash(given.token), "sid": given.sid, "issued_at": now, "expires_at": given.expires_at}
    connection.execute(sa.insert(REFRESH), [row])


def rotate(connection: sa.Connection, secret: bytes, asked: Asked, now: int) -> Rotated | Refused:
    """Use a token: its successor, or why there is none."""
    hash_ = _hash(asked.token)
    query = sa.select(REFRESH, SESSION.c.person, SESSION.c.device, SESSION.c.key, SESSION.c.ended_at, SESSION.c.ends_at)
    row = connection.execute(query.join(SESSION, SESSION.c.sid == REFRESH.c.sid).where(REFRESH.c.hash == hash_)).first()
    if row is None or row.ended_at is not None or now >= min(row.expires_at, row.ends_at):
        return Refused("no_refresh")
    nonce = nonce_of(secret, asked.token)
    if row.key and not verify(row.key, proof_text(asked.device, nonce), asked.proof):
        return Refused("need_proof", nonce=nonce)
    if row.device != asked.device:
        return _moved(connection, secret, asked, row, now)
    following = _derived(secret, b"refresh", asked.token)
    if row.successor is None:
        return _use(connection, hash_, Rotated(row.sid, following, min(now + SLIDING_MS, row.ends_at)), now)
    child = connection.execute(sa.select(REFRESH).where(REFRESH.c.hash == row.successor)).first()
    if child is None or child.successor is not None or now - child.issued_at > RETRY_MS:
        return _reused(connection, row.sid, "token_reused", now)
    return Rotated(row.sid, following, child.expires_at)


def _use(connection: sa.Connection, used: bytes, following: Rotated, now: int) -> Rotated:
    connection.execute(sa.delete(REFRESH).where(REFRESH.c.sid == following.sid, REFRESH.c.expires_at <= now))
    _keep(connection, following, now)
    connection.execute(sa.update(REFRESH).where(REFRESH.c.hash == used).values(successor=_hash(following.token)))
    return following


def _reused(connection: sa.Connection, sid: str, why: str, now: int) -> Refused:
    end_session(connection, sid, why, now)
    return Refused("token_reused", sid)


def _moved(connection: sa.Connection, secret: bytes, asked: Asked, row: Any, now: int) -> Rotated | Refused:
    """A clone that was given an id of its own opens a session under it, and leaves that of its original alone.

    The clone came by its token as it came by everything else, so that an old one is no sign of a thief here.
    """
    device = device_of(connection, asked.device)
    if device is None or device.fork_of != row.device or device.key != row.key or device.state != "active":
        return _reused(connection, row.sid, "other_device", now)
    mark = hashlib.sha256(f"{asked.token}\0{asked.device}".encode()).hexdigest()[:32]
    first = _derived(secret, b"fork\0" + asked.device.encode(), asked.token)
    before = connection.execute(sa.select(SESSION.c.ended_at).where(SESSION.c.sid == mark)).first()
    if before is None:
        return open_session(connection, mark, row.person, device, now, how="fork", token=first)
    kept = connection.execute(sa.select(REFRESH).where(REFRESH.c.hash == _hash(first))).first()
    if kept is None or kept.successor is not None or now - kept.issued_at > RETRY_MS:
        return _reused(connection, mark, "token_reused", now)
    return Rotated(mark, first, kept.expires_at)


def end_session(connection: sa.Connection, sid: str, why: str, now: int) -> None:
    """End a session; its tokens are worth nothing from here on."""
    end_where(connection, SESSION.c.sid == sid, why, now)


def end_where(connection: sa.Connection, which: sa.ColumnElement[bool], why: str, now: int) -> list[str]:
    """End the open sessions that a condition names; returns their ids."""
    still = sa.and_(which, SESSION.c.ended_at.is_(None))
    sids = list(connection.scalars(sa.select(SESSION.c.sid).where(still)))
    for start in range(0, len(sids), 500):
        part = sids[start : start + 500]
        connection.execute(sa.update(SESSION).where(SESSION.c.sid.in_(part)).values(ended_at=now, ended_why=why))
        connection.execute(sa.delete(REFRESH).where(REFRESH.c.sid.in_(part)))
    return sids
