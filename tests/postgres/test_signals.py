"""Each process tells its streams every change of every process: once, in the order of the log, whole commits."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from backend.store.tables import CHANGE
from backend.sync import feed, signal
from backend.sync.changelog import Written
from backend.sync.feed import Feed, Span
from backend.sync.service import Sync
from backend.sync.signal import Signals, Word
from tests.conftest import Make
from tests.postgres.test_own_ops import add, process

ALL_S_MAX = 12
"""Less than the time after which a process looks though it can listen."""
Told = dict[str, list[tuple[int, bytes]]]


class Ear:
    """What a process has told its streams, and a check that nothing was skipped or said twice."""

    def __init__(self, sync: Sync) -> None:
        self.told: Told = {}
        self.at: dict[str, int] = {}
        self.news = asyncio.Event()
        assert sync.signals
        self._feed = sync.signals._feed
        sync.listeners.append(self.hear)

    def hear(self, written: Sequence[Written]) -> None:
        for one in written:
            assert not one.everyone, "that few are told one by one"
            for scope in one.scopes.values():
                assert scope.start == self.at.get(scope.name, scope.start), f"{scope.name} has a hole, or says it twice"
                assert scope.seq - scope.start == len(scope.changes)
                self.at[scope.name] = scope.seq
                numbered = enumerate(scope.changes, scope.start + 1)
                self.told.setdefault(scope.name, []).extend(numbered)
        self.news.set()

    async def until(self, heads: dict[str, int]) -> None:
        async with asyncio.timeout(ALL_S_MAX):
            while not all(self.at.get(scope, 0) >= seq for scope, seq in heads.items()):
                self.news.clear()
                await self.news.wait()


async def write_from_both(one: Sync, two: Sync, each: int = 25) -> None:
    async def many(sync: Sync, mine: str) -> None:
        for i in range(each):
            await sync.record(f"sys:{mine}", [add(f"{mine}{i}")])

    await asyncio.gather(many(one, "a"), many(two, "b"))


async def both_told_all(one: Sync, two: Sync, ears: list[Ear]) -> None:
    heads = await one.store.read(feed.heads)
    log = sa.select(CHANGE.c.scope, CHANGE.c.seq, CHANGE.c.body).order_by(CHANGE.c.scope, CHANGE.c.seq)
    found = await one.store.read(lambda c: c.execute(log).all())
    for ear in ears:
        await ear.until(heads)
        for scope in heads:
            assert ear.told[scope] == [(seq, bytes(body)) for name, seq, body in found if name == scope]


def test_every_change_is_told_by_both_once_and_in_order(make_postgres: Make) -> None:
    async def body() -> None:
        address = make_postgres()
        async with process(address) as one, process(address) as two:
            ears = [Ear(one), Ear(two)]
            await write_from_both(one, two)
            await both_told_all(one, two, ears)

    asyncio.run(body())


def test_words_that_are_lost_are_made_up_for(make_postgres: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a process dies between its commit and its word."""
    said = 0

    def mumble(self: Signals, word: Word) -> None:
        nonlocal said
        said += 1
        if said % 3:
            say(self, word)

    say = Signals.say
    monkeypatch.setattr(Signals, "say", mumble)

    async def body() -> None:
        address = make_postgres()
        async with process(address) as one, process(address) as two:
            ears = [Ear(one), Ear(two)]
            await write_from_both(one, two)
            monkeypatch.undo()
            await one.record("sys:a", [add("last")])
            await both_told_all(one, two, ears)

    asyncio.run(body())


def test_who_cannot_listen_looks(make_postgres: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ear's connection is cut again and again; nothing is missed, and nothing is told twice."""
    monkeypatch.setattr(signal, "LOOK_S", 0.05)
    ears_of = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tote-signals'"

    async def body() -> None:
        address = make_postgres()
        async with process(address) as one, process(address) as two:
            ears, done = [Ear(one), Ear(two)], asyncio.Event()
            blind: list[int] = []

            async def note() -> None:
                blind.append(1)

            assert one.signals
            one.signals.on_blind.append(note)

            async def cut() -> None:
                while not done.is_set():
                    await one.store.write(lambda c: c.execute(sa.text(ears_of)).all())

            cutting = asyncio.create_task(cut())
            await write_from_both(one, two)
            done.set()
            await cutting
            await both_told_all(one, two, ears)
            assert blind, "what is kept in memory was not checked"

    asyncio.run(body())


def test_a_session_that_ends_and_a_new_epoch_are_told_to_the_others_only(make_postgres: Make) -> None:
    async def body() -> None:
        address = make_postgres()
        async with process(address) as one, process(address) as two:
            heard: asyncio.Queue[object] = asyncio.Queue()
            assert one.signals
            assert two.signals
            one.signals.on_session = lambda sid, why: heard.put_nowait(("own", sid, why))
            two.signals.on_session = lambda sid, why: heard.put_nowait((sid, why))
            two.signals.on_epoch = lambda: heard.put_nowait("epoch")
            await one.record("sys:a", [add("first")])  # by then both listen, or look
            await two.store.read(feed.heads)
            async with asyncio.timeout(ALL_S_MAX):
                while heard.empty():
                    one.signals.session_ended("s1", "signed_out")
                    await asyncio.sleep(0.05)
                assert await heard.get() == ("s1", "signed_out")
                one.signals.epoch_opened()
                while await heard.get() != "epoch":
                    pass

    asyncio.run(body())


def test_a_commit_waits_for_the_one_before_it_in_any_of_its_scopes() -> None:
    told = Feed()
    told.told = {"a": 5, "b": 2}
    second = {"a": Span(6, 7, ""), "b": Span(2, 3, "")}
    told.waiting.append(second)
    assert told.ready() == {}, "b alone would show half of a commit"
    told.waiting.append({"a": Span(5, 6, "")})
    assert told.ready() == {"a": Span(5, 7, ""), "b": Span(2, 3, "")}
    assert told.waiting == []


def test_what_was_told_already_is_not_told_again() -> None:
    told = Feed()
    told.told = {"a": 5}
    told.waiting += [{"a": Span(3, 5, "")}, {"a": Span(4, 6, "")}]
    told.drop_told()
    assert len(told.waiting) == 1
    assert told.ready() == {"a": Span(5, 6, "")}
