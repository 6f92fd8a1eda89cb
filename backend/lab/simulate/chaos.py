"""The faults that strike at a time of their own; those of single messages stand in `network.py`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

import msgspec
from msgspec.structs import replace

from backend.lab.simulate import move, world
from backend.lab.simulate.checker import FORGED
from backend.lab.simulate.disk import copy
from backend.lab.simulate.faults import Dials
from backend.lab.simulate.leases import HOUR_MS
from backend.lab.simulate.phone import YEAR_MS, Phone
from backend.lab.simulate.server import Server
from backend.ops.device.report_lost import DeviceReportLost
from backend.ops.people.grant import PeopleGrant
from backend.ops.people.revoke import PeopleRevoke
from backend.ops.task.accept import TaskAccept
from backend.ops.task.unsettle import TaskUnsettle
from backend.sync import chain
from backend.sync.client import frames
from backend.sync.client.kept import CURSORS, OUTBOX, Kept, rows
from backend.sync.client.signing import P256
from backend.sync.client.talk import Call
from backend.sync.service import OwnOp

POISON = (
    b'{"n":%d,"id":"bad-%d","kind":"no.such@1","author":"ana","wall":0,"body":{}}',
    b'{"n":%d,"id":"bad-%d","kind":"pick.scan@1","author":"ana","wall":0,"body":{"task":1}}',
    b'{"n":%d,"id":"bad-%d","kind":"pick.scan@99","author":"ana","wall":0,"body":{}}',
    b'{"n":%d,"id":"bad-%d","kind":"pick.hand_over@1","author":"nobody","wall":0,"body":{"run":"ROT-r1"}}',
    b'["not an op",%d,%d]',
    b'{"n":%d,"id":"bad-%d',
    b'{"n":%d,"id":"bad-%d\xff","kind":"x"}',
    b"[" * 3000 + b"%d,%d" + b"]" * 3000,
)


_FORGER = P256(2**200 + 1, deterministic=True)


class Chaos:
    """All faults of one run, each in a task of its own."""

    def __init__(self, server: Server, phones: list[Phone], dials: Dials, chance: Random, shift_s: float) -> None:
        self.server, self.phones, self.dials, self.chance = server, phones, dials, chance
        self._pace = shift_s / 240
        """So that a short shift has as many strikes as a long one."""
        self.revoked: dict[str, str] = {}
        self.arrived: Callable[[Phone], None] = lambda _phone: None
        """Called for a device that was not there at the beginning."""
        self._made = 0

    def strikers(self) -> dict[str, tuple[Callable[[], Awaitable[None]], float]]:
        """By fault: what it does, and how many seconds lie between two strikes at full level."""
        return {
            "partition": (self._partition, 60), "clog": (self._clog, 120), "server": (self._crash, 60),
            "phone": (self._kill, 25), "wipe": (self._wipe, 120), "rollback": (self._roll_back, 100),
            "clone": (self._clone, 150), "clock": (self._clock, 40), "token": (self._token, 60),
            "switch": (self._switch, 60), "grant": (self._grant, 50), "move": (self._move, 40),
            "compact": (self._compact, 80), "rewind": (self._rewind, 120), "poison": (self._poison, 80),
            "tab": (self._tab, 60), "spoil": (self._spoil, 80), "night": (self._night, 90),
            "forge": (self._forge, 80), "key": (self._key, 70), "missing": (self._missing, 120),
            "accept": (self._accept, 40), "release": (self._release, 90),
        }  # fmt: skip

    async def run(self, name: str) -> None:
        """Strike again and again."""
        strike, every_s = self.strikers()[name]
        while not self.dials.healed:
            await asyncio.sleep(self.chance.expovariate(self.dials.levels[name] / every_s / self._pace))
            if not self.dials.healed:
                self.server.ledger.note(name)
                await strike()

    def _some(self) -> Phone:
        return self.chance.choice(self.phones)

    async def _partition(self) -> None:
        phone = self._some()
        phone.link.is_cut = True
        await asyncio.sleep(self.chance.expovariate(1 / 60))
        phone.link.is_cut = False

    async def _clog(self) -> None:
        order = list(self.phones)
        for is_cut in (True, False):
            self.chance.shuffle(order)
            for phone in order:
                phone.link.is_cut = is_cut
                await asyncio.sleep(self.chance.expovariate(1 / 8))

    async def _crash(self) -> None:
        self.server.kill()
        await asyncio.sleep(self.chance.expovariate(1 / 5))
        await self.server.start()

    async def _kill(self) -> None:
        phone = self._some()
        phone.kill()
        await asyncio.sleep(self.chance.expovariate(1 / 15))
        if phone.is_off:
            phone.begin()

    async def _wipe(self) -> None:
        phone = self._some()
        phone.kill()
        before = phone.disk.stores
        phone.disk.stores = {}
        phone.earlier = {}
        phone.is_spoiled = False
        ledger = self.server.ledger
        ledger.wiped[phone.known_id] = ledger.declared.get(phone.known_id, 0)
        phone.destroyed(before, [p for p in self.phones if p is not phone])
        await asyncio.sleep(self.chance.expovariate(1 / 15))
        if phone.is_off:
            phone.begin()

    async def _roll_back(self) -> None:
        phone = self._some()
        phone.kill()
        before, phone.disk.stores = phone.disk.stores, copy(phone.earlier)
        phone.destroyed(before, [p for p in self.phones if p is not phone])
        if phone.is_off:
            phone.begin()
        await asyncio.sleep(self.chance.expovariate(1 / 10))
        phone.earlier = copy(phone.disk.stores)

    async def _clone(self) -> None:
        if len(self.phones) >= 10:  # noqa: PLR2004
            return
        origin = self._some()
        slot = f"{origin.slot}'{len(self.phones)}"
        twin = Phone(slot, origin.people, self.server, self.dials, self.chance, self.server.ledger, origin.disk.stores)
        twin.known_id, twin.key, twin.rows_v = origin.known_id, origin.key, origin.rows_v
        twin.radio.set()
        twin.is_spoiled = origin.is_spoiled
        self.phones.append(twin)
        twin.begin()
        self.arrived(twin)

    async def _clock(self) -> None:
        self._some().skew_ms = round((self.chance.random() * 20 - 10) * YEAR_MS)

    async def _token(self) -> None:
        phone = self._some()
        for token in self.server.tokens.values():
            if token.device == phone.known_id:
                token.until = 0
        if self.chance.random() < 0.5:  # noqa: PLR2004
            until = asyncio.get_running_loop().time() + self.chance.expovariate(1 / 90)
            phone.signed_out_until = until

    async def _switch(self) -> None:
        phone = self._some()
        phone.person = self.chance.choice(phone.people)
        for tab in phone.tabs:
            tab.talk.needs_session = True

    async def _grant(self) -> None:
        person = self.chance.choice(["ana", "ben", "wei", "jonas", "priya", "sal"])
        role, house = world.PEOPLE[person]
        held = self.revoked.pop(person, None)
        if held is None:
            latest = self.server.grants_of(person)
            if latest:
                self.revoked[person] = latest[-1]
                await self.server.own(OwnOp(PeopleRevoke(grant=latest[-1])))
            return
        grant = PeopleGrant(grant=f"g-{self.server.new_id()}", person=person, role=role, warehouse=house)
        await self.server.own(OwnOp(grant))

    async def restore_grants(self) -> None:
        """Everybody has at least one role again."""
        for person, (role, house) in world.PEOPLE.items():
            if not self.server.grants_of(person):
                grant = PeopleGrant(grant=f"g-{self.server.new_id()}", person=person, role=role, warehouse=house)
                await self.server.own(OwnOp(grant))

    async def _move(self) -> None:
        orders = self.server.orders()
        if orders:
            rep = self.chance.choice([None, "sal", "ana", "ben"])
            await self.server.own(OwnOp(move.SimulateMove(order=self.chance.choice(orders), rep=rep)))

    async def _compact(self) -> None:
        await self.server.compact(window_ms=self.chance.choice([0, 10_000, 60_000]))

    async def _rewind(self) -> None:
        self.server.back_up(checked=self.chance.random() < 0.5)  # noqa: PLR2004
        await asyncio.sleep(self.chance.expovariate(1 / 40))
        if not self.dials.healed and self.server.is_open.is_set():
            self.server.rewind()
            await asyncio.sleep(self.chance.expovariate(1 / 5))
            await self.server.start()

    async def _poison(self) -> None:
        phone = self._some()
        if phone.tabs:
            self._made += 1
            with_n = self.chance.choice(POISON)
            n = phone.tabs[0].core.stand.last + 1
            phone.tabs[0].lay(with_n % (n, self._made))

    async def _forge(self) -> None:
        phone = self._some()
        if phone.key is None or not phone.tabs:
            return
        self._made += 1
        core = phone.tabs[0].core
        at, waiting = core.stand, core.pending()
        n, before = (waiting[0][0], waiting[0][1].before) if waiting else (at.last + 1, at.h)
        place = {"location": f"{world.HOUSES[0]}/{world.BINS[0]}", "product": "PEN", "counted": 1}
        kind, author = "stock.count@1", phone.people[0]
        op = {"n": n, "id": f"{FORGED}{self._made}", "kind": kind, "author": author, "wall": 0, "body": place}
        stolen = [k for k in phone.lost_keys if all(p.key is not k for p in self.phones)]
        key = stolen[-1] if stolen and self.server.key_of(at.device) not in {"", stolen[-1].public} else _FORGER
        made = Kept(msgspec.json.encode(op), before, chain.link(before, msgspec.json.encode(op)), 1)
        body = msgspec.json.encode(frames.push(at, [(n, made)], build="forged", key=key))
        call = Call("drop", at.device, at.epoch, body, first=n, last=n)
        if self.server.is_open.is_set():  # else its key may be another by the time that it is
            await asyncio.wait([self.server.process.spawn(self.server.handle(call, ""))])

    async def _key(self) -> None:
        self._made += 1
        self._some().lose_key(P256(2**201 + self._made, deterministic=True))

    async def _missing(self) -> None:
        await self.server.own(OwnOp(DeviceReportLost(device=self._some().known_id)))

    async def _accept(self) -> None:
        """A supervisor at a desk goes through what was held back; now and then a second one has the same list.

        Some of it they should not have let count, and they take it back.
        """
        query = "SELECT id FROM exception_task WHERE stage = 'open' AND choices LIKE '%accept%' ORDER BY id"
        held = [id_ for (id_,) in self.server.database.raw.execute(query)]
        for _ in range(self.chance.randint(1, 2)):
            await self.server.own(*(OwnOp(TaskAccept(task=id_), author="ingrid") for id_ in held))
        wrong = [id_ for id_ in held if self.chance.random() < 0.2]  # noqa: PLR2004
        if wrong:
            await self.server.own(*(OwnOp(TaskUnsettle(task=id_), author="ingrid") for id_ in wrong))

    async def _release(self) -> None:
        self.server.kill()
        self.server.releases.next()
        await self.server.start()
        order = list(self.phones)
        self.chance.shuffle(order)
        for phone in order[: self.chance.randint(0, len(order))]:
            await asyncio.sleep(self.chance.expovariate(1 / 10))
            if phone.tabs:
                phone.update()

    async def _night(self) -> None:
        self.server.skew_ms += round((8 + 8 * self.chance.random()) * HOUR_MS)
        await asyncio.sleep(self.chance.expovariate(1 / 20))  # until its clock ticks
        await self.server.reclaim()

    async def _tab(self) -> None:
        self._some().second_tab()

    async def _spoil(self) -> None:
        """One bit of a replica is not what it was: the row, and so what it adds to the digest."""
        phone = self._some()
        phone.is_spoiled = True
        stores = phone.disk.stores
        tables = sorted(name for name in stores if name.startswith(rows("")) and stores[name])
        if tables and stores.get(CURSORS):
            table = self.chance.choice(tables)
            id_ = self.chance.choice(sorted(stores[table]))
            held = stores[table][id_]
            for scope in held.scopes:
                cursor = stores[CURSORS][scope]
                stores[CURSORS][scope] = replace(cursor, digest=chain.add(cursor.digest, 1, 0))
            stores[table][id_] = replace(held, text=held.text.replace(b'"ver":', b'"ver": '))

    def pending(self) -> int:
        """Ops that wait on devices."""
        return sum(len(p.disk.stores.get(OUTBOX, {})) for p in self.phones)
