"""Badge and PIN: how people take turns on a shared device. What is typed is tried five times, then it is locked.

A badge holds 160 random bits and is a secret like a key; the PIN shows that it is in the right hands.
"""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa

from backend.api.auth import codes, tries
from backend.api.auth.device_frames import BadgeFrame, BadgeMadeFrame, PinFrame
from backend.api.auth.devices import checked, prove
from backend.api.auth.own import record_as, record_for
from backend.api.auth.passwords import TooManyWait
from backend.api.auth.sessions import SignedIn
from backend.api.auth.sign_in import Opened, opened_on
from backend.api.errors import RETRY_AFTER_S, Problem
from backend.api.parts import Parts
from backend.domain.people.rows import Device, Person
from backend.ops.people.badge import PeopleBadge
from backend.ops.people.change_pin import PeopleChangePin
from backend.ops.people.unlock import PeopleUnlock
from backend.store import rows as stored
from backend.store.tables import BADGE, SESSION

PIN_TRIES_MAX = 5


async def issue(parts: Parts, by: str, person: str) -> BadgeMadeFrame:
    """A new badge and PIN for somebody. The badge before, and the sessions that it opened, end."""
    await record_as(parts, by, PeopleBadge(person=person))
    made = await give(parts, person, codes.new_pin(), must_change=True)
    await parts.sessions.end_where((SESSION.c.person == person) & (SESSION.c.how == "badge"), "new_badge")
    return made


async def give(parts: Parts, person: str, pin: str, *, must_change: bool) -> BadgeMadeFrame:
    """Store a new badge of a person."""
    badge, now = codes.new(codes.BADGE_BITS), parts.clock()
    row = {
        "hash": codes.hashed(badge), "person": person, "pin": await parts.passwords.hash(_both(pin, badge)),
        "must_change": must_change, "issued_at": now,
    }  # fmt: skip
    await parts.store.write(lambda c: _replace(c, row))
    return BadgeMadeFrame(badge, pin)


def _replace(connection: sa.Connection, row: dict[str, Any]) -> None:
    connection.execute(sa.delete(BADGE).where(BADGE.c.person == row["person"]))
    connection.execute(sa.insert(BADGE), [row])


async def unlock(parts: Parts, by: str, person: str) -> None:
    """Let somebody try their PIN again."""
    await record_as(parts, by, PeopleUnlock(person=person))
    await parts.store.write(lambda c: c.execute(sa.update(BADGE).where(BADGE.c.person == person).values(tries=0)))


async def sign_in(parts: Parts, frame: BadgeFrame) -> Opened:
    """Open a session by badge and PIN, on a shared device that proves its key."""
    device = await _shared(parts, frame)
    person = await _bearer(parts, frame, f"badge\0{device.id}")
    return await opened_on(parts, device, person, "badge")


async def _shared(parts: Parts, frame: BadgeFrame) -> Device:
    device = await checked(parts, frame.device)
    if device is None or not device.key or not device.shared:
        raise Problem(403, "not_shared", ("sign_in",))
    told = hashlib.sha256(frame.badge.encode()).hexdigest()
    prove(device.key, f"tote-badge-1\n{device.id}\n{told}", frame.proof)
    return device


async def change_pin(parts: Parts, who: SignedIn, frame: PinFrame) -> None:
    """Somebody who is signed in chooses another PIN."""
    asked = BadgeFrame(who.device, frame.badge, frame.pin, "", frame.new_pin)
    await _bearer(parts, asked, f"badge\0{who.device}", who.person)


async def _bearer(parts: Parts, frame: BadgeFrame, guesser: str, only: str | None = None) -> str:
    """Whose badge it is, once the PIN is right; a new PIN is taken. `only`: whose it has to be."""
    if frame.new_pin is not None and (codes.is_weak(frame.new_pin) or frame.new_pin == frame.pin):
        raise Problem(400, "weak_pin", ("other_pin",), least=codes.PIN_DIGITS)
    hash_ = codes.hashed(frame.badge)
    row = await parts.store.read(lambda c: _badge(c, hash_))
    if row is None or (only is not None and row.person != only):
        await _guessed(parts, guesser)
        raise Problem(401, "bad_badge", ("ask_admin",))
    if not await _right(parts, frame, frame.pin, row, last=frame.new_pin is None or row.must_change):
        # The answer to the change was lost: the new PIN is the one that counts now.
        assert frame.new_pin is not None
        await _right(parts, frame, frame.new_pin, row, last=True)
        return str(row.person)
    if frame.new_pin is not None:
        await _take(parts, row, frame.new_pin, frame.badge)
    elif row.must_change:
        raise Problem(409, "pin_must_change", ("new_pin",), least=codes.PIN_DIGITS)
    return str(row.person)


def _badge(connection: sa.Connection, hash_: bytes) -> Any:
    """The badge of somebody who works here."""
    row = connection.execute(sa.select(BADGE).where(BADGE.c.hash == hash_)).first()
    people = stored.load(connection, Person, "id", [row.person]) if row is not None else []
    return row if people and people[0].active else None


async def _guessed(parts: Parts, guesser: str) -> None:
    """A badge that nobody has: as slow as a wrong PIN, and counted for who asks."""
    now = parts.clock()
    try:
        await parts.store.write(lambda c: tries.begin(c, guesser, now))
    except tries.TooManyTries as error:
        raise Problem(429, "too_many_tries", ("wait",), retry_after=error.retry_after_s) from None
    await _fits(parts, None, "")


async def _right(parts: Parts, frame: BadgeFrame, pin: str, row: Any, *, last: bool) -> bool:
    """Whether a PIN is right. Raises a 401 if it is not and there is no other to try, or if there are no tries left."""
    now = parts.clock()
    tried = await parts.store.write(lambda c: _count(c, row.hash, now))
    if tried is None:
        raise Problem(401, "pin_locked", ("ask_lead", "wait"), retry_after=tries.wait_s(row.tried_at, now))
    if await _fits(parts, row.pin, _both(pin, frame.badge)):
        await parts.store.write(lambda c: c.execute(sa.update(BADGE).where(BADGE.c.hash == row.hash).values(tries=0)))
        return True
    if tried >= PIN_TRIES_MAX:
        raise Problem(401, "pin_locked", ("ask_lead", "wait"), retry_after=tries.wait_s(now, now))
    if last:
        raise Problem(401, "pin_wrong", ("try_again",), left=PIN_TRIES_MAX - tried)
    return False


def _count(connection: sa.Connection, hash_: bytes, now: int) -> int | None:
    """Count a try before the PIN is looked at; none when there is none left. Returns how many there were with it."""
    is_old = BADGE.c.tried_at <= now - tries.WINDOW_MS
    full = BADGE.c.tries >= PIN_TRIES_MAX
    counted = (
        sa.update(BADGE)
        .where(BADGE.c.hash == hash_, sa.or_(sa.not_(full), is_old))
        .values(tries=sa.case((full, 1), else_=BADGE.c.tries + 1), tried_at=now)
    )
    if not connection.execute(counted).rowcount:
        return None
    return connection.scalar(sa.select(BADGE.c.tries).where(BADGE.c.hash == hash_))


async def _fits(parts: Parts, stored: str | None, text: str) -> bool:
    try:
        return await parts.passwords.fits(stored, text)
    except TooManyWait:
        raise Problem(503, "busy", ("retry",), retry_after=RETRY_AFTER_S) from None


async def _take(parts: Parts, row: Any, pin: str, badge: str) -> None:
    hashed = await parts.passwords.hash(_both(pin, badge))
    await record_for(parts, row.person, PeopleChangePin(person=row.person))
    changed = sa.update(BADGE).where(BADGE.c.hash == row.hash).values(pin=hashed, must_change=False)
    await parts.store.write(lambda c: c.execute(changed))


def _both(pin: str, badge: str) -> str:
    return f"{pin}:{codes.folded(badge)}"
