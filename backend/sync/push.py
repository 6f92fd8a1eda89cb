"""The way in: a pushed frame becomes a chunk, waits for the next commit, and gets its answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence

import msgspec
import sqlalchemy as sa

from backend.store.engine import Store
from backend.sync.changelog import Written
from backend.sync.commit import Chunk, Committer, Decided
from backend.sync.pull import device_head
from backend.sync.wire import Answer, PushAnswer, PushFrame, answer, problem

log = logging.getLogger("tote.sync")
OPS_A_COMMIT_MOST = 1000
CHUNKS_WAITING_MOST = 400
RETRY_AFTER_S = 2


class FirstN(msgspec.Struct):
    """Just the number of an op."""

    n: int


def receive(body: bytes, device: str, caller: str, now: int) -> Chunk | Answer:
    """Parse a frame. Only a frame that cannot be taken apart is answered with an error; its ops stay on the device."""
    try:
        frame = msgspec.json.decode(body, type=PushFrame)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return problem(400, "bad_frame", f"This is no push: {error}", f"无法读取推送：{error}", why=str(error)[:200])
    if frame.device != device:
        en, zh = "The token belongs to another device", "令牌属于另一台设备"
        return problem(403, "other_device", en, zh, device=frame.device)
    ops = [bytes(raw) for raw in frame.ops]
    return Chunk(frame.device, caller, frame.grant_v, frame.prev_h, frame.declared_n, ops, _first_n(ops), now)


def _first_n(ops: list[bytes]) -> int:
    """The number of the first op; taken from the first one that has a readable number, by its place."""
    for i, raw in enumerate(ops):
        with contextlib.suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            n = msgspec.json.decode(raw, type=FirstN).n
            if n > i:
                return n - i
    return 0


class Road:
    """The queue before the one writer. Whatever waits when it is free goes into one commit."""

    def __init__(
        self, store: Store, committer: Committer, announce: Callable[[Sequence[Written]], None], epoch: str
    ) -> None:
        self._store, self._committer, self._announce, self._epoch = store, committer, announce, epoch
        self._queue: asyncio.Queue[tuple[Chunk, asyncio.Future[Decided]]] = asyncio.Queue(CHUNKS_WAITING_MOST)
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
        """Queue a chunk and wait until it is on disk. Raises `asyncio.QueueFull` when too many wait."""
        future: asyncio.Future[Decided] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((chunk, future))
        return await asyncio.shield(future)

    async def push(self, chunk: Chunk) -> Answer:
        """Send a chunk and answer as the protocol has it."""
        if chunk.ops and chunk.first_n == 0:
            last_n, _ = await self._store.read(lambda c: device_head(c, chunk.device))
            chunk.first_n = last_n + 1
        try:
            decided = await self.send(chunk)
        except asyncio.QueueFull:
            return self._later("busy", "Too much is waiting; try again", "服务器繁忙，请稍后重试", 503)
        except sa.exc.OperationalError as error:
            log.warning("nothing was written: %s", error)
            full = "full" in str(error)
            status, code = (507, "disk_full") if full else (503, "not_written")
            return self._later(
                code, "The server could not write; keep it, try again", "服务器无法写入；数据仍在设备上，请重试", status
            )
        if decided.gap_from is not None:
            return answer(409, {"gap": {"need_from": decided.gap_from}})
        if decided.fork_from is not None:
            return answer(409, {"fork": {"from_n": decided.fork_from}})
        return answer(200, PushAnswer(self._epoch, decided.last_n, decided.h.hex(), decided.outcomes))

    def _later(self, code: str, en: str, zh: str, status: int) -> Answer:
        error = {"code": code, "params": {}, "en": en, "zh": zh, "choices": ["retry"]}
        return answer(status, {"error": error, "retry_after": RETRY_AFTER_S})

    async def _run(self) -> None:
        while True:
            waiting = [await self._queue.get()]
            ops = len(waiting[0][0].ops)
            while ops < OPS_A_COMMIT_MOST and not self._queue.empty():
                waiting.append(self._queue.get_nowait())
                ops += len(waiting[-1][0].ops)
            await self._commit(waiting)

    async def _commit(self, waiting: list[tuple[Chunk, asyncio.Future[Decided]]]) -> None:
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
