"""Who is signed in, kept in memory and forgotten the moment that something about it changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.api.auth import refresh
from backend.domain.people.roles import Held
from backend.domain.people.rows import Device, Language, Person
from backend.store import rows as stored
from backend.store.engine import Store
from backend.store.tables import SESSION, TABLES
from backend.sync.changelog import Written
from backend.sync.scopes import access
from backend.sync.service import Caller, Sync
from backend.sync.stream import WIPE

KEPT_MAX = 5000
_TELLING = (b'["person"', b'["device"', b'["role_grant"')


class SignedIn(Struct, frozen=True):
    """A session that counts at this moment, with the roles of this moment."""

    sid: str
    person: str
    name: str
    language: Language
    device: str
    roles: tuple[Held, ...]
    grant_v: int
    ends_at: int

    @property
    def caller(self) -> Caller:
        """The same, as the engine asks for it."""
        return Caller(self.person, self.device, self.sid)


def read(connection: sa.Connection, sid: str, now: int) -> SignedIn | None:
    """A session that is open, of an active person, on a device that was not taken back."""
    row = connection.execute(sa.select(SESSION).where(SESSION.c.sid == sid)).first()
    if row is None or row.ended_at is not None or row.ends_at <= now:
        return None
    people = stored.load(connection, Person, "id", [row.person])
    devices = stored.load(connection, Device, "id", [row.device])
    if not people or not people[0].active or any(d.state != "active" for d in devices):
        return None
    seen = access(connection, row.person)
    who = people[0]
    return SignedIn(sid, who.id, who.name, who.language, row.device, seen.roles, seen.grant_v, row.ends_at)


class Sessions:
    """A cache over the session table. A session that ends is gone here before the answer to who ended it."""

    def __init__(self, store: Store, sync: Sync, clock: Callable[[], int]) -> None:
        self._store, self._sync, self._clock = store, sync, clock
        self._open: OrderedDict[str, SignedIn] = OrderedDict()
        self._changes = 0
        sync.listeners.append(self.heard)
        if sync.signals:
            sync.signals.on_session = self._forget
            sync.signals.on_blind.append(self._look_again)

    async def look(self, sid: str) -> SignedIn | None:
        """The session as it is now."""
        known, changes = self._open.get(sid), -1
        while known is None and changes != self._changes:  # read again what may be older than a change meanwhile
            changes = self._changes
            known = await self._store.read(lambda c: read(c, sid, self._clock()))
            if changes != self._changes:
                known = None
        if known is None or known.ends_at <= self._clock():
            return None
        self._open[sid] = known
        if len(self._open) > KEPT_MAX:
            self._open.popitem(last=False)
        return known

    async def end(self, sid: str, why: str) -> None:
        """End a session: its tokens, and its sockets."""
        await self.end_where(SESSION.c.sid == sid, why)

    async def end_where(self, which: sa.ColumnElement[bool], why: str) -> None:
        """End all sessions that a condition names."""
        now = self._clock()
        for sid in await self._store.write(lambda c: refresh.end_where(c, which, why, now)):
            self.forget(sid, why)

    def forget(self, sid: str, why: str) -> None:
        """A session has ended in the database: hang up, here and in the other processes."""
        self._forget(sid, why)
        if self._sync.signals:
            self._sync.signals.session_ended(sid, why)

    async def _look_again(self) -> None:
        """What other processes said may have been missed: trust nothing that is kept, and hang up on who has ended."""
        self._changes += 1
        self._open.clear()
        for sid, why in await self._store.read(lambda c: _ended_sids(c, self._sync.hub.sids())):
            self._sync.hub.drop(sid=sid, reason=why)

    def _forget(self, sid: str, why: str) -> None:
        self._changes += 1
        self._open.pop(sid, None)
        self._sync.hub.drop(sid=sid, reason=why)

    def heard(self, written: Sequence[Written]) -> None:
        """After each commit: whoever is touched by a change of people, grants or devices is looked up again."""
        for one in written:
            if not any(c.startswith(_TELLING) for s in one.scopes.values() for c in s.changes):
                continue
            self._changes += 1
            self._open.clear()
            for person, device in _ended(one):
                self._hang_up(person, device)

    def _hang_up(self, person: str | None, device: str | None) -> None:
        if person is not None:
            self._sync.hub.drop(person=person, reason="person_ended")
        if device is not None:
            self._sync.hub.drop(device=device, reason=WIPE)


def _ended_sids(connection: sa.Connection, sids: set[str]) -> list[tuple[str, str]]:
    """Those of the sessions that count no longer, and why."""
    person, device = TABLES[Person], TABLES[Device]
    query = (
        sa.select(SESSION.c.sid, SESSION.c.ended_why, device.c.state)
        .outerjoin(person, person.c.id == SESSION.c.person)
        .outerjoin(device, device.c.id == SESSION.c.device)
        .where(
            SESSION.c.sid.in_(sorted(sids)),
            sa.or_(SESSION.c.ended_at.is_not(None), ~person.c.active, device.c.state != "active"),
        )
    )
    found = connection.execute(query).all() if sids else []
    return [(sid, WIPE if state not in {None, "active"} else why or "session_ended") for sid, why, state in found]


class _Ending(Struct):
    """What of a person's or a device's row says that it counts no longer."""

    active: bool = True
    state: str = "active"


def _ended(written: Written) -> list[tuple[str | None, str | None]]:
    found: set[tuple[str | None, str | None]] = set()
    for scope in written.scopes.values():
        for change in scope.changes:
            if change.startswith(_TELLING[:2]):
                table, id_, _, row = msgspec.json.decode(change, type=tuple[str, str, int, _Ending | None])
                if row is not None and (not row.active or row.state != "active"):
                    found.add((id_, None) if table == "person" else (None, id_))
    return sorted(found, key=str)
