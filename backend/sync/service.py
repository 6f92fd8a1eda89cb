"""The engine as the rest of the house sees it: push, pull, snapshot, live, and ops made by the server itself."""

from __future__ import annotations

import asyncio
import hashlib
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

import msgspec
import sqlalchemy as sa
from msgspec import Struct, structs

from backend.domain.ids import uuid7
from backend.domain.units import MOST
from backend.ops.device.fork import DeviceFork
from backend.ops.device.storage_lost import DeviceStorageLost
from backend.ops.kernel import Op
from backend.ops.log.compact import LogCompact
from backend.store.bulk import Among
from backend.store.engine import Store
from backend.store.tables import OP
from backend.sync import apart, compact, epochs, heads, pull, snapshot, versions
from backend.sync.admit import Chunk, keys
from backend.sync.changelog import Written
from backend.sync.commit import Committer, WorkedHere
from backend.sync.decide import SYSTEM
from backend.sync.hub import Connection, Hub, Over, Socket
from backend.sync.load import Load
from backend.sync.pull import Rewound
from backend.sync.push import Road, receive, rewound
from backend.sync.pushes import Pushes
from backend.sync.receipts import Receipts
from backend.sync.scopes import Access, access
from backend.sync.signal import Signals
from backend.sync.wire import ROWS_V, Answer, OutcomeFrame, PullAnswer, PullFrame, answer, problem

SNAPSHOTS_KEPT = 16
OPS_A_CHUNK = 50
OWN_TRIES_MOST = 50


class Caller(Struct, frozen=True):
    """Who calls, as the verified token and the session table have it."""

    person: str
    device: str
    sid: str


class OwnOp(Struct, frozen=True):
    """An op that the server makes itself, as one of its `sys:` devices. An id that is in the log is not sent again."""

    body: Op
    id: str = ""
    author: str = SYSTEM


def now_ms() -> int:
    """The server's clock, in UTC milliseconds."""
    return time.time_ns() // 1_000_000


Listener = Callable[[Sequence[Written]], None]


class Sync:
    """The sync engine over one store."""

    def __init__(
        self,
        store: Store,
        worked_here: WorkedHere,
        clock: Callable[[], int] = now_ms,
        *,
        secret: bytes,
        new_id: Callable[[], str] = lambda: uuid7(now_ms(), os.urandom(10)),
    ) -> None:
        self.store, self.clock, self._new_id = store, clock, new_id
        self.load = Load(lambda: self._road is not None and self._road.is_pressed)
        self.hub = Hub(self.load.live)
        self.listeners: list[Listener] = [self.hub.announce]
        self.signals = Signals(store, self._tell) if store.is_shared else None
        """To and from the other processes over the same database."""
        self.receipts = Receipts(secret)
        self.hub.receipts = self._sealed
        self._committer = Committer(store.write_now, worked_here, self.receipts)
        self._snapshots: OrderedDict[tuple[str, str, int, int], bytes] = OrderedDict()
        self._own_lock = asyncio.Lock()
        self._road: Road | None = None
        self._epoch = ""

    async def start(self) -> None:
        """Open the road. A new database gets its epoch here."""
        now = self.clock()
        await self.store.write(lambda c: epochs.ensure(c, now, self._new_id()))
        self._epoch = await self.store.read(epochs.current)
        if self.signals:
            self.signals.on_epoch = self.hub.shut
            await self.signals.start()
        self._road = Road(self.store, self._committer, self._announce, self._fork)
        self._road.start()
        if not await self.store.read(versions.is_prepared):
            await self.compact(window_ms=-MOST)  # its texts are of a release before
            await self.store.write(versions.prepare)

    async def stop(self) -> None:
        """End the streams, finish the commit under way."""
        self.hub.shut()
        if self._road:
            await self._road.stop()
        if self.signals:
            await self.signals.stop()

    def _announce(self, written: Sequence[Written]) -> None:
        """Our own commits, in their order."""
        if self.signals:
            self.signals.committed(written)
        else:
            self._tell(written)

    def _tell(self, written: Sequence[Written]) -> None:
        for listener in self.listeners:
            listener(written)

    @property
    def road(self) -> Road:
        """The queue before the writer."""
        assert self._road is not None, "start() first"
        return self._road

    async def push(self, body: bytes, caller: Caller) -> Answer:
        """`POST /api/sync/push`."""
        chunk = receive(body, self.clock(), device=caller.device, caller=caller.person)
        return chunk if isinstance(chunk, Answer) else await self._send(chunk)

    async def drop(self, body: bytes) -> Answer:
        """`POST /api/sync/drop`: a push that only the device's signature vouches for."""
        chunk = receive(body, self.clock(), via="drop")
        if isinstance(chunk, Answer):
            return chunk
        known = await self.store.read(lambda c: keys(c, {chunk.device}))
        if chunk.device not in known:
            en, zh = "This device has no key here: sign in", "此设备在此没有密钥：请登录"
            return problem(401, "no_key", en, zh, choices=("sign_in",), device=chunk.device)
        return await self._send(chunk)

    async def _send(self, chunk: Chunk) -> Answer:
        got = await self.road.push(chunk)
        if got.status == 409 and b'"epoch"' in got.body[:12]:  # noqa: PLR2004
            self.hub.shut()  # streams of the former epoch end here; their devices come back and are told
            await self._note_epoch()
        return got

    async def _fork(self, chunk: Chunk, from_n: int) -> str:
        """A cloned device gets an id of its own; the same clone gets the same one again."""
        raw = chunk.ops[from_n - chunk.first_n]
        new = own_id("fork", chunk.device, str(from_n), hashlib.blake2b(raw).hexdigest())
        await self.record("sys:fork", [OwnOp(DeviceFork(device=new, fork_of=chunk.device), own_id("fork", new))])
        return new

    async def pull(self, body: bytes, caller: Caller) -> Answer:
        """`POST /api/sync/pull`."""
        frame = pull_frame(body, caller.device)
        if isinstance(frame, Answer):
            return frame
        if not versions.is_served(frame.rows_v):
            return too_old()
        found = await self._pulled(frame, caller.person)
        return rewound(found.epoch, found.last_n, found.h) if isinstance(found, Rewound) else answer(200, found[0])

    async def _pulled(self, frame: PullFrame, person: str) -> tuple[PullAnswer, Access] | Rewound:
        now = self.clock()
        found = await self.store.read(lambda c: pull.pull(c, frame, person, now, self.receipts))
        if isinstance(found, Rewound):
            return await self._went_back(found, found.proof.e) if found.proof else found
        if frame.declared_n > found[0].last_n:
            await self.store.write(lambda c: heads.declare(c, frame.device, frame.declared_n, now))
        if frame.storage_lost:
            await self._storage_lost(frame.device)
        return found

    async def _pull(self, frame: PullFrame, person: str) -> tuple[PullAnswer, Access]:
        """For a stream: a device of another epoch is told by `bye`, and asks again by itself."""
        found = await self._pulled(frame, person)
        if isinstance(found, Rewound):
            raise Over(4409, "epoch")
        return found

    async def _sealed(self, devices: list[str], told: list[dict[str, tuple[int, str]]]) -> list[str]:
        """Receipts for beats."""
        epoch, at = await self.store.read(lambda c: (epochs.current(c), heads.load(c, devices)))
        return [
            self.receipts.seal(at[device].receipt(epoch, device, seen, versions.NEWEST))
            for device, seen in zip(devices, told, strict=True)
        ]

    async def _went_back(self, found: Rewound, heard: str) -> Rewound:
        """A receipt has proved that the database was restored: a new history begins, once."""
        now, why = self.clock(), "a receipt ahead of the database"
        epoch = await self.store.write(lambda c: epochs.open_next(c, found.epoch, now, why, [heard]))
        self.hub.shut()
        await self._note_epoch()
        return structs.replace(found, epoch=epoch)

    async def _note_epoch(self) -> None:
        """Tell the other processes of a new epoch, once."""
        now = await self.store.read(epochs.current)
        if now != self._epoch and self.signals:
            self.signals.epoch_opened()
        self._epoch = now

    async def _storage_lost(self, device: str) -> None:
        """A device has lost what it had not sent: somebody has to know which of its ops nobody has."""
        at = await self.store.read(lambda c: heads.of(c, device))
        if at.declared_n <= at.last_n:
            return
        lost = DeviceStorageLost(device=device, from_n=at.last_n + 1, to_n=at.declared_n)
        await self.record("sys:storage", [OwnOp(lost, own_id("lost", device, str(lost.from_n), str(lost.to_n)))])
        await self.store.write(lambda c: heads.forget_declared(c, device, lost.to_n))

    async def snapshot(self, scope: str, caller: Caller, rows_v: int = ROWS_V) -> Answer:
        """`GET /api/sync/snapshot/{scope}`: gzipped lines. A scope that the person does not read is not there."""
        if not versions.is_served(rows_v):
            return too_old()
        seen = await self.store.read(lambda c: access(c, caller.person))
        if scope not in seen.scopes:
            return problem(404, "no_scope", "There is no such scope for you", "没有您可读取的该范围", scope=scope[:80])
        at = await self.store.read(lambda c: (epochs.current(c), scope, pull.head_seq(c, scope), rows_v))
        kept = self._snapshots.get(at)
        if kept is None:
            kept = await self.store.read(lambda c: snapshot.snapshot(c, scope, rows_v))
            self._snapshots[at] = kept
            if len(self._snapshots) > SNAPSHOTS_KEPT:
                self._snapshots.popitem(last=False)
        return Answer(200, kept)

    async def live(self, socket: Socket, caller: Caller, hello: bytes) -> None:
        """Serve one socket whose hello has been verified, until it ends."""
        frame = pull_frame(hello, caller.device)
        if isinstance(frame, Answer):
            await socket.send(b'{"t":"bye","reason":"bad_hello"}')
            await socket.close(4400, "bad_hello")
            return
        connection = Connection(socket, caller.sid, caller.person, frame)
        other_epoch = frame.epoch not in {"", await self.store.read(epochs.current)}
        if other_epoch or not versions.is_served(frame.rows_v):
            code, reason = (4409, "epoch") if other_epoch else (4426, "too_old")
            await socket.send(b'{"t":"bye","reason":"%b"}' % reason.encode())
            await socket.close(code, reason)
            return
        await self.hub.serve(connection, self._pull, lambda c: self._listen(c, caller))

    async def _listen(self, connection: Connection, caller: Caller) -> None:
        pushes = Pushes(connection, lambda body: self.push(body, caller))
        while True:
            message = await connection.receive()
            if message is None:
                return
            body = message.encode() if isinstance(message, str) else message
            try:
                kind = _tag(body)
            except (msgspec.MsgspecError, ValueError, RecursionError):
                connection.end(4400, "bad_message")
                continue
            if kind == "push":
                await pushes.take(body)
            elif kind == "pull":
                await connection.ask()

    async def compact(self, window_ms: int = compact.WINDOW_MS) -> int:
        """Let the change log forget what is older than its window; returns how many changes went."""
        before = self.clock() - window_ms
        found = await self.store.read(lambda c: compact.due(c, before))
        ops = [
            OwnOp(LogCompact(scope=scope, floor=floor), own_id("compact", scope, str(floor)))
            for scope, floor in found.items()
        ]
        await self.record("sys:clock", ops)
        gone = 0
        while some := await self.store.write(compact.purge):
            gone += some
        return gone

    async def record(self, device: str, ops: Sequence[OwnOp]) -> list[OutcomeFrame]:
        """Send the server's own ops down the road, as device `sys:…`. Each id counts once; returns all outcomes."""
        assert device.startswith("sys:"), device
        ids = [op.id or self._new_id() for op in ops]
        results: dict[str, OutcomeFrame] = {}
        async with self._own_lock:
            for start in range(0, len(ops), OPS_A_CHUNK):
                end = start + OPS_A_CHUNK
                results |= await self._record(device, dict(zip(ids[start:end], ops[start:end], strict=True)))
        return [results[id_] for id_ in ids]

    async def _record(self, device: str, ops: dict[str, OwnOp]) -> dict[str, OutcomeFrame]:
        """One chunk. Where another process has just used its numbers it is looked at anew: they may be the same ops."""
        for _ in range(OWN_TRIES_MOST):
            done, last_n = await self.store.read(lambda c: (_known(c, list(ops)), heads.of(c, device).last_n))
            fresh = {id_: op for id_, op in ops.items() if id_ not in done}
            if not fresh:
                return done
            decided = await self.road.send(_own_chunk(device, fresh, last_n, self.clock()))
            if decided.is_taken:
                made = [msgspec.json.decode(o, type=OutcomeFrame) for o in decided.outcomes]
                return done | dict(zip(fresh, made, strict=True))
        raise RuntimeError(f"{device}: {OWN_TRIES_MOST} times another process was first")

    async def known(self, ids: Sequence[str]) -> dict[str, OutcomeFrame]:
        """The outcomes of those of the ids that are in the log."""
        return await self.store.read(lambda c: _known(c, list(ids)))


def _own_chunk(device: str, ops: dict[str, OwnOp], last_n: int, now: int) -> Chunk:
    raws = [
        msgspec.json.encode({
            "n": n, "id": id_, "kind": f"{op.body.kind}@{op.body.version}", "author": op.author, "wall": now,
            "body": op.body,
        })
        for n, (id_, op) in enumerate(ops.items(), last_n + 1)
    ]  # fmt: skip
    author = next(iter(ops.values())).author
    return Chunk(device, author, raws, last_n + 1, now, "own")


class _Tagged(Struct):
    t: str


def _tag(body: bytes) -> str:
    try:
        return msgspec.json.decode(body, type=_Tagged).t
    except (msgspec.DecodeError, UnicodeDecodeError):
        return apart.tag(body)


def too_old() -> Answer:
    """The build on the device reads rows that this server gives no longer. Its pushes are taken as ever."""
    en, zh = "This app is too old to be brought up to date: update it", "应用版本过旧，无法同步数据：请更新应用"
    return problem(426, "too_old", en, zh, choices=("update",), newest=versions.NEWEST)


def pull_frame(body: bytes, device: str) -> PullFrame | Answer:
    """Parse a pull (or a hello)."""
    try:
        frame = msgspec.json.decode(body, type=PullFrame)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return problem(
            400, "bad_frame", f"This is no pull: {error}", f"无法读取拉取请求：{error}", why=str(error)[:200]
        )
    if frame.device != device:
        return problem(
            403, "other_device", "The token belongs to another device", "令牌属于另一台设备", device=frame.device
        )
    return frame


def _known(connection: sa.Connection, ids: list[str]) -> dict[str, OutcomeFrame]:
    return {id_: msgspec.json.decode(raw, type=OutcomeFrame) for id_, raw in _OUTCOMES.run(connection, ids)}


_OUTCOMES = Among(sa.select(OP.c.id, OP.c.outcome), OP.c.id)


def own_id(*parts: str) -> str:
    """An op id that is the same whenever the same thing is imported again."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
