"""Refresh tokens: opaque, used once, a family a session (RFC 9700, section 4.14.2).

      issue ──▶ t0 ──use──▶ t1 ──use──▶ t2 …        each kept as SHA-256 only
                 │ again, t1 unused, within ten minutes: the answer was lost ▶ t1 once more
                 └ again, t1 was used: somebody has a copy ▶ the whole family ends

A successor is an HMAC of its parent, so that it can be given again without being stored.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

import sqlalchemy as sa
from msgspec import Struct

from backend.store.tables import REFRESH, SESSION

SLIDING_MS = 24 * 3600 * 1000
ABSOLUTE_MS = 14 * 24 * 3600 * 1000
RETRY_MS = 10 * 60 * 1000


class Refused(Struct, frozen=True):
    """Why a token gets no successor; `ended` is the session that ended because of it."""

    code: str
    ended: str | None = None


class Rotated(Struct, frozen=True):
    """The next token of a session."""

    sid: str
    token: str
    expires_at: int


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _successor(secret: bytes, token: str) -> str:
    return base64.urlsafe_b64encode(hmac.digest(secret, b"refresh\0" + token.encode(), "sha256")).rstrip(b"=").decode()


def open_session(connection: sa.Connection, sid: str, person: str, device: str, now: int) -> Rotated:
    """Begin a session with its first token."""
    ends_at = now + ABSOLUTE_MS
    row = {"sid": sid, "person": person, "device": device, "opened_at": now, "ends_at": ends_at}
    connection.execute(sa.insert(SESSION), [row])
    token, expires_at = secrets.token_urlsafe(32), now + SLIDING_MS
    _keep(connection, Rotated(sid, token, expires_at), now)
    return Rotated(sid, token, expires_at)


def _keep(connection: sa.Connection, given: Rotated, now: int) -> None:
    row = {"hash": _hash(given.token), "sid": given.sid, "issued_at": now, "expires_at": given.expires_at}
    connection.execute(sa.insert(REFRESH), [row])


def rotate(connection: sa.Connection, secret: bytes, token: str, device: str, now: int) -> Rotated | Refused:
    """Use a token: its successor, or why there is none."""
    hash_ = _hash(token)
    query = sa.select(REFRESH, SESSION.c.device, SESSION.c.ended_at, SESSION.c.ends_at)
    row = connection.execute(query.join(SESSION, SESSION.c.sid == REFRESH.c.sid).where(REFRESH.c.hash == hash_)).first()
    if row is None or row.ended_at is not None or now >= min(row.expires_at, row.ends_at):
        return Refused("no_refresh")
    if row.device != device:
        end_session(connection, row.sid, "other_device", now)
        return Refused("token_reused", row.sid)
    following = _successor(secret, token)
    if row.successor is None:
        return _use(connection, hash_, Rotated(row.sid, following, min(now + SLIDING_MS, row.ends_at)), now)
    child = connection.execute(sa.select(REFRESH).where(REFRESH.c.hash == row.successor)).first()
    if child is None or child.successor is not None or now - child.issued_at > RETRY_MS:
        end_session(connection, row.sid, "token_reused", now)
        return Refused("token_reused", row.sid)
    return Rotated(row.sid, following, child.expires_at)


def _use(connection: sa.Connection, used: bytes, following: Rotated, now: int) -> Rotated:
    connection.execute(sa.delete(REFRESH).where(REFRESH.c.sid == following.sid, REFRESH.c.expires_at <= now))
    _keep(connection, following, now)
    connection.execute(sa.update(REFRESH).where(REFRESH.c.hash == used).values(successor=_hash(following.token)))
    return following


def end_session(connection: sa.Connection, sid: str, why: str, now: int) -> None:
    """End a session; its tokens are worth nothing from here on."""
    ended = (
        sa.update(SESSION).where(SESSION.c.sid == sid, SESSION.c.ended_at.is_(None)).values(ended_at=now, ended_why=why)
    )
    connection.execute(ended)
    connection.execute(sa.delete(REFRESH).where(REFRESH.c.sid == sid))
