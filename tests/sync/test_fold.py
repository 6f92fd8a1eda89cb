"""Folding the log of ops gives the live tables, byte for byte; whatever was changed by another road is named."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from backend.ops.people.add import PeopleAdd
from backend.store.tables import OP
from backend.sync import fold
from backend.sync.service import Sync
from tests.sync.conftest import Phone, Run

DAY_MS = 24 * 3600 * 1000


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


def folded(live: sa.Connection) -> list[str]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as empty:
        return [*fold.fold(live, empty), *fold.compare(live, empty), *fold.chains(live)]


async def a_day(sync: Sync, monkeypatch: pytest.MonkeyPatch) -> None:
    """Applied, refused, held, failed, forgotten: one of each kind of thing that the log can say."""
    sam, ana, other = Phone(sync, "sam"), Phone(sync, "ana", "phone-2"), Phone(sync, "ada", "phone-3")
    await sam.outcomes(
        sam.op("people.add", person("one")),
        sam.op("people.grant", {"grant": "g", "person": "nobody", "role": "picker", "warehouse": "ROT"}),
        sam.op("people.add", person("two"), deps=[2]),
        sam.op("no.such", {}),
    )
    await ana.outcomes(ana.op("pick.hand_over", {"run": "none"}), ana.op("people.add", person("x"), author="sam"))
    with monkeypatch.context() as broken:
        broken.setattr(PeopleAdd, "decide", lambda *_: 1 / 0)
        (failed,) = await other.outcomes(other.op("people.add", person("three")))
        assert failed["code"] == "internal"
    seen = {"person/one": 1}
    grant = {"grant": "g-one", "person": "one", "role": "picker", "warehouse": "ROT"}
    await other.outcomes(other.op("people.grant", grant, basis=seen), prior={"2": {"n": 2, "out": "refused"}})
    now = sync.clock()
    sync.clock = lambda: now + 31 * DAY_MS
    await sync.compact()
    await sam.outcomes(sam.op("people.revoke", {"grant": "g-one"}, basis={"person/one": 1}))


def test_the_tables_are_what_the_log_says(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(sync: Sync) -> None:
        await a_day(sync, monkeypatch)
        assert await sync.store.read(folded) == []

    run(work)


def test_commits_that_begin_with_the_same_bytes_of_two_devices_are_two(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, twin, ada = Phone(sync, "sam"), Phone(sync, "sam", "phone-2"), Phone(sync, "ada", "phone-3")
        raw = sam.op("people.add", person("one"))
        await sam.outcomes(raw)
        await ada.outcomes(ada.op("no.such", {}))
        (again,) = await twin.outcomes(raw)
        assert again["code"] == "duplicate_id"
        assert await sync.store.read(folded) == []

    run(work)


TAMPERED: dict[str, tuple[str, str]] = {
    "a row": ("UPDATE person SET name = 'Somebody' WHERE id = 'one'", "person one"),
    "a version": ("UPDATE person SET ver = ver + 1 WHERE id = 'one'", "person one"),
    "a row that is gone": ("DELETE FROM exception_task WHERE code = 'unknown_kind'", "exception_task"),
    "a digest": ("UPDATE head SET digest = 'f' WHERE scope = 'desk'", "head desk"),
    "a seq": ("UPDATE head SET seq = seq + 1 WHERE scope = 'desk'", "head desk"),
    "a membership": ("DELETE FROM member WHERE tbl = 'person' AND row = 'one'", "member catalog/person/one"),
    "an outcome": (
        "UPDATE op SET outcome = CAST(replace(CAST(outcome AS TEXT), 'dep_refused', 'no_right') AS BLOB)",
        "op 3 of phone-1",
    ),
    "the bytes of an op": (
        "UPDATE op SET bytes = CAST(replace(CAST(bytes AS TEXT), 'One', 'Onf') AS BLOB)",
        "person one",
    ),
    "an op that is gone": ("DELETE FROM op WHERE device = 'phone-1' AND n = 3", "op 3 is missing"),
}


def _spoken(sql: str, dialect: str) -> str:
    """Bytes edited as text, as each engine has it."""
    if dialect == "sqlite":
        return sql
    edit = r"CAST\(replace\(CAST\((\w+) AS TEXT\), (.*)\) AS BLOB\)"
    return re.sub(edit, r"convert_to(replace(convert_from(\1, 'UTF8'), \2), 'UTF8')", sql)


@pytest.mark.parametrize("what", TAMPERED)
def test_what_went_another_road_is_named(run: Run, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    sql, told = TAMPERED[what]

    async def work(sync: Sync) -> None:
        await a_day(sync, monkeypatch)
        assert await sync.store.write(lambda c: c.execute(sa.text(_spoken(sql, c.dialect.name))).rowcount)
        found = await sync.store.read(folded)
        assert any(told in one for one in found), found

    run(work)


def test_a_changed_hash_breaks_the_chain(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(sync: Sync) -> None:
        await a_day(sync, monkeypatch)
        swap = sa.update(OP).where(OP.c.device == "phone-1", OP.c.n == 3).values(h=b"0" * 16)
        await sync.store.write(lambda c: c.execute(swap) and None)
        assert "device phone-1: op 3 does not follow from the one before it" in await sync.store.read(fold.chains)

    run(work)
