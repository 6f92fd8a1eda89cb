"""Whatever the database refuses is kept as it came, and what stands beside it counts."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from backend.domain.task.rows import ExceptionTask
from backend.ops.people.add import PeopleAdd
from backend.store import rows
from backend.sync import commit, signature
from backend.sync.service import OwnOp, Sync
from tests.sync.conftest import Phone, Run
from tests.sync.test_fold import folded
from tests.sync.test_signed import KEY, with_key


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


def broken(monkeypatch: pytest.MonkeyPatch, names: set[str]) -> list[int]:
    """The database takes no commit with these people in it. Returns a list that counts the commits that were tried."""
    tried: list[int] = []
    write = commit.write

    def refuse(connection: sa.Connection, state: commit.Working, fresh: list[commit.Fresh], *more: object) -> object:
        tried.append(len(fresh))
        found = write(connection, state, fresh, *more)  # type: ignore[arg-type]
        people = {row.id for _, row in state.changes() if row.table == "person"}
        if people & names:
            raise sa.exc.IntegrityError("refused", None, Exception())
        return found

    monkeypatch.setattr(commit, "write", refuse)
    return tried


def test_one_bad_op_is_found_by_halving_and_the_others_count(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        tried = broken(monkeypatch, {"p17"})
        got = await sam.outcomes(*(sam.op("people.add", person(f"p{i}")) for i in range(32)))
        assert [o["n"] for o in got] == list(range(1, 33))
        assert [o.get("code") for o in got if o["out"] != "applied"] == ["internal"]
        assert got[17]["out"] == "quarantined"
        assert len(tried) <= 2 + 2 * 5 + 1, "the group, the chunk, and two for each halving"
        (task,) = await sync.store.read(lambda c: rows.load(c, ExceptionTask, "id", [got[17]["exception"]]))
        assert (task.code, task.choices) == ("internal", ("accept", "seen"))
        monkeypatch.undo()
        assert await sync.store.read(folded) == []

    run(work)


def test_two_bad_ones_and_another_device_in_the_same_commit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(sync: Sync) -> None:
        import asyncio

        sam, ada = Phone(sync, "sam"), Phone(sync, "ada", "phone-2")
        broken(monkeypatch, {"s0", "s4"})
        ours, theirs = await asyncio.gather(
            sam.outcomes(*(sam.op("people.add", person(f"s{i}")) for i in range(5))),
            ada.outcomes(*(ada.op("people.add", person(f"a{i}")) for i in range(3))),
        )
        assert [o["out"] for o in ours] == ["quarantined", "applied", "applied", "applied", "quarantined"]
        assert [o["out"] for o in theirs] == ["applied"] * 3

    run(work)


def test_a_signature_over_the_whole_chunk_holds_for_its_halves(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(sync: Sync) -> None:
        await with_key(sync, "phone-1", KEY)
        sam = Phone(sync, "sam")
        broken(monkeypatch, {"p1"})
        ops = [sam.op("people.add", person(f"p{i}")) for i in range(4)]
        status, answer = await sam.push(*ops, sig=sam.sign_with(KEY))
        assert status == 200
        assert [o["out"] for o in answer["outcomes"]] == ["applied", "quarantined", "applied", "applied"]
        assert (answer["last_n"], answer["h"]) == (4, sam.h.hex())
        forged = Phone(sync, "sam", "phone-1")
        forged.n, forged.h = 4, sam.h
        more = [forged.op("people.add", person(f"q{i}")) for i in range(2)]
        status, refused = await forged.push(*more, sig=signature.encode(b"0" * 64))
        assert (status, refused["error"]["code"]) == (403, "bad_signature")

    run(work)


def test_the_server_s_own_ops_take_the_same_way(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(sync: Sync) -> None:
        broken(monkeypatch, {"bad"})
        outcomes = await sync.record("sys:init", [OwnOp(PeopleAdd(person=p, name=p)) for p in ("x", "bad", "y")])
        assert [o.out for o in outcomes] == ["applied", "quarantined", "applied"]

    run(work)
