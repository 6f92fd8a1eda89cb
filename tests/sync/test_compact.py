"""What the change log forgets, and what it must not."""

from __future__ import annotations

import gzip

import msgspec
import sqlalchemy as sa

from backend.store.tables import CHANGE, HEAD
from backend.sync import compact
from backend.sync.service import Sync
from tests.sync.conftest import Phone, Run

DAY = 24 * 3600 * 1000


def person(name: str) -> dict[str, str]:
    return {"person": name, "name": name.title(), "language": "en"}


async def later(sync: Sync, days: float) -> None:
    now = sync.clock()
    sync.clock = lambda: now + int(days * DAY)


async def seqs(sync: Sync, scope: str) -> list[int]:
    return list(
        await sync.store.read(lambda c: c.scalars(sa.select(CHANGE.c.seq).where(CHANGE.c.scope == scope)).all())
    )


def test_only_what_is_older_than_the_window_goes(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        old = await seqs(sync, "catalog")
        await later(sync, 31)
        await sam.outcomes(sam.op("people.add", person("new")))
        assert await sync.compact() >= len(old)
        assert await seqs(sync, "catalog") == [old[-1] + 1]
        assert await sync.compact() == 0, "nothing more is due"

    run(work)


def test_a_device_below_the_floor_gets_a_snapshot_and_one_above_it_pages(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam, ana = Phone(sync, "sam"), Phone(sync, "ana", "phone-2")
        high = (await ana.pull())["digest"]["catalog"][0]
        await later(sync, 31)
        await sam.outcomes(sam.op("people.add", person("new")))
        await sync.compact()
        below = await ana.pull({"catalog": high - 1})
        assert "catalog" in below["reset"]
        at = await ana.pull({"catalog": high})
        (page,) = [p for p in at["pages"] if p["scope"] == "catalog"]
        assert (page["from"], page["to"], len(page["changes"])) == (high, high + 1, 1)
        whole = gzip.decompress((await sync.snapshot("catalog", ana.caller)).body).splitlines()
        assert msgspec.json.decode(whole[-1])["digest"] == at["digest"]["catalog"][1]

    run(work)


def test_a_crash_between_the_decision_and_the_deleting_is_made_good(run: Run) -> None:
    async def work(sync: Sync) -> None:
        await later(sync, 31)
        compact.SLICE, kept = 3, compact.SLICE
        try:
            purge = compact.purge
            compact.purge = lambda _c: 0
            await sync.compact()
            assert await seqs(sync, "catalog")
            compact.purge = purge
            assert await sync.compact() > 3
        finally:
            compact.SLICE, compact.purge = kept, purge
        assert not await seqs(sync, "catalog")
        floors = await sync.store.read(lambda c: c.execute(sa.select(HEAD.c.seq, HEAD.c.floor)).all())
        assert all(seq - floor <= 1 for seq, floor in floors)

    run(work)


def test_ops_have_no_age_limit(run: Run) -> None:
    async def work(sync: Sync) -> None:
        sam = Phone(sync, "sam")
        first = sam.op("people.add", person("early"))
        answered = await sam.outcomes(first)
        await later(sync, 400)
        await sync.compact()
        assert await sam.outcomes(first) == answered
        (late,) = await sam.outcomes(sam.op("people.add", person("late")))
        assert late["out"] == "applied"

    run(work)
