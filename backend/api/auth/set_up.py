"""The first admin of a new server: by a token that is printed once, works once, and is kept as a hash only."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets

import sqlalchemy as sa

from backend.api.auth.frames import SetUpFrame
from backend.api.auth.passwords import LEAST
from backend.api.auth.sign_in import folded, record
from backend.api.errors import Problem
from backend.api.parts import Parts
from backend.store.tables import ACCOUNT, META
from backend.sync.service import own_id

INIT_DEVICE = "sys:init"
_KEY = "setup_token"
_one_at_a_time = asyncio.Lock()


def new_token(connection: sa.Connection) -> str | None:
    """A set-up token that replaces any before it; none if somebody can sign in already."""
    if connection.scalar(sa.select(sa.func.count()).select_from(ACCOUNT)):
        return None
    token = secrets.token_urlsafe(24)
    connection.execute(sa.delete(META).where(META.c.key == _KEY))
    connection.execute(sa.insert(META), [{"key": _KEY, "value": _hash(token)}])
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _open(connection: sa.Connection, token: str) -> bool:
    kept = connection.scalar(sa.select(META.c.value).where(META.c.key == _KEY))
    return kept is not None and hmac.compare_digest(kept, _hash(token))


def add_account(connection: sa.Connection, person: str, login: str, password_hash: str, now: int) -> None:
    """Let a person sign in. A login or person that has an account already gets the new password."""
    connection.execute(sa.delete(ACCOUNT).where(sa.or_(ACCOUNT.c.person == person, ACCOUNT.c.login == folded(login))))
    row = {"person": person, "login": folded(login), "password": password_hash, "changed_at": now}
    connection.execute(sa.insert(ACCOUNT), [row])


async def set_up(parts: Parts, frame: SetUpFrame) -> None:
    """Make the first admin. Of many who race with the right token, one wins; then it is closed for good.

    The ops go before the token is used up: a crash between leaves the token good, and the ops count once by their ids.
    """
    async with _one_at_a_time:
        if not await parts.store.read(lambda c: _open(c, frame.token)):
            raise Problem(403, "set_up_closed", ("sign_in", "new_token"))
        if len(frame.password) < LEAST:
            raise Problem(400, "weak_password", ("longer",), least=LEAST)
        person = own_id("set_up", "person")
        hashed = await parts.passwords.hash(frame.password)
        add, grant = own_id("set_up", "add"), own_id("set_up", "grant")
        await record(parts, INIT_DEVICE, "people.add", add, person=person, name=frame.name, language=frame.language)
        await record(parts, INIT_DEVICE, "people.grant", grant, grant=grant, person=person, role="admin", warehouse="")
        await parts.store.write(lambda c: _close(c, frame, person, hashed, parts.clock()))


def _close(connection: sa.Connection, frame: SetUpFrame, person: str, hashed: str, now: int) -> None:
    add_account(connection, person, frame.login, hashed, now)
    connection.execute(sa.delete(META).where(META.c.key == _KEY))
