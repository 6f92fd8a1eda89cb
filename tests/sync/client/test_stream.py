"""The stream of a device against the real hub: pages arrive by themselves, and what is missed is noticed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from backend.domain.people.rows import Person
from backend.domain.pick.rows import PickTask
from backend.ops.order.approve import OrderApprove
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.people.revoke import PeopleRevoke
from backend.ops.pick.release import PickRelease
from backend.ops.pick.scan import PickScan
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.sync.client import outbox, replica
from backend.sync.client.stream import Stream
from backend.sync.service import Caller, OwnOp, Sync
from tests.sync.client.conftest import Phone, agree
from tests.sync.conftest import Run
from tests.sync.test_road import goods


class Wire:
    """Both ends of a socket in memory."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.up: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.down: asyncio.Queue[bytes | None] = asyncio.Queue()
        self.stream = Stream(phone.talk, "token", phone.now)
        caller = Caller(phone.core.person, phone.core.stand.device, "sid")
        self.task = asyncio.create_task(phone.sync.live(self, caller, self.stream.hello))

    async def receive(self) -> bytes | None:
        return await self.up.get()

    async def send(self, text: bytes) -> None:
        self.down.put_nowait(text)

    async def close(self, code: int, reason: str) -> None:
        self.down.put_nowait(None)

    async def until(self, kind: str) -> None:
        """Talk until a message of a kind has come."""
        await self._talk(lambda text: msgspec.json.decode(text)["t"] == kind)

    async def until_known(self, person: str) -> None:
        """Talk until the replica has somebody."""
        if self.phone.core.find(Person, person) is None:
            await self._talk(lambda _text: self.phone.core.find(Person, person) is not None)

    async def until_something(self) -> None:
        """Talk until any message has come."""
        await self._talk(lambda _text: True)

    async def _talk(self, enough: Callable[[bytes], bool]) -> None:
        while True:
            while (up := self.stream.next(self.phone.now)) is not None:
                self.up.put_nowait(up)
            text = await asyncio.wait_for(self.down.get(), 10)
            assert text is not None
            self.stream.heard(text, self.phone.now)
            if enough(text):
                return

    async def hang_up(self) -> None:
        self.up.put_nowait(None)
        await asyncio.wait_for(self.task, 10)
        self.stream.closed(self.phone.now)


def test_ops_go_up_and_pages_of_others_come_down(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        await sam.say()
        sam.add("mine")
        await wire.until("outcomes")
        assert sam.core.outcome(1).out == "applied"  # type: ignore[union-attr]
        await sync.record("sys:test", [OwnOp(PeopleAdd(person="other", name="Other"))])
        await wire.until_known("other")
        await wire.hang_up()
        await agree(sam)

    run(work)


def test_a_list_that_was_looked_at_has_the_row_that_a_page_brings(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        await sam.say()
        assert sam.core.where(Person, "name", "Other") == []
        await sync.record("sys:test", [OwnOp(PeopleAdd(person="other", name="Other"))])
        text = await asyncio.wait_for(wire.down.get(), 10)
        assert text is not None
        wire.stream.heard(text, sam.now)
        assert [person.id for person in sam.core.where(Person, "name", "Other")] == ["other"]
        await wire.hang_up()

    run(work)


def test_an_op_counts_once_on_the_screen_though_its_page_came_before_its_outcome(run: Run) -> None:
    async def work(sync: Sync) -> None:
        await goods(sync)
        ingrid, ana = Phone(sync, "ingrid", "tablet"), Phone(sync, "ana", "handheld")
        ingrid.record(OrderApprove(order="o1", short="backorder"))
        ingrid.record(PickRelease(run="r1", warehouse="ROT", orders=("o1",)))
        await ingrid.say()
        wire = Wire(ana)
        await wire.until("page")
        await ana.say()
        (task,) = ana.core.rows(PickTask)
        ana.record(PickScan(task=task.id, raw="4006381333931"))
        wire.up.put_nowait(wire.stream.next(ana.now))
        came: dict[str, bytes] = {}
        while not {"page", "outcomes"} <= came.keys():
            text = await asyncio.wait_for(wire.down.get(), 10)
            assert text is not None
            came[msgspec.json.decode(text)["t"]] = text
        for kind in ("page", "outcomes"):
            wire.stream.heard(came[kind], ana.now)
            ana.core.rows(PickTask)  # somebody looks
        elsewhere = StockAddLocations(warehouse="ROT", locations=(NewLocation(code="Z-9"),))
        await sync.record("sys:test", [OwnOp(elsewhere)])
        await wire.until_something()
        assert ana.core.rows(PickTask)[0].picked == 1
        await wire.hang_up()

    run(work)


def test_a_page_that_was_missed_is_noticed_by_the_next_and_a_new_stream_brings_it(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        await sam.say()
        for name in ("one", "two"):
            await sync.record("sys:test", [OwnOp(PeopleAdd(person=name, name=name))])
            text = await asyncio.wait_for(wire.down.get(), 10)
            if name == "two":
                assert text is not None
                wire.stream.heard(text, sam.now)
        assert sam.core.find(Person, "two") is None
        assert wire.stream.over
        await wire.hang_up()
        again = Wire(sam)
        await again.until_known("two")
        assert sam.core.find(Person, "one") is not None
        await again.hang_up()
        await agree(sam)

    run(work)


def test_a_stream_that_brings_beats_but_takes_nothing_up_is_given_up(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        sam.talk.pull_wanted = True
        begun, answer = sam.now, sam.talk.timing.answer
        assert wire.stream.next(begun) == b'{"t":"pull"}'  # and it is lost
        for ms in (answer // 2, answer):
            assert wire.stream.wake(begun + ms - 1) <= begun + answer
            wire.stream.heard(b'{"t":"beat","heads":{}}', begun + ms)
            assert wire.stream.next(begun + ms) is None
            assert not wire.stream.over
        wire.stream.next(begun + answer + 1)
        assert wire.stream.over
        await wire.hang_up()

    run(work)


def test_a_beat_tells_a_replica_that_it_differs_or_is_behind_or_ahead(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        at = sam.core.cursors()["catalog"]
        assert sam.core.took_heads({"catalog": (at.seq, at.digest)}, "", "") == (False, False)
        assert sam.core.took_heads({"catalog": (at.seq + 1, at.digest)}, "", "") == (True, False)
        assert sam.core.took_heads({"catalog": (at.seq - 1, "0" * 32)}, "", "") == (False, True)  # it was wound back
        assert sam.core.took_heads({"wh:NONE": (1, at.digest)}, "", "") == (False, True)
        assert sam.core.took_heads({"catalog": (at.seq, "0" * 32)}, "", "") == (False, False)
        with sam.core.storage.begin() as tx:
            assert replica.wanted(tx) == ["catalog"]

    run(work)


def test_who_loses_all_roles_and_gets_one_back_sees_everything_again_on_the_same_stream(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        await sam.say()
        await sync.record("sys:test", [OwnOp(PeopleRevoke(grant="g-sam"))])
        await wire.until("page")
        assert sam.texts() == {}
        await sync.record("sys:test", [OwnOp(PeopleGrant(grant="g2", person="sam", role="admin"))])
        await wire.until("page")
        await sam.say()
        assert not wire.stream.over
        await wire.hang_up()
        await agree(sam)

    run(work)


def test_a_message_that_the_server_cannot_read_is_halved_like_any_push(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("first")
        with sam.core.storage.begin() as tx:
            outbox.append(tx, "bad", b'{"n":2,"id":"x', 0)
        sam.add("last")
        for _ in range(6):
            wire = Wire(sam)
            while not wire.stream.over and sam.core.pending():
                await wire.until_something()
            await wire.hang_up()
        assert [sam.core.outcome(n).out for n in (1, 2, 3)] == ["applied", "quarantined", "applied"]  # type: ignore[union-attr]

    run(work)


def test_a_stream_ends_when_somebody_else_signs_in(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        sam.talk.signed_in("sam")
        assert wire.stream.next(sam.now) is not None
        sam.talk.signed_in("ada")
        assert wire.stream.next(sam.now) is None
        assert wire.stream.over
        await wire.hang_up()

    run(work)


def test_a_stream_without_a_word_is_given_up(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        stream = Stream(sam.talk, "token", 0)
        assert stream.next(sam.talk.timing.silence - 1) is None
        assert not stream.over
        stream.next(sam.talk.timing.silence + 1)
        assert stream.over
        stream.closed(sam.talk.timing.silence + 1)
        await sam.later()
        await agree(sam)

    run(work)


def test_a_push_that_is_never_answered_is_sent_again_by_another_way(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        sam.add("one")
        assert wire.stream.next(sam.now) is not None
        sam.now += sam.talk.timing.answer + 1
        wire.stream.next(sam.now)
        assert wire.stream.over
        await wire.hang_up()
        await sam.later()
        assert sam.core.outcome(1).out == "applied"  # type: ignore[union-attr]

    run(work)


def test_eight_chunks_go_up_at_once_and_each_gets_its_own_answer(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        sam.talk.most = 1
        for n in range(10):
            sam.add(f"p{n}")
        wire = Wire(sam)
        await wire.until("page")
        sent = [up for _ in range(10) if (up := wire.stream.next(sam.now)) is not None and b'"push"' in up]
        assert [msgspec.json.decode(up)["ops"][0]["n"] for up in sent] == list(range(1, 9))
        for up in sent:
            wire.up.put_nowait(up)
        await until_done(wire, "p9")
        assert [sam.core.outcome(n).out for n in range(1, 11)] == ["applied"] * 10  # type: ignore[union-attr]
        await wire.hang_up()
        await agree(sam)

    run(work)


def test_what_was_sent_behind_a_chunk_that_was_not_taken_is_sent_again_behind_it(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        wire = Wire(sam)
        await wire.until("page")
        await sam.say()
        for n in range(3):
            sam.add(f"p{n}")
            sam.talk.most = 1
        first = [wire.stream.next(sam.now) for _ in range(3)]
        assert all(up is not None for up in first)
        gap = b'{"t":"outcomes","status":409,"answer":{"gap":{"need_from":1}}}'
        wire.stream.heard(b'{"t":"outcomes","status":503,"answer":{"retry_after":2}}', sam.now)
        sam.add("p3")
        assert wire.stream.next(sam.now + 5_000) is None, "until those behind it have their answers, nothing is sent"
        assert wire.stream.next(sam.now + 5_000) is None, "until those behind it have their answers, nothing is sent"
        wire.stream.heard(gap, sam.now)
        assert [n for n, _ in sam.core.pending()] == [1, 2, 3, 4]
        assert not sam.core.gap, "a gap behind a chunk that was not taken says nothing about the ops before"
        wire.stream.heard(gap, sam.now)
        sam.now += 10_000
        await until_done(wire, "p3")
        await wire.hang_up()
        await agree(sam)

    run(work)


async def until_done(wire: Wire, last: str) -> None:
    """Every op is answered and the row of the last one is here: pages may come behind the answers."""
    core = wire.phone.core
    while core.pending() or not any(last.encode() in text for texts in wire.phone.texts().values() for text in texts):
        await wire.until_something()
