"""A server that was restored from a backup notices, and loses nothing that devices still hold."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import sqlalchemy as sa

from backend.domain.task.rows import ExceptionTask
from backend.ops.people.revoke import PeopleRevoke
from backend.store import rows
from backend.store.tables import EPOCH, METADATA
from backend.sync import epochs
from backend.sync.service import OwnOp, Sync
from tests.sync.conftest import Json, Phone, Run
from tests.sync.test_signed import KEY, dropped, with_key


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


async def rewind(sync: Sync, work: Callable[[], Awaitable[None]]) -> None:
    """Take a copy of the database, do something, and put the copy back under the open server."""
    copy = await sync.store.read(copied)
    await work()
    await sync.store.write(lambda c: put_back(c, copy))


Copy = dict[sa.Table, list[dict[str, Any]]]


def copied(connection: sa.Connection) -> Copy:
    return {t: [dict(r) for r in connection.execute(sa.select(t)).mappings()] for t in METADATA.tables.values()}


def put_back(connection: sa.Connection, copy: Copy) -> None:
    """References are checked at the end of the transaction, so the order of tables does not matter."""
    for table, found in copy.items():
        connection.execute(sa.delete(table))
        if found:
            connection.execute(sa.insert(table), found)


async def opened(sync: Sync) -> int:
    """How many epochs this database has been in."""
    return await sync.store.read(
        lambda c: c.scalar(sa.select(sa.func.count()).where(EPOCH.c.opened_at > epochs.NEVER)) or 0
    )


async def epochs_of(sync: Sync) -> int:
    return await sync.store.read(lambda c: c.scalar(sa.select(sa.func.count()).select_from(EPOCH)) or 0)


async def open_tasks(sync: Sync, code: str) -> list[ExceptionTask]:
    return [t for t in await sync.store.read(lambda c: rows.load_all(c, ExceptionTask)) if t.code == code]


def test_a_receipt_ahead_of_the_database_opens_one_new_epoch_and_what_was_lost_comes_again(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        kept = sam.op("people.add", person("kept"))
        _, told = await sam.push(kept)
        epoch = told["epoch"]
        lost: list[bytes] = []
        answers: list[Json] = []

        async def later() -> None:
            lost.append(sam.op("people.add", person("lost")))
            answers.append((await sam.push(lost[0], epoch=epoch, receipt=told["receipt"]))[1])

        await rewind(sync, later)
        new = sam.op("people.add", person("new"))
        status, answer = await sam.push(new, epoch=epoch, receipt=answers[0]["receipt"])
        assert status == 409
        now = answer["epoch"]
        assert (now["last_n"], now["h"]) == (1, told["h"])
        assert now["now"] != epoch
        assert (await sam.push(new, epoch=epoch, receipt=answers[0]["receipt"]))[1] == answer, "opened once"
        assert await epochs_of(sync) == 2
        prior = {"2": answers[0]["outcomes"][0]}
        status, done = await sam.push(lost[0], new, epoch=now["now"], prior=prior)
        assert status == 200
        assert [o["out"] for o in done["outcomes"]] == ["applied", "applied"]
        assert not await open_tasks(sync, "promise_changed")

    run(work)


def test_an_answer_that_differs_from_the_promised_one_is_for_a_person_to_look_at(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        lost: list[bytes] = []
        answers: list[Json] = []

        async def later() -> None:
            lost.append(sam.op("people.add", person("lost")))
            answers.append((await sam.push(lost[0]))[1])

        await rewind(sync, later)
        await sync.record("sys:init", [OwnOp(PeopleRevoke(grant="g-sam"))])
        (again,) = await sam.outcomes(lost[0], prior={"1": answers[0]["outcomes"][0]})
        assert again["out"] == "refused"
        (task,) = await open_tasks(sync, "promise_changed")
        assert again["exception"] == task.id
        assert task.params == {"was": "applied", "now": "not_found"}

    run(work)


def test_a_pull_proves_it_by_what_it_has_seen_of_a_scope(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, ana = Phone(sync, "sam"), Phone(sync, "ana", "phone-2")
        seen: list[Json] = []

        async def later() -> None:
            await sam.outcomes(sam.op("people.add", person("lost")))
            seen.append(await ana.pull())

        await rewind(sync, later)
        frame = {"device": ana.device, "epoch": seen[0]["epoch"], "receipt": seen[0]["receipt"]}
        got = await sync.pull(msgspec.json.encode(frame), ana.caller)
        assert got.status == 409
        assert await epochs_of(sync) == 2
        assert "pages" in await ana.pull(), "with no epoch of its own it starts anew"

    run(work)


def test_a_receipt_for_an_op_whose_number_was_used_again_is_proof(run: Run) -> None:
    async def work(sync: Sync) -> None:
        for way in ("push", "pull"):
            one, twin = Phone(sync, "sam", way), Phone(sync, "sam", way)
            told: list[Json] = []

            async def later(one: Phone = one, told: list[Json] = told, way: str = way) -> None:
                told.append((await one.push(one.op("people.add", person(f"lost-{way}"))))[1])

            before = await epochs_of(sync)
            await rewind(sync, later)
            for i in range(2):
                await twin.outcomes(twin.op("people.add", person(f"other-{way}-{i}")))
            frame = {"epoch": told[0]["epoch"], "receipt": told[0]["receipt"]}
            if way == "push":
                status, _ = await one.push(one.op("people.add", person("next")), **frame)
            else:
                status = (await sync.pull(msgspec.json.encode({"device": way, **frame}), one.caller)).status
            assert status == 409
            assert await epochs_of(sync) == before + 1

    run(work)


def test_a_receipt_for_another_answer_to_the_very_same_op_is_proof(run: Run) -> None:
    """As when the copy of a device, which has its second copy of the ops and no receipt, sends them first."""

    async def work(sync: Sync) -> None:
        for ops_after in (0, 1):
            one, other = Phone(sync, "sam", f"one-{ops_after}"), Phone(sync, "ada", f"other-{ops_after}")
            same = one.op("people.add", person(f"new-{ops_after}"))
            told: list[Json] = []

            async def later(one: Phone = one, same: bytes = same, told: list[Json] = told) -> None:
                told.append((await one.push(same))[1])

            before = await epochs_of(sync)
            await rewind(sync, later)
            await other.outcomes(other.op("people.add", person(f"new-{ops_after}")))
            (again,) = await one.outcomes(same)
            assert (told[0]["outcomes"][0]["out"], again["out"]) == ("applied", "refused")
            if ops_after:
                await one.outcomes(one.op("people.add", person("after")))
            frame = {"epoch": told[0]["epoch"], "receipt": told[0]["receipt"]}
            assert (await one.push(one.op("people.add", person("next")), **frame))[0] == 409
            assert await epochs_of(sync) == before + 1

    run(work)


def test_an_epoch_that_was_lost_with_the_restore_is_proof_once_for_all_devices_that_lived_in_it(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ones = [Phone(sync, "sam", f"phone-{i}") for i in range(3)]
        told: list[Json] = []

        async def later() -> None:
            await sync.store.write(lambda c: epochs.open_next(c, epochs.current(c), 1, "restored before"))
            for i, one in enumerate(ones):
                told.append((await one.push(one.op("people.add", person(f"lost-{i}"))))[1])

        await rewind(sync, later)
        assert len({answer["epoch"] for answer in told}) == 1
        before = await opened(sync)
        now = set()
        for one, answer in zip(ones, told, strict=True):
            frame = {"epoch": answer["epoch"], "receipt": answer["receipt"]}
            status, said = await one.push(**frame)
            pulled = await sync.pull(msgspec.json.encode({"device": one.device, **frame}), one.caller)
            assert (status, pulled.status) == (409, 409)
            now |= {said["epoch"]["now"], msgspec.json.decode(pulled.body)["epoch"]["now"]}
        assert len(now) == 1
        assert await opened(sync) == before + 1

    run(work)


def test_a_device_that_has_taken_a_new_id_proves_what_its_former_one_was_told(run: Run) -> None:
    async def work(sync: Sync) -> None:
        for way in ("push", "pull"):
            former, now = Phone(sync, "sam", f"former-{way}"), Phone(sync, "sam", f"now-{way}")
            told: list[Json] = []

            async def later(former: Phone = former, told: list[Json] = told, way: str = way) -> None:
                told.append((await former.push(former.op("people.add", person(f"lost-{way}"))))[1])

            await rewind(sync, later)
            frame = {"epoch": told[0]["epoch"], "receipt": told[0]["receipt"]}
            if way == "push":
                status, _ = await now.push(now.op("people.add", person("next")), **frame)
            else:
                status = (await sync.pull(msgspec.json.encode({"device": now.device, **frame}), now.caller)).status
            assert status == 409

    run(work)


def test_what_a_beat_said_is_proof_as_well(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        _, told = await sam.push(sam.op("people.add", person("kept")))
        beats: list[str] = []

        async def later() -> None:
            await sam.outcomes(sam.op("people.add", person("lost")))
            beats.extend(await sync._sealed([sam.device], [{}]))

        await rewind(sync, later)
        status, answer = await sam.push(sam.op("people.add", person("new")), epoch=told["epoch"], receipt=beats[0])
        assert (status, answer["epoch"]["last_n"]) == (409, 1)

    run(work)


def test_what_the_drop_box_answered_is_proof_as_well(run: Run) -> None:
    async def work(sync: Sync) -> None:
        await with_key(sync, "phone-1", KEY)
        sam = Phone(sync, "sam")
        _, told = await sam.push(sam.op("people.add", person("kept")), sig=sam.sign_with(KEY))
        op = sam.op("pick.hand_over", {"run": "none"})
        answers: list[Json] = []

        async def later() -> None:
            answers.append((await dropped(sync, sam, op, sig=sam.sign_with(KEY)))[1])

        await rewind(sync, later)
        frame = {"device": sam.device, "epoch": told["epoch"], "receipt": answers[0]["receipt"]}
        got = await sync.pull(msgspec.json.encode(frame), sam.caller)
        assert got.status == 409
        assert msgspec.json.decode(got.body)["epoch"]["last_n"] == 1

    run(work)


def test_a_push_in_between_does_not_wash_the_proof_away(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, ana = Phone(sync, "sam"), Phone(sync, "ana", "phone-2")
        seen: list[Json] = []

        async def later() -> None:
            await sam.outcomes(sam.op("people.add", person("lost")))
            seen.append(await ana.pull())

        await rewind(sync, later)
        _, pushed = await ana.push(ana.op("no.such", {}), epoch=seen[0]["epoch"], receipt=seen[0]["receipt"])
        frame = {"device": ana.device, "epoch": pushed["epoch"], "receipt": pushed["receipt"]}
        assert (await sync.pull(msgspec.json.encode(frame), ana.caller)).status == 409

    run(work)


def test_a_claim_that_is_not_sealed_here_opens_nothing(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        _, told = await sam.push(sam.op("people.add", person("one")))
        payload, _, mac = told["receipt"].partition(".")
        claim = msgspec.json.decode(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        claim["n"] = 99
        forged = base64.urlsafe_b64encode(msgspec.json.encode(claim)).rstrip(b"=").decode()
        for receipt in (f"{forged}.{mac}", f"{forged}.", forged, "ü.ü", told["receipt"][:-1]):
            status, _ = await sam.push(epoch=told["epoch"], receipt=receipt)
            assert status == 200, receipt
        other = Phone(sync, "sam", "phone-2")
        assert (await other.push(epoch=told["epoch"], receipt=told["receipt"]))[0] == 200, "it is another device's"
        assert await epochs_of(sync) == 1

    run(work)


def test_a_device_of_a_former_epoch_is_told_so_and_nothing_of_its_chunk_is_taken(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        status, answer = await sam.push(sam.op("people.add", person("one")), epoch="f" * 32)
        assert (status, answer["epoch"]["last_n"]) == (409, 0)
        assert not await sync.known(["phone-1-1"])

    run(work)
