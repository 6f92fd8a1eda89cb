"""Pushes in a row on one stream: a few under way at once, answered in order, sharing the disk."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec

from backend.sync.pushes import AT_ONCE_MOST, Pushes
from backend.sync.service import Sync
from backend.sync.wire import Answer, answer
from tests.sync.conftest import Phone, Run


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


class Stream:
    """What the pushes of a stream need of it."""

    def __init__(self) -> None:
        self.answering, self.said, self.device = 0, list[Any](), "phone-1"
        self.idle, self.ended = asyncio.Event(), ""

    def say(self, text: bytes) -> None:
        self.said.append(msgspec.json.decode(text)["answer"])

    def answered(self) -> None:
        self.answering -= 1
        if not self.answering:
            self.idle.set()

    def end(self, code: int, reason: str) -> None:
        self.ended = f"{code} {reason}"


def test_answers_go_out_in_the_order_of_the_pushes() -> None:
    async def work() -> None:
        stream, gates = Stream(), {n: asyncio.Event() for n in range(3)}

        async def push(body: bytes) -> Answer:
            await gates[int(body)].wait()
            return answer(200, int(body))

        pushes = Pushes(stream, push)  # type: ignore[arg-type]
        for n in range(3):
            await pushes.take(str(n).encode())
        for n in (2, 1):
            gates[n].set()
        await asyncio.sleep(0)
        assert (stream.said, stream.answering) == ([], 3)
        gates[0].set()
        await stream.idle.wait()
        assert stream.said == [0, 1, 2]

    asyncio.run(work())


def test_no_more_than_a_few_are_under_way() -> None:
    async def work() -> None:
        stream, gate, begun = Stream(), asyncio.Event(), list[bytes]()

        async def push(body: bytes) -> Answer:
            begun.append(body)
            await gate.wait()
            return answer(200, None)

        pushes = Pushes(stream, push)  # type: ignore[arg-type]
        taking = asyncio.create_task(_all(pushes, AT_ONCE_MOST + 3))
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(begun) == AT_ONCE_MOST
        gate.set()
        await taking
        await stream.idle.wait()
        assert len(stream.said) == AT_ONCE_MOST + 3

    async def _all(pushes: Pushes, count: int) -> None:
        for _ in range(count):
            await pushes.take(b"1")

    asyncio.run(work())


def test_a_push_that_fails_ends_the_stream_since_no_answer_may_be_left_out() -> None:
    async def work() -> None:
        stream = Stream()

        async def push(body: bytes) -> Answer:
            if body == b"bad":
                raise ZeroDivisionError
            return answer(200, 1)

        pushes = Pushes(stream, push)  # type: ignore[arg-type]
        for body in (b"bad", b"1", b"2"):
            await pushes.take(body)
        await stream.idle.wait()
        assert stream.ended == "1011 push_failed"

    asyncio.run(work())


def test_chunks_that_follow_on_share_a_commit(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        commits: list[int] = []
        sync.listeners.append(lambda written: commits.append(len(written)))
        chunks = [[sam.op("people.add", person(f"p{i}-{k}")) for k in range(5)] for i in range(4)]
        answers = await asyncio.gather(*(sam.outcomes(*chunk) for chunk in chunks))
        assert [o["n"] for outcomes in answers for o in outcomes] == list(range(1, 21))
        assert sum(commits) <= 2, "the first goes alone at most; the others have waited meanwhile"

    run(work)
