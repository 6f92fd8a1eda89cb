"""Stock that a sales person promises offline, through the real engine: served in time, never oversold, seen by few."""

from __future__ import annotations

from pathlib import Path

import msgspec
import sqlalchemy as sa

from backend.domain.order.rows import Order, OrderLine
from backend.domain.stock.lease import Lease
from backend.domain.stock.rows import StockPosition
from backend.domain.task.rows import ExceptionTask
from backend.ops.device.enroll import DeviceEnroll
from backend.ops.device.revoke import DeviceRevoke
from backend.ops.people.revoke import PeopleRevoke
from backend.store.tables import TABLES
from backend.sync import verify
from backend.sync.service import OwnOp
from tests.sync.conftest import Json, Phone
from tests.sync.selling import HOUR, NOON, House, sell
from tests.sync.test_signed import KEY, point

CHOICES = ["backorder", "substitute", "partial", "cancel"]


async def seen(phone: Phone) -> set[str]:
    """The leases that a device has after a pull."""
    scopes = ("rep:luc", "rep:mei", "user:luc", "user:mei", "wh:ROT", "desk", "catalog")
    pages: list[Json] = (await phone.pull(dict.fromkeys(scopes, 0)))["pages"]
    last = {change[1]: change[3] for page in pages for change in page["changes"] if change[0] == "lease"}
    return {id_ for id_, row in last.items() if row is not None}


def test_a_promise_that_arrives_before_its_lease_is_reclaimed_is_reserved(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        assert (await house.lease())["params"] == {"product": "PEN", "granted": 8, "wanted": 8}
        assert await house.books() == (0, 8, 92)
        house.now = NOON + 18 * HOUR - 1
        (outcome,) = await house.luc.outcomes(house.order("o1", 5, ("l1", 5)))
        assert (outcome["out"], outcome["params"]["stage"]) == ("applied", "approved")
        assert await house.books() == (5, 3, 92)

    sell(tmp_path, work)


def test_a_promise_that_arrives_late_waits_with_choices_and_takes_nothing_from_others(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        house.now = NOON + 18 * HOUR
        (outcome,) = await house.luc.outcomes(house.order("o1", 5, ("l1", 5)))
        assert (outcome["out"], outcome["code"], outcome["choices"]) == ("exception", "lease_late", CHOICES)
        assert await house.books() == (0, 8, 92)
        order: Order = await house.row(Order, "o1")
        assert (order.stage, order.unkept) == ("review", outcome["exception"])

    sell(tmp_path, work)


def test_deciding_on_the_order_settles_the_task_that_asked_for_it(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        house.now = NOON + 18 * HOUR
        (outcome,) = await house.luc.outcomes(house.order("o1", 150, ("l1", 5)))
        approve = house.ingrid.op("order.approve@2", {"order": "o1", "short": "partial"})
        await house.ingrid.outcomes(approve)
        task: ExceptionTask = await house.row(ExceptionTask, outcome["exception"])
        assert (task.stage, task.settled_by, task.settled_as) == ("settled", "ingrid", "partial")
        line: OrderLine = await house.row(OrderLine, "o1/1")
        assert (line.reserved, line.backordered) == (100, 0)

    sell(tmp_path, work)


def test_the_clone_of_a_phone_draws_nothing_from_its_lease(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        clone = Phone(house.sync, "luc", "phone-clone")
        (outcome,) = await clone.outcomes(house.order("o1", 5, ("l1", 5), phone=clone))
        assert outcome["code"] == "lease_foreign"
        assert await house.books() == (0, 8, 92)
        (outcome,) = await house.luc.outcomes(house.order("o2", 8, ("l1", 8)))
        assert outcome["out"] == "applied"
        assert await house.state() == "spent"

    sell(tmp_path, work)


def test_a_promise_outlives_the_right_to_make_more_of_them(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        grant_v = (await house.luc.pull())["grant_v"]
        await house.sync.record("sys:test", [OwnOp(PeopleRevoke(grant="g-luc"))])
        firm = house.order("o1", 5, ("l1", 5))
        more = house.order("o2", 4, ("l1", 3))
        plain = house.order("o3", 5)
        first, *others = await house.luc.outcomes(firm, more, plain, grant_v=grant_v)
        assert (first["out"], first["code"]) == ("exception", "grant_lapsed")
        assert [(o["out"], o["code"]) for o in others] == [("refused", "no_right")] * 2
        assert await house.books() == (5, 3, 92)

    sell(tmp_path, work)


def test_a_promise_stands_though_what_it_builds_on_was_refused(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        phone = house.luc
        no = phone.op("lease.give_back", {"lease": "never"})
        firm = house.order("o1", 5, ("l1", 5))
        firm_depends = msgspec.json.encode({**msgspec.json.decode(firm), "deps": [phone.n - 1]})
        outcomes = await phone.outcomes(no, firm_depends)
        assert [(o["out"], o["code"]) for o in outcomes] == [("refused", "not_found"), ("exception", "dep_refused")]
        assert (await house.books())[0] == 5

    sell(tmp_path, work)


def test_a_lease_is_seen_by_its_holder_the_floor_and_the_desk_while_it_is_open(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        assert [await seen(p) for p in (house.luc, house.priya, house.ingrid, house.mei)] == [{"l1"}] * 3 + [set()]
        await house.luc.outcomes(house.luc.op("lease.give_back", {"lease": "l1"}))
        assert [await seen(p) for p in (house.luc, house.priya, house.ingrid, house.mei)] == [set()] * 4

    sell(tmp_path, work)


def test_a_lead_takes_back_what_a_lost_phone_holds_and_a_colleague_may_not(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        take = {"lease": "l1", "at_once": True}
        (no,) = await house.mei.outcomes(house.mei.op("lease.reclaim", take))
        assert (no["out"], no["code"]) == ("refused", "not_found")
        (yes,) = await house.priya.outcomes(house.priya.op("lease.reclaim", take))
        assert (yes["out"], yes["params"]["rest"]) == ("applied", 8)
        assert await house.books() == (0, 0, 100)

    sell(tmp_path, work)


def test_a_grant_is_asked_for_by_the_device_and_the_person_that_it_is_for(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        body = {"lease": "l1", "device": "phone-luc", "warehouse": "ROT", "product": "PEN", "demand": 5}
        (other,) = await house.mei.outcomes(house.mei.op("lease.grant", {**body, "person": "luc"}))
        assert (other["out"], other["code"]) == ("refused", "not_found")
        (far,) = await house.mei.outcomes(house.mei.op("lease.grant", {**body, "person": "mei"}))
        assert (far["out"], far["code"]) == ("refused", "other_device")
        assert await house.books() == (0, 0, 100)

    sell(tmp_path, work)


def test_an_order_of_the_version_before_is_taken_and_a_mix_of_both_is_not(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        plain = msgspec.json.decode(house.order("o1", 5, ("l1", 5)))
        for line in plain["body"]["lines"]:
            del line["leases"]
        house.luc.n -= 1
        old = house.luc.op("order.place", plain["body"])
        mixed = house.luc.op("order.place", msgspec.json.decode(house.order("o2", 5, ("l1", 5)))["body"])
        newer = house.luc.op("order.place@3", plain["body"])
        numbered = [
            msgspec.json.encode({**msgspec.json.decode(raw), "n": 2 + i}) for i, raw in enumerate((old, mixed, newer))
        ]
        outcomes = await house.luc.outcomes(*numbered)
        assert [(o["out"], o.get("code", "")) for o in outcomes] == [
            ("applied", ""), ("quarantined", "bad_body"), ("quarantined", "unknown_kind"),
        ]  # fmt: skip
        assert await house.books() == (5, 8, 87)

    sell(tmp_path, work)


def test_verify_tells_of_a_position_that_differs_from_its_open_leases(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await house.lease()
        table = TABLES[StockPosition]
        await house.sync.store.write(lambda c: c.execute(sa.update(table).values(leased=7)))
        told = await house.sync.store.read(verify.differences)
        assert "ROT/PEN: leased 7, its open leases come to 8" in told
        await house.sync.store.write(lambda c: c.execute(sa.update(table).values(leased=8)))
        used = sa.update(TABLES[Lease]).values(used=3)
        await house.sync.store.write(lambda c: c.execute(used))
        assert "ROT/PEN: leased 8, its open leases come to 5" in await house.sync.store.read(verify.differences)
        await house.sync.store.write(lambda c: c.execute(sa.update(TABLES[Lease]).values(used=0)))

    sell(tmp_path, work)


async def dropped(house: House, *ops: bytes) -> list[Json]:
    """What comes through the drop-box, signed by Luc's phone with nobody signed in."""
    house.sync._committer._worked_here = lambda _c, _d: frozenset({"luc", "system"})
    frame = {"device": house.luc.device, "ops": [msgspec.Raw(op) for op in ops], "sig": house.luc.sign_with(KEY)}
    got = await house.sync.drop(msgspec.json.encode(frame))
    assert got.status == 200, got.body
    outcomes: list[Json] = msgspec.json.decode(got.body)["outcomes"]
    return outcomes


async def leased_with_key(house: House) -> None:
    """Luc's phone has eight pens set aside, and a key."""
    await house.lease()
    enroll = OwnOp(DeviceEnroll(device=house.luc.device, name="Luc's", key=point(KEY)))
    (outcome,) = await house.sync.record("sys:init", [enroll])
    assert outcome.out == "applied", outcome


def test_a_firm_order_is_served_through_the_drop_box_and_any_other_waits_for_a_sign_in(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await leased_with_key(house)
        part = house.order("o2", 6, ("l1", 2))
        firm = house.order("o1", 5, ("l1", 5))
        one, two, three = await dropped(house, part, firm, house.order("o3", 4, ("l1", 4)))
        assert [(o["out"], o.get("code", "")) for o in (one, two, three)] == [
            ("refused", "sign_in_needed"), ("applied", ""), ("refused", "sign_in_needed"),
        ]  # fmt: skip
        assert await house.books() == (5, 3, 92)

    sell(tmp_path, work)


def test_a_firm_order_of_a_revoked_phone_is_kept_for_when_a_supervisor_lets_it_count(tmp_path: Path) -> None:
    async def work(house: House) -> None:
        await leased_with_key(house)
        await house.sync.record("sys:init", [OwnOp(DeviceRevoke(device=house.luc.device))])
        (held,) = await dropped(house, house.order("o1", 5, ("l1", 5)))
        assert (held["out"], held["code"]) == ("quarantined", "device_revoked")
        assert await house.books() == (0, 8, 92), "it stays set aside meanwhile"
        (counted,) = await house.ingrid.outcomes(house.ingrid.op("task.accept", {"task": held["exception"]}))
        assert (counted["out"], counted["params"]["stage"]) == ("applied", "approved")
        assert await house.books() == (5, 3, 92)

    sell(tmp_path, work)
