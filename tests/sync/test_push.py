"""Exactly once, in order, never blocked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from backend.domain.people.rows import Device
from backend.ops.people.add import PeopleAdd
from backend.ops.people.revoke import PeopleRevoke
from backend.store import rows
from backend.store.tables import OP
from backend.sync import chain, push
from backend.sync.service import OwnOp, Sync
from tests.sync.conftest import Phone, Run

COUNT = {"location": "ROT/PACK-1", "product": "none", "lot": "", "counted": 1}


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


def test_a_retry_gets_the_same_bytes_and_changes_nothing(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        op = sam.op("people.add", person("new"))
        first = await sam.outcomes(op)
        before = (await sam.pull())["digest"]
        assert await sam.outcomes(op) == first
        assert (await sam.pull())["digest"] == before
        assert first[0]["out"] == "applied"

    run(work)


def test_a_gap_asks_for_what_is_missing(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        first = sam.op("people.add", person("one"))
        second = sam.op("people.add", person("two"))
        assert await sam.push(second) == (409, {"gap": {"need_from": 1}})
        assert [o["n"] for o in await sam.outcomes(first, second)] == [1, 2]

    run(work)


def test_a_chunk_sent_again_while_the_first_one_waits_is_answered_from_the_log(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        ops = [sam.op("people.add", person(name)) for name in ("one", "two", "three")]
        first, again, rest = await asyncio.gather(
            sam.outcomes(*ops[:2]), sam.outcomes(*ops[:2]), sam.outcomes(*ops), return_exceptions=False
        )
        assert first == again
        assert rest[:2] == first
        assert [o["out"] for o in rest] == ["applied"] * 3

    run(work)


def test_other_bytes_under_a_known_number_are_a_fork(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, clone = Phone(sync, "sam"), Phone(sync, "sam")
        await sam.outcomes(sam.op("people.add", person("one")))
        other = clone.op("people.add", person("other"))
        status, first = await clone.push(other)
        assert (status, first["fork"]["from_n"]) == (409, 1)
        assert await clone.push(other) == (409, first), "the same clone gets the same new id"
        third = Phone(sync, "sam")
        _, second = await third.push(third.op("people.add", person("third")))
        assert second["fork"]["new_device"] != first["fork"]["new_device"], "another clone gets another one"
        made = await sync.store.read(lambda c: rows.load(c, Device, "id", [first["fork"]["new_device"]]))
        assert [d.fork_of for d in made] == ["phone-1"]

    run(work)


def test_a_broken_chain_is_a_fork(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sam.outcomes(sam.op("people.add", person("one")))
        status, answer = await sam.push(sam.op("people.add", person("two")), prev_h="0" * 32)
        assert (status, answer["fork"]["from_n"]) == (409, 2)

    run(work)


def test_the_answer_carries_the_hash_of_the_chain(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        _, answer = await sam.push(sam.op("people.add", person("one")), sam.op("people.add", person("two")))
        assert (answer["last_n"], answer["h"]) == (2, sam.h.hex())

    run(work)


def test_what_cannot_be_read_is_kept_and_the_queue_moves_on(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        ops = [
            sam.op("no.such", {}),
            sam.op("people.add", {"person": "x"}),
            sam.op("people.add", {**person("x"), "extra": 1}),
            sam.op("people.add", {**person("x"), "name": "n" * 5000}),
            sam.op("people.add", person("good")),
        ]
        got = await sam.outcomes(*ops)
        assert [(o["out"], o.get("code")) for o in got] == [
            ("quarantined", "unknown_kind"), ("quarantined", "bad_body"), ("quarantined", "bad_body"),
            ("quarantined", "bad_body"), ("applied", None),
        ]  # fmt: skip
        stored = await sync.store.read(
            lambda c: c.scalars(sa.select(OP.c.bytes).where(OP.c.device == sam.device)).all()
        )
        assert stored == ops
        assert all(o.get("exception") for o in got[:4])

    run(work)


def test_a_request_without_the_right_is_refused_and_a_fact_is_kept(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ana = Phone(sync, "ana")
        asked, told = await ana.outcomes(ana.op("people.add", person("x")), ana.op("pick.hand_over", {"run": "none"}))
        assert (asked["out"], asked["code"]) == ("refused", "not_found")
        assert asked["choices"]
        assert (told["out"], told["code"]) == ("quarantined", "unknown_row")

    run(work)


def test_a_right_lost_since_makes_a_request_refused(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        await sync.record("sys:init", [OwnOp(PeopleRevoke(grant="g-sam"))])
        (late,) = await sam.outcomes(sam.op("people.add", person("late")), grant_v=1)
        assert late["out"] == "refused"

    run(work)


def test_an_id_counts_once(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, other = Phone(sync, "sam"), Phone(sync, "sam", "phone-2")
        await sam.outcomes(sam.op("people.add", person("one")))
        (twice,) = await other.outcomes(other.op("people.add", person("two"), id="phone-1-1"))
        assert (twice["out"], twice["code"]) == ("quarantined", "duplicate_id")

    run(work)


def test_an_id_counts_once_whatever_else_is_wrong_with_the_op(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, other = Phone(sync, "sam"), Phone(sync, "sam", "phone-2")
        (first,) = await sam.outcomes(sam.op("no.such", {}, id="same"))
        (second,) = await other.outcomes(other.op("no.such", {}, id="same"))
        assert (first["code"], second["code"]) == ("unknown_kind", "duplicate_id")
        (next_,) = await other.outcomes(other.op("people.add", person("next")))
        assert next_["out"] == "applied"

    run(work)


def test_a_retry_without_any_readable_number_is_known_by_the_hash_before_it(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        raw, before, answers = b'["no op"]', [], []
        for name in ("one", "two"):
            before.append(sam.h.hex())
            sam.n, sam.h = sam.n + 1, chain.link(sam.h, raw)
            answers.append(await sam.outcomes(raw, prev_h=before[-1]))
            await sam.outcomes(sam.op("people.add", person(name)))
        assert [a["n"] for (a,) in answers] == [1, 3]
        for prev_h, answer in zip(before, answers, strict=True):
            assert await sam.outcomes(raw, prev_h=prev_h) == answer

    run(work)


def test_a_request_on_a_refused_one_names_the_root(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        refused, second = await sam.outcomes(
            sam.op("people.grant", {"grant": "g", "person": "nobody", "role": "picker", "warehouse": "ROT"}),
            sam.op("people.add", person("two"), deps=[1]),
        )
        assert refused["out"] == "refused"
        assert (second["code"], second["params"]["root"]) == ("dep_refused", 1)

    run(work)


def test_an_author_who_never_signed_in_here_does_nothing(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ana = Phone(sync, "ana")
        (forged,) = await ana.outcomes(ana.op("people.add", person("x"), author="sam"))
        assert (forged["out"], forged["code"]) == ("quarantined", "unknown_author")

    run(work)


def test_a_token_of_another_device_is_not_taken(run: Run) -> None:
    async def work(sync: Sync) -> None:
        ana = Phone(sync, "ana")
        ana.device = "phone-9"
        status, answer = await ana.push(ana.op("people.add", person("x")))
        assert (status, answer["error"]["code"]) == (403, "other_device")

    run(work)


def test_when_the_road_is_full_a_push_comes_back_later_and_what_the_server_itself_records_does_not(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        op = sam.op("people.add", person("new"))
        monkeypatch.setattr(push, "BYTES_WAITING_MOST", 0)
        status, answer = await sam.push(op)
        assert (status, answer["error"]["code"], answer["error"]["choices"]) == (503, "busy", ["retry"])
        assert answer["retry_after"] >= 1
        (own,) = await sync.record("sys:test", [OwnOp(PeopleAdd(person="own", name="Own"))])
        assert own.out == "applied"
        monkeypatch.undo()
        assert [o["out"] for o in await sam.outcomes(op)] == ["applied"]

    run(work)


def test_all_else_makes_room_as_long_as_many_pushes_are_under_way_however_long_a_commit_takes(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(sync: Sync) -> None:
        monkeypatch.setattr(push, "PRESSED_S", 0.0)
        begun, go_on = asyncio.Event(), threading.Event()
        loop, in_writer = asyncio.get_running_loop(), sync.store.in_writer

        def slow(call: Callable[[], Any]) -> Any:
            def work() -> Any:
                loop.call_soon_threadsafe(begun.set)
                assert go_on.wait(30)
                return call()

            return in_writer(work)

        monkeypatch.setattr(sync.store, "in_writer", slow)
        phones = [Phone(sync, "sam", f"phone-{i}") for i in range(push.PRESSED_FROM)]
        pushes = [asyncio.create_task(one.outcomes(one.op("people.add", person(one.device)))) for one in phones]
        await begun.wait()
        was_pressed = sync.road.is_pressed
        go_on.set()
        assert was_pressed
        await asyncio.gather(*pushes)
        assert not sync.road.is_pressed

    run(work)
