"""Older builds: they see rows as they know them, agree on digests, and push whatever their age."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from backend.store.tables import HEAD
from backend.sync import chain, versions
from backend.sync.service import Sync
from tests.sync.conftest import Json, Phone, Run


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


def _loud(row: Json) -> Json:
    """As if the name had been in capitals before."""
    return {**row, "name": row["name"].upper()}


def _without_language(row: Json) -> Json:
    return {key: value for key, value in row.items() if key != "language"}


@pytest.fixture
def two_releases_later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rows of today are version 4: 3 had loud names, 2 no language, and neither of them warehouses."""
    monkeypatch.setattr(versions, "NEWEST", 4)
    monkeypatch.setattr(versions, "STEPS", {3: {"person": _loud}, 2: {"person": _without_language, "warehouse": None}})
    return iter(())


async def pulled(sync: Sync, phone: Phone, rows_v: int, cursors: dict[str, int]) -> Json:
    frame = {"device": phone.device, "cursors": cursors, "rows_v": rows_v}
    answer: Json = msgspec.json.decode((await sync.pull(msgspec.json.encode(frame), phone.caller)).body)
    return answer


async def whole(sync: Sync, phone: Phone, scope: str, rows_v: int) -> tuple[Json, list[Any], Json]:
    got = await sync.snapshot(scope, phone.caller, rows_v)
    head, *rows, end = (msgspec.json.decode(line) for line in gzip.decompress(got.body).splitlines())
    return head, rows, end


def summed(rows: list[Any]) -> str:
    return chain.add(chain.ZERO, sum(chain.row_digest(msgspec.json.encode(row)) for row in rows), 0)


@pytest.mark.usefixtures("two_releases_later")
def test_each_build_gets_rows_as_it_knows_them_and_a_digest_that_fits(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        before = (await pulled(sync, sam, 4, {}))["digest"]["catalog"][0]
        await sam.outcomes(sam.op("people.add", person("new")))
        for version, name, fields in [(4, "New", True), (3, "NEW", True), (2, "NEW", False)]:
            answer = await pulled(sync, sam, version, {"catalog": before})
            (page,) = [p for p in answer["pages"] if p["scope"] == "catalog"]
            ((_, _, _, row),) = page["changes"]
            assert (row["name"], "language" in row) == (name, fields)
            _, rows, end = await whole(sync, sam, "catalog", version)
            assert summed(rows) == end["digest"] == answer["digest"]["catalog"][1]
            assert end["rows"] == len(rows)
            assert any(r[0] == "warehouse" for r in rows) == (version > 2)

    run(work)


@pytest.mark.usefixtures("two_releases_later")
def test_a_build_that_is_too_old_is_told_on_pull_only(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        assert (await pulled(sync, sam, 1, {}))["error"]["code"] == "too_old"
        assert (await sync.snapshot("catalog", sam.caller, 1)).status == 426
        (pushed,) = await sam.outcomes(sam.op("people.add", person("new")))
        assert pushed["out"] == "applied"

    run(work)


def test_after_a_release_that_changed_rows_everything_is_counted_anew(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        high = (await sam.pull())["digest"]["catalog"][0]
        await sync.stop()
        await sync.store.write(lambda c: c.execute(sa.update(HEAD).values(digest="0" * 32)) and None)
        monkeypatch.setattr(versions, "NEWEST", 2)
        monkeypatch.setattr(versions, "STEPS", {1: {"person": _without_language}})
        await sync.start()
        assert "catalog" in (await pulled(sync, sam, 2, {"catalog": high - 1}))["reset"], "no text of the old release"
        for version in (1, 2):
            answer = await pulled(sync, sam, version, {"catalog": high})
            _, rows, end = await whole(sync, sam, "catalog", version)
            assert summed(rows) == end["digest"] == answer["digest"]["catalog"][1]

    run(work)
