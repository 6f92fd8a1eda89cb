"""The live hub with sockets in the test's hands: who is told what, who is poked, who is cut, and what is shared."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
import pytest

from backend.domain.people.roles import Held
from backend.sync import stream
from backend.sync.changelog import Scope, Written
from backend.sync.frames import Frame
from backend.sync.hub import BEAT_S, DEVICE_SOCKETS_MAX, SEND_S_MAX, Connection, Hub, Over
from backend.sync.load import Load
from backend.sync.scopes import Access
from backend.sync.wire import Page, PullAnswer, PullFrame, ScopeNews

Json = dict[str, Any]


class Peer:
    """A socket whose other side reads only while `reads` is set."""

    def __init__(self, *, fast: bool = False) -> None:
        self.got: asyncio.Queue[Json] = asyncio.Queue()
        self.frames: list[Frame] = []
        self.inbox: asyncio.Queue[str | None] = asyncio.Queue()
        self.reads = asyncio.Event()
        self.reads.set()
        self.closed: tuple[int, str] | None = None
        if fast:
            self.write = self._write

    def _write(self, frame: Frame) -> bool:
        self.frames.append(frame)
        self.got.put_nowait(msgspec.json.decode(frame.text))
        return True

    async def receive(self) -> str | None:
        return await self.inbox.get()

    async def send(self, text: bytes) -> None:
        await self.reads.wait()
        self.got.put_nowait(msgspec.json.decode(text))

    async def close(self, code: int, reason: str) -> None:
        self.closed = (code, reason)

    async def next(self) -> Json:
        return await asyncio.wait_for(self.got.get(), 5)


class Shop:
    """A hub, a made-up history of scopes, and the streams of some devices."""

    def __init__(self) -> None:
        self.hub = Hub(Load(lambda: False).live)
        self.heads: dict[str, int] = {"wh:A": 0, "wh:B": 0}
        self.sees: dict[str, set[str]] = {}
        self.pulls: list[dict[str, int]] = []
        self.before_answer: Callable[[], None] = lambda: None
        self.tasks: list[asyncio.Task[None]] = []

    async def pull(self, frame: PullFrame, person: str) -> tuple[PullAnswer, Access]:
        self.pulls.append(dict(frame.cursors))
        scopes = frozenset(self.sees.setdefault(person, {"wh:A"}))
        heads = dict(self.heads)
        await asyncio.sleep(0)
        self.before_answer()
        pages = [
            Page(s, frame.cursors[s], heads[s], False, [])
            for s in sorted(scopes & frame.cursors.keys())
            if frame.cursors[s] < heads[s]
        ]
        reset = sorted(scopes - frame.cursors.keys())
        digest = {s: (heads[s], "00") for s in sorted(scopes)}
        answer = PullAnswer("e", 1, 0, ScopeNews(), pages, reset, digest, [], 0, "")
        return answer, Access(person, (Held(person, "picker", "A"),), 1, scopes)

    def commit(self, scope: str = "wh:A", count: int = 1, size: int = 10, **more: Any) -> None:
        """A commit of some changes, told to the hub as the engine does."""
        start = self.heads[scope]
        self.heads[scope] = start + count
        changes = [b'["t","%d",1,"%s"]' % (start + i + 1, b"x" * size) for i in range(count)]
        one = Written({scope: Scope(scope, start + count, "00", start=start, changes=changes)}, **more)
        self.hub.announce([one])

    async def open(self, peer: Peer, person: str = "ana", device: str = "") -> Connection:
        """A stream that has had its first page."""
        connection = Connection(peer, f"s-{person}", person, PullFrame(device=device or f"d-{id(peer)}"))
        self.tasks.append(asyncio.create_task(self.hub.serve(connection, self.pull, self._listen)))
        assert "digest" in await peer.next()
        await asyncio.sleep(0)
        return connection

    @staticmethod
    async def _listen(connection: Connection) -> None:
        while (message := await connection.receive()) is not None:
            if message == "pull":
                await connection.ask()
            elif message == "slow":
                await asyncio.sleep(0.05)
                connection.say(b'{"t":"outcomes"}')

    async def calm(self) -> None:
        """Until the hub has told all that was committed."""
        for _ in range(10_000):
            if self.hub._telling is None:
                return
            await asyncio.sleep(0)

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def shop(work: Callable[[Shop], Coroutine[Any, Any, None]]) -> None:
    """Run a coroutine function against a new hub."""

    async def body() -> None:
        one = Shop()
        try:
            await asyncio.wait_for(work(one), 20)
        finally:
            await one.close()

    asyncio.run(body())


def seqs(message: Json) -> list[tuple[int, int]]:
    return [(page["from"], page["to"]) for page in message["pages"]]


def test_one_that_reads_nothing_slows_nobody_and_holds_no_more_than_its_share() -> None:
    async def work(one: Shop) -> None:
        stuck, well = Peer(), Peer()
        held = await one.open(stuck, "ana")
        await one.open(well, "ben")
        stuck.reads.clear()
        for i in range(100):
            one.commit(size=20_000)
            assert seqs(await well.next()) == [(i, i + 1)]
            assert held.queued <= stream.QUEUED_BYTES_MAX
        assert stuck.got.empty()

    shop(work)


def test_a_slow_reader_gets_a_poke_for_what_it_missed_and_pages_again_from_there() -> None:
    async def work(one: Shop) -> None:
        peer = Peer()
        await one.open(peer)
        peer.reads.clear()
        for _ in range(100):
            one.commit(size=20_000)
            await asyncio.sleep(0)
        await one.calm()
        peer.reads.set()
        assert seqs(await peer.next()) == [(0, 1)]  # it was on its way
        assert await peer.next() == {"t": "poke"}
        await peer.inbox.put("pull")
        caught_up = await peer.next()
        assert seqs(caught_up) == [(1, 100)], "from what the device has, not from what it was meant to get"
        one.commit()
        assert seqs(await peer.next()) == [(100, 101)]

    shop(work)


def test_one_that_pulls_elsewhere_after_a_poke_is_told_what_follows() -> None:
    async def work(one: Shop) -> None:
        peer = Peer()
        await one.open(peer)
        peer.reads.clear()
        for _ in range(100):
            one.commit(size=20_000)
            await asyncio.sleep(0)
        await one.calm()
        peer.reads.set()
        await peer.next()
        assert await peer.next() == {"t": "poke"}
        one.commit()
        assert seqs(await peer.next()) == [(100, 101)]

    shop(work)


def test_a_send_that_takes_too_long_ends_the_stream() -> None:
    async def work(one: Shop) -> None:
        stuck, well = Peer(), Peer()
        await one.open(stuck, "ana")
        await one.open(well, "ben")
        stuck.reads.clear()
        one.commit()
        await well.next()
        await asyncio.sleep(0)
        now = asyncio.get_running_loop().time()
        one.hub._check(now + SEND_S_MAX - 1)
        await asyncio.sleep(0.01)
        assert len(one.hub) == 2
        one.hub._check(now + SEND_S_MAX + 1)
        await asyncio.wait(one.tasks[:1], timeout=5)
        assert len(one.hub) == 1
        assert stuck.closed is None, "closing waits for the peer as well"

    shop(work)


def test_all_who_see_the_same_get_the_same_bytes() -> None:
    async def work(one: Shop) -> None:
        peers = [Peer(fast=True) for _ in range(5)]
        one.sees["boss"] = {"wh:A", "wh:B"}
        for peer, person in zip(peers, ["ana", "ben", "cy", "boss", "dee"], strict=True):
            await one.open(peer, person)
        one.commit("wh:A")
        one.commit("wh:B")
        frames = {}
        for peer, person in zip(peers, ["ana", "ben", "cy", "boss", "dee"], strict=True):
            await peer.next()
            (frames[person],) = peer.frames
        assert frames["ana"] is frames["ben"] is frames["cy"] is frames["dee"]
        assert [page.scope for page in frames["boss"].pages] == ["wh:A", "wh:B"]
        assert b"wh:B" not in frames["ana"].text

    shop(work)


def test_what_is_committed_while_the_hub_rests_goes_out_as_one_page() -> None:
    async def work(one: Shop) -> None:
        peer = Peer()
        await one.open(peer)
        one.hub._free_at = asyncio.get_running_loop().time() + 0.05
        for _ in range(10):
            one.commit()
            await asyncio.sleep(0)
        page = await peer.next()
        assert seqs(page) == [(0, 10)]
        assert len(page["pages"][0]["changes"]) == 10

    shop(work)


def test_a_commit_that_falls_into_a_pull_is_told_once_and_in_order() -> None:
    async def work(one: Shop) -> None:
        peer = Peer(fast=True)
        await one.open(peer)
        for count in (1, 2, 3):
            one.before_answer = lambda count=count: one.commit(count=count)  # type: ignore[misc]
            one.commit()
            await peer.inbox.put("pull")
            at = None
            while at != one.heads["wh:A"]:
                for begin, to in seqs(await peer.next()):
                    assert at in {None, begin}
                    at = to
            one.before_answer = lambda: None
        assert peer.got.empty()

    shop(work)


def test_what_happens_in_a_scope_while_it_is_first_pulled_is_not_missed() -> None:
    async def work(one: Shop) -> None:
        peer = Peer()

        def once() -> None:
            one.before_answer = lambda: None
            one.commit()
            one.hub._tell()

        one.before_answer = once
        await one.open(peer)
        assert seqs(await peer.next()) == [(0, 1)]

    shop(work)


def test_whose_grants_change_gets_no_page_until_it_was_asked_again_what_they_see() -> None:
    async def work(one: Shop) -> None:
        ana, ben = Peer(), Peer()
        one.sees["ana"] = {"wh:A", "wh:B"}
        await one.open(ana, "ana")
        await one.open(ben, "ben")
        one.sees["ana"] = {"wh:A"}
        one.commit("wh:A", granted={"ana"})
        one.commit("wh:B")
        assert seqs(await ben.next()) == [(0, 1)]
        pulled = await ana.next()
        assert "digest" in pulled
        assert [page["scope"] for page in pulled["pages"]] == ["wh:A"]
        one.commit("wh:B")
        one.commit("wh:A")
        assert [page["scope"] for page in (await ana.next())["pages"]] == ["wh:A"]

    shop(work)


def test_beats_of_many_streams_are_spread_over_the_seconds() -> None:
    async def work(one: Shop) -> None:
        peers = [Peer(fast=True) for _ in range(2 * BEAT_S)]

        async def sealed(devices: list[str], told: list[dict[str, tuple[int, str]]]) -> list[str]:
            assert told == [{"wh:A": (0, "00")}] * len(devices)
            return [f"r-{device}" for device in devices]

        one.hub.receipts = sealed
        for i, peer in enumerate(peers):
            await one.open(peer, f"p{i}", f"d-p{i}")
        for second in range(BEAT_S):
            await one.hub._beat([c for c, at in one.hub._connections.items() if at == second])
            said = [peer.got.get_nowait() for peer in peers if not peer.got.empty()]
            assert [m["t"] for m in said] == ["beat", "beat"]
            assert {m["receipt"] for m in said} == {f"r-d-p{second}", f"r-d-p{second + BEAT_S}"}
            assert said[0]["heads"] == {"wh:A": [0, "00"]}

    shop(work)


@pytest.mark.parametrize("by", [{"sid": "s-ana"}, {"person": "ana"}, {"device": "d-ana"}])
def test_streams_are_ended_by_session_person_or_device(by: dict[str, str]) -> None:
    async def work(one: Shop) -> None:
        ana, ben = Peer(), Peer()
        await one.open(ana, "ana", "d-ana")
        await one.open(ben, "ben", "d-ben")
        one.hub.drop(reason="lost", **by)
        one.commit()
        assert await ana.next() == {"t": "bye", "reason": "lost"}
        await asyncio.wait(one.tasks[:1], timeout=5)
        assert ana.closed == (4401, "lost")
        assert ben.closed is None
        assert ana.got.empty()

    shop(work)


def test_at_a_restart_what_was_asked_is_answered_first() -> None:
    async def work(one: Shop) -> None:
        busy, idle = Peer(), Peer()
        await one.open(busy, "ana")
        await one.open(idle, "ben")
        await busy.inbox.put("slow")
        await asyncio.sleep(0.01)
        stopping = asyncio.create_task(one.hub.stop(5))
        assert (await idle.next())["t"] == "bye"
        assert [(await busy.next())["t"], (await busy.next())["t"]] == ["outcomes", "bye"]
        await stopping
        assert len(one.hub) == 0
        assert {busy.closed, idle.closed} == {(1012, "restart")}

    shop(work)


def test_the_oldest_of_too_many_sockets_of_a_device_makes_room() -> None:
    async def work(one: Shop) -> None:
        peers = [Peer() for _ in range(DEVICE_SOCKETS_MAX + 1)]
        for peer in peers:
            await one.open(peer, "ana", "d-1")
        assert (await peers[0].next())["reason"] == "replaced"
        assert all(peer.got.empty() for peer in peers[1:])

    shop(work)


def test_who_asks_without_end_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(one: Shop) -> None:
        peer = Peer()
        await one.open(peer)
        for _ in range(200):
            await peer.inbox.put("pull")
        await asyncio.sleep(0.2)
        assert len(one.pulls) <= 10

    monkeypatch.setattr(stream, "ASKS_MAX", 5)
    shop(work)


def test_a_stream_whose_history_has_ended_is_told_so() -> None:
    async def work(one: Shop) -> None:
        peer = Peer()
        await one.open(peer)

        def over() -> None:
            raise Over(4409, "epoch")

        one.before_answer = over
        await peer.inbox.put("pull")
        assert await peer.next() == {"t": "bye", "reason": "epoch"}
        await asyncio.wait(one.tasks, timeout=5)
        assert peer.closed == (4409, "epoch")

    shop(work)
