"""The way in: a pushed frame becomes a chunk, waits for the next commit, and gets its answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import Awaitable, Callable, Sequence

import msgspec
import sqlalchemy as sa

from backend.store.engine import Store
from backend.sync import apart
from backend.sync.admit import Chunk, Decided, Via, place
from backend.sync.changelog import Written
from backend.sync.commit import Committer
from backend.sync.load import retry_after_s
from backend.sync.wire import Answer, PushAnswer, PushFrame, answer, problem

log = logging.getLogger("tote.sync")
OPS_A_COMMIT_MOST = 1000
CHUNKS_WAITING_MOST = 1000
PRESSED_FROM = 8
"""Pushes under way from which on all else makes room for them,"""
PRESSED_S = 0.2
"""and for how long after: a commit answers many at once, and they are back at once."""
BYTES_WAITING_MOST = 64 * 1024 * 1024
HELD_MOST = 50
RETRY_AFTER_S = 2
Waiting = tuple[Chunk, asyncio.Future[Decided]]


class FirstN(msgspec.Struct):
    """Just the number of an op."""

    n: int


def receive(body: bytes, now: int, *, device: str = "", caller: str = "", via: Via = "push") -> Chunk | Answer:
    """Parse a frame. Only a frame that cannot be taken apart is answered with an error; its ops stay on the device.

    `device` and `caller` are whose token came with it; through the drop-box there is none.
    """
    try:
        frame = _frame(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return problem(400, "bad_frame", f"This is no push: {error}", f"无法读取推送：{error}", why=str(error)[:200])
    if via == "push" and frame.device != device:
        en, zh = "The token belongs to another device", "令牌属于另一台设备"
        return problem(403, "other_device", en, zh, device=frame.device)
    ops = [bytes(raw) for raw in frame.ops]
    return Chunk(
        frame.device, caller, ops, _first_n(ops), now, via, frame.epoch, frame.receipt, frame.grant_v,
        frame.declared_n, frame.prev_h, frame.sig, {n: bytes(raw) for n, raw in frame.prior.items()},
    )  # fmt: skip


def _frame(body: bytes) -> PushFrame:
    try:
        return msgspec.json.decode(body, type=PushFrame)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError):
        return apart.push_frame(body)


def _first_n(ops: list[bytes]) -> int:
    """The number of the first op; taken from the first one that has a readable number, by its place."""
    for i, raw in enumerate(ops):
        with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            n = msgspec.json.decode(raw, type=FirstN).n
            if n > i:
                return n - i
    return 0


Fork = Callable[[Chunk, int], Awaitable[str]]
"""Gives a cloned device an id of its own: from a chunk and the number where it differs to the new id."""


class Road:
    """The queue before the one writer. Whatever waits when it is free goes into one commit."""

    def __init__(
        self, store: Store, committer: Committer, announce: Callable[[Sequence[Written]], None], fork: Fork
    ) -> None:
        self._store, self._committer, self._announce, self._fork = store, committer, announce, fork
        self._queue: asyncio.Queue[Waiting] = asyncio.Queue()
        self.under_way = self._bytes = 0
        """Chunks that are not on disk yet."""
        self._pressed_at = -math.inf
        self._held: list[Waiting] = []
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to take chunks."""
        self._task = asyncio.create_task(self._run(), name="tote-road")

    async def stop(self) -> None:
        """Finish the commit under way, and no more."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def send(self, chunk: Chunk) -> Decided:
        """Queue a chunk and wait until it is on disk. The bound on how many wait is for pushes, not for our own."""
        future: asyncio.Future[Decided] = asyncio.get_running_loop().create_future()
        size = sum(map(len, chunk.ops))
        self.under_way, self._bytes = self.under_way + 1, self._bytes + size
        future.add_done_callback(lambda _: self._done(size))
        self._queue.put_nowait((chunk, future))
        return await asyncio.shield(future)

    def _done(self, size: int) -> None:
        if self.under_way >= PRESSED_FROM:
            self._pressed_at = asyncio.get_running_loop().time()
        self.under_way, self._bytes = self.under_way - 1, self._bytes - size

    @property
    def is_pressed(self) -> bool:
        """Whether many pushes wait, or did just now."""
        many = self.under_way >= PRESSED_FROM
        return many or asyncio.get_running_loop().time() < self._pressed_at + PRESSED_S

    @property
    def is_full(self) -> bool:
        """Whether one more push would be told to come back."""
        return self.under_way >= CHUNKS_WAITING_MOST or self._bytes >= BYTES_WAITING_MOST

    async def push(self, chunk: Chunk) -> Answer:
        """Send a chunk and answer as the protocol has it."""
        if self.is_full:
            later_s = retry_after_s()
            return _later("busy", "Too much is waiting; try again", "服务器繁忙，请稍后重试", 503, later_s)
        if chunk.ops and chunk.first_n == 0:
            chunk.first_n = await self._store.read(lambda c: place(c, chunk))
        try:
            decided = await self.send(chunk)
            return await self._answer(chunk, decided)
        except sa.exc.OperationalError as error:
            log.warning("nothing was written: %s", error)
            full = "full" in str(error)
            status, code = (507, "disk_full") if full else (503, "not_written")
            return _later(
                code, "The server could not write; keep it, try again", "服务器无法写入；数据仍在设备上，请重试", status
            )

    async def _answer(self, chunk: Chunk, decided: Decided) -> Answer:
        if decided.is_rewound:
            return rewound(decided.epoch, decided.last_n, decided.h)
        if decided.gap_from is not None:
            return answer(409, {"gap": {"need_from": decided.gap_from}})
        if decided.fork_from is not None:
            new_device = await self._fork(chunk, decided.fork_from)
            return answer(409, {"fork": {"new_device": new_device, "from_n": decided.fork_from}})
        if decided.is_unsigned:
            en, zh = "It is not signed with this device's key: sign in again", "签名与此设备的密钥不符：请重新登录"
            return problem(403, "bad_signature", en, zh, choices=("sign_in",), device=chunk.device)
        return answer(
            200,
            PushAnswer(
                decided.epoch, decided.last_n, decided.h.hex(), decided.outcomes, decided.durable_n, decided.receipt
            ),
        )

    async def _run(self) -> None:
        while True:
            waiting = await self._gather()
            await self._commit(waiting)

    async def _gather(self) -> list[Waiting]:
        """What goes into the next commit: as much as waits. Of one device only what follows on; a retry has to wait."""
        held, self._held = self._held, []
        waiting: list[Waiting] = []
        if not held:
            held.append(await self._queue.get())
        next_n: dict[str, int] = {}
        ops = 0
        while ops < OPS_A_COMMIT_MOST and len(self._held) < HELD_MOST and (held or not self._queue.empty()):
            one = held.pop(0) if held else self._queue.get_nowait()
            chunk = one[0]
            if next_n.get(chunk.device, chunk.first_n) == chunk.first_n:
                next_n[chunk.device] = chunk.first_n + len(chunk.ops)
                waiting.append(one)
                ops += len(chunk.ops)
            else:
                next_n[chunk.device] = -1  # what comes after it waits as well
                self._held.append(one)
        self._held += held
        return waiting

    async def _commit(self, waiting: list[Waiting]) -> None:
        chunks = [chunk for chunk, _ in waiting]
        try:
            decided, written = await self._store.in_writer(lambda: self._committer.commit(chunks))
        except Exception as error:  # noqa: BLE001  (each waiting device gets the answer; the queue goes on)
            for _, future in waiting:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), result in zip(waiting, decided, strict=True):
            if not future.done():
                future.set_result(result)
        self._announce(written)


def rewound(epoch: str, last_n: int, h: bytes) -> Answer:
    """The server went back in time: a new epoch, and how much of a device's work it still has."""
    return answer(409, {"epoch": {"now": epoch, "last_n": last_n, "h": h.hex()}})


def _later(code: str, en: str, zh: str, status: int, after_s: int = RETRY_AFTER_S) -> Answer:
    error = {"code": code, "params": {}, "en": en, "zh": zh, "choices": ["retry"]}
    return answer(status, {"error": error, "retry_after": after_s})
