"""The server in a process that can be killed, over a database that can be restored; before it a door with tokens."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.exchange.clock import reclaim_leases
from backend.lab.simulate import clock, origin
from backend.lab.simulate.faults import Dials
from backend.lab.simulate.ledger import Ledger
from backend.lab.simulate.network import Socket
from backend.lab.simulate.process import Process, forever
from backend.lab.simulate.releases import Releases
from backend.lab.simulate.store import Database, Image, InThread
from backend.ops.device.enroll import DeviceEnroll
from backend.ops.device.rekey import DeviceRekey
from backend.store.tables import DEVICE_HEAD
from backend.sync.client.talk import Call
from backend.sync.service import Caller, OwnOp, Sync
from backend.sync.wire import Answer, answer

SECRET = b"a secret that stays out of every backup"
TOKEN_S = 600.0
LATE_MS = 100
"""For so long a message may be on its way through the server: it was right when it was made."""


class Token(Struct):
    """A session: whose, on which device, until when (virtual seconds)."""

    person: str
    device: str
    until: float


class Server:
    """One server, in one generation after the other."""

    def __init__(self, database: Database, dials: Dials, chance: Random, ledger: Ledger) -> None:
        self.database, self.dials, self.chance, self.ledger = database, dials, chance, ledger
        self.process = Process()
        self.sync: Sync | None = None
        self.tokens: dict[str, Token] = {}
        self.here: dict[str, set[str]] = {}
        """By device: who has ever signed in on it."""
        self.backups: list[Image] = []
        self.is_open = asyncio.Event()
        self.generation = self.skew_ms = 0
        self.releases = Releases()
        self._made = 0

    def new_id(self) -> str:
        """An id that nothing else has."""
        self._made += 1
        return f"{self.chance.getrandbits(64):016x}{self._made:016x}"

    def now_ms(self) -> int:
        """The server's clock."""
        return clock.START_MS + clock.now_ms() + self.skew_ms

    def _point(self, process: Process) -> Callable[[str], object]:
        async def point(name: str) -> None:
            if name == "write" and self.dials.strikes("busy", 0.1):
                why = self.chance.choice(["database or disk is full", "database is locked"])
                raise sa.exc.OperationalError("BEGIN IMMEDIATE", {}, Exception(why))
            await asyncio.sleep(self.chance.random() * 0.004)
            if process.is_dead:
                await forever()

        return point

    async def start(self) -> None:
        """Begin a generation. Whoever started another one meanwhile loses it: there is one server."""
        self.kill()
        process = self.process = Process()
        self.generation += 1
        store = InThread(self.database, self._point(process))
        self.sync = Sync(
            store, lambda _c, device: frozenset(self.here.get(device, ())), self.now_ms, secret=SECRET,  # type: ignore[arg-type]
            new_id=self.new_id,
        )  # fmt: skip
        starts = process.spawn(self.sync.start())
        await asyncio.wait([starts])
        if starts.cancelled():
            return
        if isinstance(starts.exception(), sa.exc.OperationalError):  # the database is busy: whoever watches tries again
            self.kill()
            await asyncio.sleep(1)
            await self.start()
            return
        starts.result()
        self.is_open.set()

    def kill(self) -> None:
        """The process dies; what was committed stays."""
        self.is_open.clear()
        self.process.kill()

    def back_up(self, *, checked: bool) -> None:
        """Copy the database. A checked copy is what restores fall back to at the worst, and devices are told so."""
        image = self.database.copy()
        if checked:
            self.backups.clear()
            self.database.do(lambda c: c.execute(sa.update(DEVICE_HEAD).values(durable_n=DEVICE_HEAD.c.last_n)))
        self.backups.append(image)

    def rewind(self) -> None:
        """The process dies, and comes back over an older copy."""
        self.kill()
        self.database.put(self.chance.choice(self.backups))
        self.ledger.rewound(self.database)

    def grants_of(self, person: str) -> list[str]:
        """The grants that somebody has now."""
        query = "SELECT id FROM role_grant WHERE person = ? AND to_v IS NULL ORDER BY id"
        return [id_ for (id_,) in self.database.raw.execute(query, (person,))]

    def orders(self) -> list[str]:
        """All orders."""
        return [id_ for (id_,) in self.database.raw.execute("SELECT id FROM sales_order ORDER BY id")]

    # The door

    def sign_in(self, person: str, device: str) -> str:
        """A session for somebody on a device; returns its token."""
        token = self.new_id()
        self.tokens[token] = Token(person, device, asyncio.get_running_loop().time() + TOKEN_S)
        self.here.setdefault(device, set()).add(person)
        return token

    def who(self, token: str, device: str) -> Caller | None:
        """Whose a token is, if it counts."""
        found = self.tokens.get(token)
        if found is None or found.until < asyncio.get_running_loop().time() or found.device != device:
            return None
        return Caller(found.person, found.device, token)

    async def handle(self, call: Call, token: str) -> tuple[int, bytes]:
        """One request."""
        await self.is_open.wait()
        sync, process = self.sync, self.process
        assert sync is not None
        caller = self.who(token, call.device)
        since = self.ledger.commits
        got = await self._route(sync, call, caller)
        if process.is_dead:
            await forever()
        try:
            self.ledger.answered(call, got, caller.person if caller else "", since)
        except Exception as error:  # noqa: BLE001
            self.ledger.fail("P8", f"an answer that cannot be read: {error!r}")
        return got.status, got.body

    async def _route(self, sync: Sync, call: Call, caller: Caller | None) -> Answer:
        if call.what == "drop":
            return await sync.drop(call.body)
        if caller is None:
            return answer(401, {"error": {"code": "bad_token", "params": {}, "choices": ["sign_in"]}})
        if call.what == "push":
            return await sync.push(call.body, caller)
        if call.what == "pull":
            return await sync.pull(call.body, caller)
        return await sync.snapshot(call.scope, caller, call.rows_v)

    async def live(self, socket: Socket, token: str) -> None:
        """One stream."""
        await self.is_open.wait()
        hello = await socket.receive()
        sync = self.sync
        if hello is None or sync is None:
            return
        device = msgspec.json.decode(hello, type=dict[str, object]).get("device")
        caller = self.who(token, str(device))
        if caller is None:
            await socket.send(b'{"t":"bye","reason":"bad_token"}')
            await socket.close(4401, "bad_token")
            return
        await sync.live(Tapped(socket, self, caller, hello), caller, hello)
        socket.down.send(None)

    async def own(self, *ops: OwnOp) -> None:
        """Ops of the server's own, as somebody at a desk would make them; lost if it dies or is busy meanwhile."""
        await self._inside(lambda sync: sync.record("sys:desk", ops))

    def key_of(self, device: str) -> str:
        """The key that a device has to sign with now; empty for none."""
        found = self.database.raw.execute("SELECT key FROM device WHERE id = ?", (device,)).fetchone()
        return str(found[0]) if found else ""

    async def rekey(self, device: str, person: str, key: str) -> str:
        """Somebody signs in with a fresh key. One that is reported lost does not come back: it gets another id."""
        await self.own(OwnOp(DeviceRekey(device=device, person=person, key=key)))
        query = "SELECT 1 FROM device WHERE id = ? AND state <> 'active'"
        if self.database.raw.execute(query, (device,)).fetchone() is None:
            return device
        fresh = f"{device}~{self.new_id()[:6]}"
        await self.own(OwnOp(DeviceEnroll(device=fresh, name=fresh, key=key)))
        return fresh

    async def compact(self, window_ms: int) -> None:
        """Let the change log forget."""
        await self._inside(lambda sync: sync.compact(window_ms))

    async def reclaim(self) -> None:
        """Take back the leases that are due, as the server's own clock does."""
        await self._inside(reclaim_leases)

    async def _inside(self, work: Callable[[Sync], Coroutine[Any, Any, Any]]) -> None:
        await self.is_open.wait()
        assert self.sync is not None
        task = self.process.spawn(work(self.sync))
        await asyncio.wait([task])
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, sa.exc.OperationalError):
            origin.caught(error)
            self.ledger.fail("P3", f"the server failed on an op of its own: {error!r}")


class Tapped:
    """A socket whose messages the ledger sees as they are sent."""

    def __init__(self, socket: Socket, server: Server, caller: Caller, hello: bytes) -> None:
        self._socket, self._server, self._caller, self._hello = socket, server, caller, hello
        self._pushed: deque[bytes] = deque()

    async def receive(self) -> bytes | None:
        """What the device has sent."""
        message = await self._socket.receive()
        if message is not None and b'"t":"push"' in message[:12]:
            self._pushed.append(message)
        return message

    async def send(self, text: bytes) -> None:
        """Send to the device."""
        ledger = self._server.ledger
        try:
            ledger.told(text, self._caller, ledger.commits_at(clock.now_ms() - LATE_MS), self._pushed, self._hello)
        except Exception as error:  # noqa: BLE001  (the hub takes an error here for a broken socket)
            ledger.fail("P8", f"a message that cannot be read: {error!r}")
        await self._socket.send(text)

    async def close(self, code: int, reason: str) -> None:
        """Hang up."""
        await self._socket.close(code, reason)
