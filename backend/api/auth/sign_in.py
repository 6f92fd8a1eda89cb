"""Signing in: a login and a password become a session on a device."""

from __future__ import annotations

import unicodedata
import uuid
from typing import Any

import msgspec

from backend.api.auth import refresh, tokens, tries
from backend.api.auth.devices import checked, device_for, prove
from backend.api.auth.frames import RefreshFrame, SessionFrame, SignInFrame, me
from backend.api.auth.known import account_of
from backend.api.auth.passwords import TooManyWait
from backend.api.auth.sessions import SignedIn
from backend.api.errors import RETRY_AFTER_S, Problem
from backend.api.parts import Parts
from backend.domain.outcome import Out
from backend.domain.people.rows import Device
from backend.ops.catalogue import OPS
from backend.store.tables import SESSION
from backend.sync.service import OwnOp

Opened = tuple[SessionFrame, refresh.Rotated]


def folded(login: str) -> str:
    """A login as it is stored: Unicode NFKC, lower case, no blanks around."""
    return unicodedata.normalize("NFKC", login).strip().lower()


async def person_of(parts: Parts, login: str, password: str) -> str:
    """The person whom a login and a password belong to. Raises a 401, or a 429 after too many tries."""
    now, name = parts.clock(), folded(login)
    try:
        counted = await parts.store.write(lambda c: tries.begin(c, name, now))
        account = await parts.store.read(lambda c: account_of(c, name))
        fits = await parts.passwords.fits(account[1] if account else None, password)
    except tries.TooManyTries as error:
        raise Problem(429, "too_many_tries", ("wait",), retry_after=error.retry_after_s) from None
    except TooManyWait:
        raise Problem(503, "busy", ("retry",), retry_after=RETRY_AFTER_S) from None
    if account is None or not fits:
        raise Problem(401, "bad_login", ("try_again",))
    await parts.store.write(lambda c: tries.succeeded(c, counted))
    return account[0]


async def record(parts: Parts, source: str, kind: str, op_id: str = "", /, **body: Any) -> None:
    """Send one op of the server's own down the road. It must stand: anything else is a bug."""
    op = msgspec.convert(body, OPS[kind])
    (outcome,) = await parts.sync.record(source, [OwnOp(op, op_id)])
    assert outcome.out is Out.APPLIED, f"{kind}: {outcome}"


async def sign_in(parts: Parts, frame: SignInFrame) -> Opened:
    """Open a session: what the device is told, and the refresh token for its cookie."""
    key, proof = frame.device.key or "", frame.device.proof
    if key or proof:
        prove(key, f"tote-sign-in-1\n{frame.login}\n{key}", proof)
    person = await person_of(parts, frame.login, frame.password)
    return await opened_on(parts, await device_for(parts, frame.device, person), person, "password")


async def opened_on(parts: Parts, device: Device, person: str, how: str) -> Opened:
    """A new session of a person. It ends those that began under another key; where people take turns, all others."""
    now, sid = parts.clock(), uuid.uuid4().hex
    before = SESSION.c.device == device.id
    await parts.sessions.end_where(before if device.shared else before & (SESSION.c.key != device.key), "next_sign_in")
    opened = await parts.store.write(lambda c: refresh.open_session(c, sid, person, device, now, how=how))
    return await session_frame(parts, opened), opened


async def go_on(parts: Parts, frame: RefreshFrame, token: str) -> Opened:
    """Renew a session by its refresh token. Raises a 401."""
    await checked(parts, frame.device)
    now, asked = parts.clock(), refresh.Asked(token, frame.device, frame.proof or "")
    rotated = await parts.store.write(lambda c: refresh.rotate(c, parts.keys.secret, asked, now))
    if isinstance(rotated, refresh.Refused):
        if rotated.ended:
            parts.sessions.forget(rotated.ended, rotated.code)
        if rotated.nonce:
            raise Problem(401, rotated.code, ("prove",), nonce=rotated.nonce)
        raise Problem(401, rotated.code, ("sign_in",))
    return await session_frame(parts, rotated), rotated


async def session_frame(parts: Parts, opened: refresh.Rotated) -> SessionFrame:
    """A fresh access token, and who it is for."""
    who = await parts.sessions.look(opened.sid)
    if who is None:
        raise Problem(401, "no_refresh", ("sign_in",))
    seen, nonce = me(who), refresh.nonce_of(parts.keys.secret, opened.token)
    return SessionFrame(seen.device, seen.person, seen.roles, seen.grant_v, access=_access(parts, who), nonce=nonce)


def _access(parts: Parts, who: SignedIn) -> str:
    now_s = parts.clock() // 1000
    return tokens.issue(parts.keys, person=who.person, sid=who.sid, device=who.device, grant_v=who.grant_v, now_s=now_s)
