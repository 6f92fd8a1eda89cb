"""What goes wrong between a device and its server, against the real engine: nothing is lost, nothing is stuck."""

from __future__ import annotations

import copy
import itertools

import msgspec

from backend.domain.people.rows import Person
from backend.domain.task.rows import ExceptionTask
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.stock.count import StockCount
from backend.store import rows as stored
from backend.sync.client import outbox
from backend.sync.client.frames import Fork
from backend.sync.client.kept import FORMER, JOURNAL
from backend.sync.client.signing import P256
from backend.sync.client.storage import Disk
from backend.sync.client.talk import Call
from backend.sync.service import OwnOp, Sync
from backend.sync.wire import Answer
from tests.sync.client.conftest import Phone, agree
from tests.sync.conftest import Run
from tests.sync.test_going_back import Copy, copied, put_back, rewind
from tests.sync.test_signed import with_key


def clone(phone: Phone, person: str) -> Phone:
    """The same storage once more, as a disk image brings it."""
    return Phone(phone.sync, person, disk=Disk(copy.deepcopy(phone.disk.stores)))


async def people(sync: Sync) -> set[str]:
    return {p.id for p in await sync.store.read(lambda c: stored.load_all(c, Person))}


async def tasks(sync: Sync, code: str) -> list[ExceptionTask]:
    return [t for t in await sync.store.read(lambda c: stored.load_all(c, ExceptionTask)) if t.code == code]


def test_after_a_restore_the_journal_is_sent_again_and_the_replica_comes_anew(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("kept")
        await sam.say()

        async def lost() -> None:
            for name in ("one", "two"):
                sam.add(name)
            await sam.later()
            assert await people(sync) >= {"kept", "one", "two"}

        await rewind(sync, lost)
        assert "one" not in await people(sync)
        before = sam.core.stand.epoch
        sam.add("three")
        await sam.later()
        await sam.later()
        assert sam.core.stand.epoch != before
        assert await people(sync) >= {"kept", "one", "two", "three"}
        assert [sam.core.outcome(n).out for n in range(1, 5)] == ["applied"] * 4  # type: ignore[union-attr]
        assert await tasks(sync, "promise_changed") == []
        await agree(sam)

    run(work)


def test_put_back_twice_the_device_is_told_anew_what_has_become_of_its_ops(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        newer: list[Copy] = []

        async def lost() -> None:
            sam.add("one")
            await sam.later()
            newer.append(await sync.store.read(copied))

        await sam.say()
        await rewind(sync, lost)
        await sync.record("sys:test", [OwnOp(PeopleAdd(person="one", name="One", language="en"))])
        await sam.later()
        await sam.later()
        assert sam.core.outcome(1).out == "refused"  # type: ignore[union-attr]
        assert len(sam.core.tray()) == 1
        await sync.store.write(lambda c: put_back(c, newer[0]))  # the wrong backup: the right one is put back now
        await sam.later()
        await sam.later()
        assert sam.core.outcome(1).out == "applied"  # type: ignore[union-attr]
        assert sam.core.tray() == {}
        await agree(sam)

    run(work)


def test_numbers_that_nobody_holds_do_not_stop_a_device_after_a_restore(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("kept")
        await sam.say()

        async def lost() -> None:
            sam.add("gone")
            sam.add("held")
            await sam.later()

        await rewind(sync, lost)
        with sam.core.storage.begin() as tx:
            tx.delete(JOURNAL, outbox.number(2))  # only op 3 is left, and nobody has op 2
        await sam.later()
        await sam.later()
        assert await people(sync) >= {"kept", "held"}
        assert sam.core.stand.last == 2
        sam.add("next")
        await sam.later()
        assert "next" in await people(sync)

    run(work)


def test_a_clone_goes_on_under_an_id_of_its_own_and_nothing_is_lost(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("both")
        await sam.say()
        sam.add("waiting")
        twin = clone(sam, "sam")
        sam.add("mine")
        made = [twin.add("theirs"), twin.add("more", deps=(3,))]
        await sam.later()
        await twin.later()
        assert twin.core.stand.device != sam.core.stand.device
        assert await people(sync) >= {"both", "waiting", "mine", "theirs", "more"}
        assert twin.core.stand.last == 2
        frame = msgspec.json.decode(next(c.body for c in reversed(twin.calls) if c.what == "push"))
        assert [(op["n"], op["id"], op["deps"]) for op in frame["ops"]] == [(1, made[0].id, []), (2, made[1].id, [1])]
        assert len(twin.disk.stores[FORMER]) == 2
        assert twin.core.tray() == {}
        await agree(twin)

    run(work)


def test_a_fork_goes_on_when_the_outcomes_before_it_have_come_by_a_pull(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        twin = clone(sam, "sam")
        twin.add("before")
        call = twin.talk.next(twin.now)
        assert call is not None
        await twin.answer(call)  # its answer is lost
        twin.talk.lost(call, twin.now)
        twin.add("after")
        twin.talk.forking, twin.talk.fork_of = Fork("phone-2", 2), "phone-1"
        twin.talk.lanes["push"].at = twin.now + 200_000
        await twin.later()
        assert twin.core.pending() == []
        assert (twin.core.stand.device, twin.core.stand.last) == ("phone-2", 1)
        assert await people(sync) >= {"before", "after"}

    run(work)


def test_what_a_clone_builds_on_a_refusal_is_refused_under_the_new_id_too(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        refused = sam.record(PeopleGrant(grant="g", person="nobody", role="picker", warehouse="ROT"))
        await sam.say()
        twin = clone(sam, "sam")
        sam.add("mine")
        late = twin.add("late", deps=(refused.n,))
        await sam.later()
        await twin.later()
        assert twin.core.stand.last == 1
        assert msgspec.json.decode(twin.core.tray()[late.id].outcome)["code"] == "dep_refused"
        assert "late" not in await people(sync)

    run(work)


def test_after_a_restore_a_clone_sends_again_what_it_holds_of_its_former_id(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        twin: list[Phone] = []

        async def lost() -> None:
            sam.add("former")
            await sam.say()
            twin.append(clone(sam, "sam"))
            sam.add("mine")
            await sam.later()
            twin[0].add("theirs")
            await twin[0].later()

        await rewind(sync, lost)
        await twin[0].later()
        await twin[0].later()
        assert await people(sync) >= {"former", "theirs"}

    run(work)


def test_after_a_restore_ops_whose_numbers_a_clone_has_used_since_are_sent_again(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, ada = Phone(sync, "sam"), Phone(sync, "ada", "phone-2")
        await sam.say()
        twin = clone(sam, "sam")

        async def lost() -> None:
            twin.add("theirs")
            await twin.later()
            await ada.say()

        await rewind(sync, lost)
        await ada.later()  # has seen more than there is: a new epoch
        sam.add("mine")
        sam.add("more")
        await sam.later()
        await sam.later()
        assert await people(sync) >= {"mine", "more"}
        await twin.later()
        await twin.later()
        assert await people(sync) >= {"mine", "more", "theirs"}
        assert twin.core.stand.device != sam.core.stand.device

    run(work)


def test_a_device_that_lost_its_storage_goes_on_and_the_missing_range_is_known(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("one")
        await sam.say()
        sam.add("never sent")
        sam.cut = {"push"}
        await sam.later()
        again = Phone(sync, "sam", lost=True)
        await again.say()
        (task,) = await tasks(sync, "storage_lost")
        assert (task.params["from_n"], task.params["to_n"]) == (2, 2)
        assert again.add("two").n == 2
        await again.later()
        assert "two" in await people(sync)
        await agree(again)

    run(work)


def test_what_is_recorded_before_the_server_answers_an_empty_device_is_kept(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("one")
        await sam.say()
        again = Phone(sync, "sam", lost=True)
        again.add("two")
        await again.say()
        await again.later()
        assert await people(sync) >= {"one", "two"}

    run(work)


def test_without_a_session_facts_go_through_the_drop_box_and_requests_wait_in_the_tray(run: Run) -> None:
    async def work(sync: Sync) -> None:
        key = P256(7, deterministic=True)
        from cryptography.hazmat.primitives.asymmetric import ec

        await with_key(sync, "phone-1", ec.derive_private_key(7, ec.SECP256R1()))
        sam = Phone(sync, "sam", key=key)
        sam.add("before")
        await sam.say()
        request = sam.add("late")
        fact = sam.record(StockCount(location="ROT/none", product="none", counted=1))

        def expired(call: Call, answer: Answer) -> Answer:
            return answer if call.what == "drop" else Answer(401, b"{}")

        sam.cut = set()
        sam.change = expired
        real = sam.answer

        async def answer(call: Call) -> Answer:
            return await sync.drop(call.body) if call.what == "drop" else Answer(401, b"{}")

        sam.answer = answer  # type: ignore[method-assign]
        await sam.later()
        assert sam.core.pending()
        await sam.later(sam.talk.timing.drop_after)
        await sam.later()
        assert sam.core.pending() == []
        assert sam.core.outcome(fact.n).code in {"unknown_row", "unknown_author"}  # type: ignore[union-attr]
        assert sam.core.outcome(request.n).code in {"sign_in_needed", "unknown_author"}  # type: ignore[union-attr]
        assert set(sam.core.tray()) == {request.id, fact.id}
        sam.answer = real  # type: ignore[method-assign]
        sam.change = lambda _call, answer: answer
        sam.talk.signed_in("sam")
        await sam.say()
        await agree(sam)

    run(work)


def test_bytes_that_break_every_frame_are_delivered_as_base64_and_the_queue_goes_on(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("first")
        with sam.core.storage.begin() as tx:
            outbox.append(tx, "bad", b'{"n":2,"id":"x', 0)
        sam.add("last")
        await sam.say()
        assert [sam.core.outcome(n).out for n in (1, 2, 3)] == ["applied", "quarantined", "applied"]  # type: ignore[union-attr]
        assert b'"base64":"eyJuIjoyLCJpZCI6Ing="' in next(iter(sam.core.tray().values())).raw
        await agree(sam)

    run(work)


def test_bytes_that_only_the_server_can_read_do_not_keep_their_number_under_a_new_id(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("both")
        await sam.say()
        twin = clone(sam, "sam")
        sam.add("mine")
        with twin.core.storage.begin() as tx:
            outbox.append(tx, "", b'{"n":2,"id":"x\xff","kind":"y"}', 0)
        twin.add("after")
        await sam.later()
        await twin.later()
        assert twin.core.pending() == []
        assert await people(sync) >= {"both", "mine", "after"}
        assert [r.n for r in twin.core.tray().values()] == [1]

    run(work)


def test_an_op_whose_bytes_name_another_number_stops_nothing(run: Run) -> None:
    async def work(sync: Sync) -> None:
        for n, name in ((9, "high"), (1, "low")):
            sam = Phone(sync, "sam", f"phone-{name}")
            sam.add(f"before-{name}")
            await sam.say()
            with sam.core.storage.begin() as tx:
                outbox.append(
                    tx, "", b'{"n":%d,"id":"%b","kind":"x@1","author":"sam","wall":0,"body":{}}' % (n, b"x"), 0
                )
            sam.add(f"after-{name}")
            await sam.later()
            assert sam.core.pending() == []
            assert f"after-{name}" in await people(sync)

    run(work)


def test_a_busy_server_is_left_alone_for_as_long_as_it_says(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.say()
        sam.add("one")
        sam.change = lambda call, answer: Answer(503, b'{"retry_after":2}') if call.what == "push" else answer
        await sam.later(0)
        assert sam.core.pending()
        sam.change = lambda _call, answer: answer
        assert [c.what for c in sam.calls].count("push") == 1
        await sam.later(1000)
        assert [c.what for c in sam.calls].count("push") == 1
        await sam.later(3000)
        assert sam.core.pending() == []

    run(work)


def test_silence_is_answered_with_ever_longer_waits(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        sam.add("one")
        sam.cut = {"push", "pull"}
        times: list[float] = []
        for _ in range(3000):
            before = len([c for c in sam.calls if c.what == "push"])
            await sam.later(200)
            times += [sam.now] * (len([c for c in sam.calls if c.what == "push"]) - before)
        waits = [b - a for a, b in itertools.pairwise(times)]
        assert len(times) < 25
        assert max(waits) <= 60_200
        assert min(waits[-3:]) >= 30_000

    run(work)
