"""A device in a process that can be killed: a real client core, a storage that fails, and people who work with it."""

from __future__ import annotations

import asyncio
import contextlib
import traceback
from collections.abc import Callable, Coroutine
from functools import partial
from random import Random
from typing import Any

from backend.lab.simulate import clock, origin
from backend.lab.simulate.disk import Died, Failing, copy, ops_in
from backend.lab.simulate.faults import Dials
from backend.lab.simulate.ledger import Ledger, Record
from backend.lab.simulate.network import Link, Socket
from backend.lab.simulate.process import Process
from backend.lab.simulate.server import Server
from backend.lab.simulate.work import Job, Worker
from backend.sync.client.core import Core
from backend.sync.client.outbox import append
from backend.sync.client.signing import P256
from backend.sync.client.storage import Disk, Stores
from backend.sync.client.stream import Stream
from backend.sync.client.talk import OK, Call, Talk, Timing
from backend.sync.wire import ROWS_V

TIMING = Timing(idle_pull=90_000, backoff=1000, backoff_most=30_000, drop_after=15_000)
YEAR_MS = 365 * 24 * 3600 * 1000


class Phone:
    """One piece of hardware. `slot` names it; the device id that it has may change."""

    def __init__(
        self, slot: str, people: list[str], server: Server, dials: Dials, chance: Random, ledger: Ledger, stores: Stores
    ) -> None:
        self.slot, self.people, self.server, self.dials, self.ledger = slot, people, server, dials, ledger
        self.chance = chance
        self.rows_v = ROWS_V
        """The version of the rows that its build knows."""
        self.key: P256 | None = None
        """With one, all pushes are signed, and facts come in by the drop-box while nobody is signed in."""
        self.lost_keys: list[P256] = []
        """What somebody else may have by now."""
        self.disk = Disk(copy(stores))
        self.link = Link(dials, chance)
        self.known_id = slot
        """What the browser's cookie would say."""
        self.person = people[0]
        self.signed_out_until = 0.0
        self.streams = chance.random() < (0.6 if dials.levels["ahead"] or dials.levels["slow"] else 0.25)
        self.radio = asyncio.Event()
        """Whether there is a network where the device is. Those with a stream stand on a desk."""
        self.skew_ms = 0
        self.is_off = self.is_spoiled = False
        self.heard_of = 0
        """The generation of the server that has answered a pull or a hello last, sent since the last restore."""
        self.earlier: Stores = copy(self.disk.stores)
        self.tabs: list[Tab] = []

    def begin(self) -> None:
        """Switch it on."""
        self.is_off = False
        self.tabs = [Tab(self)]
        self.server.here.setdefault(self.known_id, set()).update(self.people)

    async def roam(self) -> None:
        """Walk in and out of the reach of the network."""
        while not self.dials.healed:
            self.radio.set()
            if self.streams:
                return
            await asyncio.sleep(1 + self.chance.expovariate(1 / 3))
            self.radio.clear()
            await asyncio.sleep(self.chance.expovariate(1 / 45))

    def update(self) -> None:
        """Take up the present release."""
        if self.rows_v != self.server.releases.version:
            self.kill()
            self.rows_v = self.server.releases.version
            self.begin()

    def second_tab(self) -> None:
        """One more process over the same storage."""
        if len(self.tabs) == 1 and not self.is_off:
            self.tabs.append(Tab(self))

    def lose_key(self, fresh: P256) -> None:
        """The key is gone, and what is on the disk is not: the device makes a new one."""
        if self.key is not None:
            self.lost_keys.append(self.key)
            self.key = fresh
            for tab in self.tabs:
                tab.core.key = fresh

    def kill(self) -> None:
        """The process dies."""
        for tab in self.tabs:
            tab.process.kill()
        self.tabs = []
        self.is_off = True

    def now_ms(self) -> int:
        """What the device's clock says."""
        return clock.START_MS + clock.now_ms() + self.skew_ms

    def destroyed(self, before: Stores, others: list[Phone]) -> None:
        """Ops that were on this disk and are on none any longer: nobody can deliver them."""
        left = set[str]().union(*(ops_in(p.disk.stores) for p in [self, *others]))
        for id_ in ops_in(before) - left:
            if id_ in self.ledger.records:
                self.ledger.records[id_].is_gone = True


class Tab:
    """A process of a device."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.process = phone, Process()
        lost = bool(phone.known_id) and not phone.disk.stores.get("stand")
        storage = Failing(phone.disk)
        self.core = Core(storage, device=phone.known_id, lost=lost, build="sim", key=phone.key, rows_v=phone.rows_v)
        storage.dies = lambda: phone.dials.strikes("torn", 0.03)
        self.talk = Talk(self.core, phone.chance, TIMING)
        self.core.person = phone.person
        self.token = ""
        self.talk.needs_session = True
        self.worker = Worker(self.core, phone.chance)
        self._due = asyncio.Event()
        self.process.spawn(self._guard(self._carry))
        self.process.spawn(self._guard(self._listen))

    async def _guard(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except Died:
            self.phone.ledger.note(f"{self.phone.slot} died in a transaction")
            asyncio.get_running_loop().call_soon(self.phone.kill)
        except Exception as error:  # noqa: BLE001  (a client that raises has a fault of its own)
            origin.caught(error)
            where = traceback.extract_tb(error.__traceback__)[-1]
            self.phone.ledger.fail("P9", f"{self.phone.slot} broke down: {error!r} at {where.name}:{where.lineno}")

    def work(self, author: str) -> bool:
        """Somebody does what the screen shows them next; false if the device died of it."""
        try:
            job = self.worker.next(author)
        except Died:
            self.phone.kill()
            return False
        return self.do(job)

    def do(self, job: Job) -> bool:
        """A person does something with the device; false if it died of it."""
        phone = self.phone
        id_ = f"{phone.chance.getrandbits(128):032x}"
        try:
            made = self.core.record(
                job.op, author=job.author, id=id_, wall=phone.now_ms(), basis=job.basis, deps=job.deps
            )
        except Died:
            phone.kill()
            return False
        self.worker.did(job, made.n)
        phone.ledger.recorded(
            Record(id_, phone.slot, job.author, job.op.kind, job.op.nature.value == "fact", made.raw, clock.now_ms())
        )
        self._due.set()
        return True

    def lay(self, raw: bytes) -> None:
        """Put bytes into the outbox that no build of ours wrote."""
        with contextlib.suppress(Died), self.core.storage.begin() as tx:
            append(tx, "", raw, 0)

    async def _carry(self) -> None:
        while True:
            await self.phone.radio.wait()
            now = clock.now_ms()
            call = self.talk.next(now)
            if call is None:
                self._due.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout((self.talk.wake(now) - now) / 1000 + 0.001):
                        await self._due.wait()
                if self.talk.signed_out_at is not None:
                    self._come_back()
                continue
            if call.what == "session":
                await self._session(call)
            else:
                self.process.spawn(self._guard(partial(self._ask, call)))

    async def _ask(self, call: Call) -> None:
        server = self.phone.server
        asked = self.phone.ledger.timeline
        try:
            status, body = await self.phone.link.ask(lambda: server.process, lambda: server.handle(call, self.token))
        except TimeoutError:
            self.talk.lost(call, clock.now_ms())
        else:
            self.talk.answered(call, status, body, clock.now_ms())
            if call.what == "pull" and status == OK:
                self._heard(asked)
            self._look()
        self._due.set()

    def _heard(self, asked: int) -> None:
        """What was sent before a restore, and answered after it, shows the server nothing that it has lost."""
        if asked == self.phone.ledger.timeline:
            self.phone.heard_of = self.phone.server.generation

    def _look(self) -> None:
        """The checker looks over the shoulder: what is held whole is what the server had at that moment."""
        ledger = self.phone.ledger
        if not (ledger.timeline or self.phone.is_spoiled):
            for scope, cursor in self.core.cursors().items():
                if cursor.whole:
                    ledger.replica(self.phone.slot, scope, cursor.seq, cursor.digest)

    async def _session(self, call: Call) -> None:
        phone = self.phone
        if not (await phone.link.passes() and await phone.link.passes()):
            self.talk.lost(call, clock.now_ms())
        elif asyncio.get_running_loop().time() < phone.signed_out_until:
            self.talk.answered(call, 401, b"{}", clock.now_ms())
        else:
            self.core.person = phone.person
            phone.server.here.setdefault(call.device, set()).update(phone.people)
            device = call.device
            if phone.key is not None and self.talk.bad_key:
                device = await phone.server.rekey(device, phone.person, phone.key.public)
                if device != call.device:
                    self.core.took_session(device)
            phone.known_id = device
            self.token = phone.server.sign_in(phone.person, device)
            self.talk.answered(call, 200, b"{}", clock.now_ms())
        self._due.set()

    def _come_back(self) -> None:
        """Somebody who is at the device signs in, if they may by now."""
        if asyncio.get_running_loop().time() >= self.phone.signed_out_until:
            self.talk.signed_out_at = None
            self.talk.needs_session = True

    async def _listen(self) -> None:
        while True:
            if self.phone.streams and self.token and not self.talk.needs_session and self.talk.signed_out_at is None:
                await self._stream()
            await asyncio.sleep(2 + 8 * self.phone.chance.random())

    async def _hear(self, socket: Socket) -> bytes | None:
        """The next message, once the device has time for it."""
        if self.phone.dials.strikes("slow", 0.3):
            await asyncio.sleep(self.phone.chance.expovariate(1 / 15))
        return await socket.down.receive()

    async def _stream(self) -> None:
        socket, server = Socket(self.phone.link), self.phone.server
        stream = Stream(self.talk, self.token, clock.now_ms())
        server.process.spawn(server.live(socket, self.token))
        socket.up.send(stream.hello)
        asked = self.phone.ledger.timeline
        heard = asyncio.ensure_future(self._hear(socket))
        try:
            while not stream.over:
                self.talk.most = min(self.talk.most, 2) if self.phone.dials["ahead"] else self.talk.most
                while (text := stream.next(clock.now_ms())) is not None:
                    socket.up.send(text)
                due = asyncio.ensure_future(self._due.wait())
                wait_s = (stream.wake(clock.now_ms()) - clock.now_ms()) / 1000 + 0.001
                await asyncio.wait([heard, due], timeout=wait_s, return_when=asyncio.FIRST_COMPLETED)
                due.cancel()
                if heard.done():
                    message = heard.result()
                    if message is None:
                        break
                    stream.heard(message, clock.now_ms())
                    if message.startswith(b'{"t":"page","epoch"'):
                        self._heard(asked)
                    self._look()
                    heard = asyncio.ensure_future(self._hear(socket))
                    self._due.set()
        finally:
            heard.cancel()
            stream.closed(clock.now_ms())
            socket.up.send(None)
            self._due.set()
