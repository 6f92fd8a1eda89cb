"""A device talks to the real engine: what it records is delivered once, and what it shows is what the server has."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest

from backend.domain.people.rows import Person
from backend.domain.pick.rows import PickTask
from backend.ops.people.grant import PeopleGrant
from backend.ops.people.revoke import PeopleRevoke
from backend.ops.pick.scan import PickScan
from backend.sync.client import frames, replica
from backend.sync.client.core import Core
from backend.sync.client.kept import FORMER, JOURNAL, OUTBOX, Held, rows
from backend.sync.client.outbox import TooLarge
from backend.sync.client.storage import Disk, Memory
from backend.sync.client.talk import Call
from backend.sync.service import OwnOp, Sync
from backend.sync.wire import Answer
from tests.sync.client.conftest import Phone, agree
from tests.sync.conftest import Run
from tests.sync.test_road import goods


def test_a_new_device_gets_all_that_its_person_sees(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        assert set(sam.texts()) == {"admin", "catalog", "desk", "user:sam", "wh:ROT", "wh:SZX"}
        await agree(sam)

    run(work)


def test_what_was_recorded_offline_is_delivered_in_order_and_seen(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        made = [sam.add(f"p{i}") for i in range(120)]
        assert [r.n for r in made] == list(range(1, 121))
        await sam.say()
        assert [c.what for c in sam.calls if c.what == "push"] == ["push"] * 3
        assert all(sam.core.outcome(n).out == "applied" for n in range(1, 121))  # type: ignore[union-attr]
        assert sam.core.pending() == []
        await agree(sam)

    run(work)


def test_an_answer_lost_on_the_way_changes_nothing(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        sam.add("one")
        sam.change = lambda call, answer: None if call.what == "push" else answer
        await sam.say()
        assert sam.core.pending()
        sam.change = lambda _call, answer: answer
        await sam.later()
        assert sam.core.outcome(1).out == "applied"  # type: ignore[union-attr]
        await agree(sam)

    run(work)


def test_a_process_that_dies_comes_back_where_it_was(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        sam.add("one")
        again = Phone(sync, "sam", disk=sam.disk)
        again.add("two")
        await again.say()
        assert [again.core.outcome(n).out for n in (1, 2)] == ["applied", "applied"]  # type: ignore[union-attr]
        await agree(again)

    run(work)


def test_a_transaction_that_fails_leaves_nothing_behind() -> None:
    disk = Disk()
    core = Core(Memory(disk), device="d")
    with pytest.raises(TooLarge):
        core.record(PickScan(task="t", raw="x" * 200_000), author="ana", id="1", wall=0)

    def fails() -> None:
        with Memory(disk).begin() as tx:
            tx.put(OUTBOX, "a", Held(1, b"", ()))
            tx.delete("stand", "")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert not disk.stores.get(OUTBOX)
    assert Core(Memory(disk)).stand.device == "d"


def test_two_tabs_on_one_storage_number_densely_and_deliver_once(run: Run) -> None:
    async def work(sync: Sync) -> None:
        one = Phone(sync, "sam")
        await one.say()
        two = Phone(sync, "sam", disk=one.disk)
        ns = [tab.add(f"{name}{i}").n for i in range(3) for tab, name in ((one, "a"), (two, "b"))]
        assert ns == [1, 2, 3, 4, 5, 6]
        first = one.talk.next(one.now)
        await two.say()
        assert first is not None
        got = await one.answer(first)
        one.talk.answered(first, got.status, got.body, one.now)
        await one.say()
        assert all(one.core.outcome(n).out == "applied" for n in ns)  # type: ignore[union-attr]
        await agree(one)
        assert {p.id for p in one.core.rows(Person)} == {p.id for p in two.core.rows(Person)}

    run(work)


def test_a_refused_op_stays_in_the_tray_with_its_payload(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        made = sam.record(PeopleGrant(grant="g", person="nobody", role="picker", warehouse="ROT"))
        await sam.say()
        kept = sam.core.tray()[made.id]
        assert kept.raw == made.raw
        assert msgspec.json.decode(kept.outcome)["out"] == "refused"
        sam.core.settle(made.id)
        assert sam.core.tray() == {}

    run(work)


def test_rows_of_a_scope_that_was_lost_go_and_ops_stay(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        made = sam.add("late")
        await sync.record("sys:init", [OwnOp(PeopleRevoke(grant="g-sam"))])
        sam.cut = {"push"}
        await sam.later()
        assert sam.texts() == {}
        assert not [store for store, held in sam.disk.stores.items() if store.startswith(rows("")) and held]
        assert sam.core.pending()[0][1].raw == made.raw

    run(work)


def test_an_op_says_under_which_grants_it_was_made(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        sam.add("before")
        await sync.record("sys:init", [OwnOp(PeopleGrant(grant="g2", person="sam", role="lead", warehouse="ROT"))])
        sam.cut = {"push"}
        await sam.later()
        sam.add("after")
        sam.cut = set()
        sam.calls.clear()
        await sam.later()
        frames = [msgspec.json.decode(c.body) for c in sam.calls if c.what == "push"]
        assert [(f["grant_v"], [o["n"] for o in f["ops"]]) for f in frames] == [(1, [1]), (2, [2])]

    run(work)


def test_a_replica_that_differs_is_found_by_its_digest_and_healed(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        with sam.core.storage.begin() as tx:
            replica._leave(tx, "catalog", "person", "ana")
            cursor = tx.get("cursor", "catalog")
            tx.put("cursor", "catalog", msgspec.structs.replace(cursor, digest="0" * 32))
        assert sam.core.find(Person, "ana") is None
        await sam.later()
        await agree(sam)
        assert sam.core.find(Person, "ana") is not None

    run(work)


def test_a_snapshot_that_was_cut_off_is_not_taken(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")

        def cut(call: Call, answer: Answer) -> Answer:
            import gzip

            if call.what != "snapshot":
                return answer
            lines = gzip.decompress(answer.body).splitlines()
            return Answer(200, b"\n".join(lines[:-1]))

        sam.change = cut
        await sam.say()
        assert not [c for c in sam.core.cursors().values() if c.whole]
        sam.change = lambda _call, answer: answer
        await sam.later()
        await agree(sam)

    run(work)


def test_a_page_is_applied_only_where_the_cursor_is(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, boss = Phone(sync, "sam"), Phone(sync, "ada", "desk-1")
        await sam.say()
        boss.add("one")
        await boss.say()
        call = sam.talk.next(sam.now + 50_000)
        assert call is not None
        answer = await sam.answer(call)
        for _ in range(2):
            sam.talk.answered(call, answer.status, answer.body, sam.now)
        assert sam.core.find(Person, "one") is not None
        await agree(sam)

    run(work)


def test_the_view_shows_pending_facts_over_the_base(run: Run) -> None:
    async def work(sync: Sync) -> None:
        await goods(sync)
        ingrid, ana = Phone(sync, "ingrid", "tablet"), Phone(sync, "ana", "handheld")
        from backend.ops.order.approve import OrderApprove
        from backend.ops.pick.release import PickRelease

        ingrid.record(OrderApprove(order="o1", short="backorder"))
        ingrid.record(PickRelease(run="r1", warehouse="ROT", orders=("o1",)))
        await ingrid.say()
        await ana.say()
        (task,) = ana.core.rows(PickTask)
        ana.record(PickScan(task=task.id, raw="4006381333931"))
        ana.record(PickScan(task=task.id, raw="4006381333931"))
        assert ana.core.rows(PickTask)[0].picked == 2
        assert ana.core.where(PickTask, "run", "r1") == ana.core.rows(PickTask)
        assert (await truth_task(sync)).picked == 0
        await ana.later()
        assert ana.core.rows(PickTask)[0].picked == 2
        assert ana.core.where(PickTask, "run", "r1") == ana.core.rows(PickTask)
        assert (await truth_task(sync)).picked == 2
        await agree(ana)

    run(work)


def test_an_applied_op_is_shown_until_the_base_has_it(run: Run) -> None:
    async def work(sync: Sync) -> None:
        await goods(sync)
        ingrid, ana = Phone(sync, "ingrid", "tablet"), Phone(sync, "ana", "handheld")
        from backend.ops.order.approve import OrderApprove
        from backend.ops.pick.release import PickRelease

        ingrid.record(OrderApprove(order="o1", short="backorder"))
        ingrid.record(PickRelease(run="r1", warehouse="ROT", orders=("o1",)))
        await ingrid.say()
        await ana.say()
        (task,) = ana.core.rows(PickTask)
        ana.record(PickScan(task=task.id, raw="4006381333931"))
        ana.change = lambda call, answer: None if call.what == "pull" else answer
        await ana.say()
        assert ana.core.pending() == []
        assert ana.core.rows(PickTask)[0].picked == 1
        ana.change = lambda _call, answer: answer
        await ana.later()
        assert ana.core.rows(PickTask)[0].picked == 1

    run(work)


def test_the_journal_keeps_what_no_backup_has(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        for i in range(3):
            sam.add(f"p{i}")
        await sam.say()
        assert len(sam.disk.stores[JOURNAL]) == 3
        sam.change = lambda call, answer: durable(answer, 2) if call.what == "pull" else answer
        await sam.later()
        assert [int(key) for key in sam.disk.stores[JOURNAL]] == [3]

    run(work)


def test_an_outcome_that_comes_after_its_op_is_in_a_backup_leaves_nothing_in_the_journal(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("one")
        call = sam.talk.next(sam.now)
        assert call is not None
        answer = durable(await sam.answer(call), 1)
        sam.core.took_push(msgspec.json.encode({**msgspec.json.decode(answer.body), "outcomes": []}), 1, 1, "")
        assert sam.core.pending()
        sam.core.took_push(answer.body, 1, 1, "")
        assert not sam.core.pending()
        assert not sam.disk.stores[JOURNAL]

    run(work)


def test_what_a_backup_has_of_a_clone_takes_nothing_from_the_journal(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("one")
        await sam.say()
        sam.change = lambda call, answer: durable(answer, 1, h="00" * 16) if call.what == "pull" else answer
        await sam.later()
        assert len(sam.disk.stores[JOURNAL]) == 1

    run(work)


def test_a_late_answer_does_not_take_the_place_of_a_newer_receipt(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        late = sam.talk.pull_call(sam.now)
        sam.add("one")
        await sam.say()
        newest = sam.core.stand.receipt
        got = await sam.answer(late)
        sam.core.took_pull(frames.pull_answer(got.body), late.sent, late.shown)
        assert sam.core.stand.receipt == newest
        sam.add("two")
        await sam.later()
        assert sam.core.stand.receipt != newest

    run(work)


def test_an_answer_that_speaks_of_more_of_our_ops_brings_its_receipt_whatever_came_meanwhile(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, ada = Phone(sync, "sam"), Phone(sync, "ada", "phone-2")
        await sam.say()
        sam.add("one")
        push, pull = sam.talk.push_call(), sam.talk.pull_call(sam.now)
        assert push is not None
        ada.add("two")
        await ada.say()
        got = await sam.answer(pull)
        sam.core.took_pull(frames.pull_answer(got.body), pull.sent, pull.shown)
        got = await sam.answer(push)
        sam.core.took_push(got.body, 1, 1, push.shown)
        assert sam.core.stand.receipt == frames.push_answer(got.body).receipt

    run(work)


def test_two_tabs_that_hear_of_a_fork_take_the_new_id_once(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        one = Phone(sync, "sam", disk=Disk(copy.deepcopy(sam.disk.stores)))
        two = Phone(sync, "sam", disk=one.disk)
        sam.add("mine")
        await sam.later()
        for name in ("a", "b"):
            one.add(name)
        calls = [tab.talk.push_call() for tab in (one, two)]
        for tab, call in zip((one, two), calls, strict=True):
            assert call is not None
            got = await tab.answer(call)
            assert got.status == 409
            tab.talk.forking, tab.talk.fork_of = frames.conflict(got.body).fork, call.device
        await one.say()
        await two.say()
        assert one.core.stand.last == 2
        assert [int(key) for key in one.disk.stores[JOURNAL]] == [1, 2]
        assert len(one.disk.stores.get(FORMER, {})) == 0

    run(work)


def durable(answer: Answer, n: int, **more: Any) -> Answer:
    return Answer(answer.status, msgspec.json.encode({**msgspec.json.decode(answer.body), "durable_n": n, **more}))


async def truth_task(sync: Sync) -> PickTask:
    from backend.store import rows as stored

    (task,) = await sync.store.read(lambda c: stored.load_all(c, PickTask))
    return task
