"""Pictures of goods: brought once, shown to who may see them, and erased without a trace in the log."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import sqlalchemy as sa
from click.testing import CliRunner

from backend.api.auth.sign_in import record
from backend.api.photos import JPEG_BYTES_MAX
from backend.cli.verify import command as verify
from backend.store.tables import OP
from backend.sync import pictures
from tests.api.asgi import call, code
from tests.api.conftest import Run, World, bearer

JPEG = b"\xff\xd8\xff\xe0" + b"broken bottles" * 100 + b"\xff\xd9"
OTHER = JPEG[:-2] + b"!\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100


def name_of(file: bytes) -> str:
    return hashlib.sha256(file).hexdigest()


class Door:
    """A delivery in Rotterdam, and people there and elsewhere."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people: dict[str, dict[str, str]] = {}

    async def ask(
        self, method: str, file: bytes, who: str = "rosa", body: bytes | None = None
    ) -> tuple[int, str, bytes]:
        given = file if body is None and method == "POST" else body or b""
        status, _, got = await call(self.world.app, method, f"/api/photos/{name_of(file)}", self.people[who], given)
        return status, code(got), got

    async def take(self, photo: str, file: bytes, device: str = "sys:test") -> None:
        await record(
            self.world.parts, device, "photo.take", photo=photo, job="inbound", delivery="in1", sha256=name_of(file)
        )


async def door(world: World) -> Door:
    found = Door(world)
    await world.house("ROT")
    await world.house("SZX")
    for who, role, house in (("rosa", "receiver", "ROT"), ("wei", "picker", "ROT"), ("marta", "lead", "ROT"),
                             ("bo", "receiver", "SZX"), ("lin", "lead", "SZX"), ("luc", "sales", "")):  # fmt: skip
        await world.person(who, (role, house))
        found.people[who] = bearer(await world.sign_in(who, world.client()))
    await record(world.parts, "sys:test", "inbound.open", inbound="in1", warehouse="ROT")
    return found


def test_a_picture_is_brought_once_its_op_names_it_and_again_without_harm(run: Run) -> None:
    async def work(world: World) -> None:
        at = await door(world)
        assert (await at.ask("POST", JPEG))[:2] == (409, "photo_unnamed")
        await at.take("ph1", JPEG)
        assert (await at.ask("GET", JPEG))[:2] == (404, "no_row")
        assert await world.parts.store.read(pictures.missing) == [(name_of(JPEG), "system")]
        for who in ("wei", "rosa", "rosa"):  # whoever has the device now may bring it
            assert (await at.ask("POST", JPEG, who))[0] == 200
        assert await at.ask("GET", JPEG, "marta") == (200, "", JPEG)
        assert await world.parts.store.read(pictures.missing) == []

    run(work)


def test_a_picture_that_waits_says_on_which_device_and_one_that_is_lost_says_so(run: Run) -> None:
    async def work(world: World) -> None:
        at = await door(world)
        for n, name in enumerate(("Scanner 1", "Scanner 2")):
            await record(world.parts, "sys:test", "device.enroll", device=f"sys:{n}", name=name)
        await at.take("ph1", JPEG, "sys:0")

        async def said(file: bytes) -> tuple[str, str]:
            status, code_, got = await at.ask("GET", file, "marta")
            assert status == 404
            return code_, json.loads(got)["error"]["params"].get("device", "")

        assert await said(JPEG) == ("photo_waits", "Scanner 1")
        world.clock.ms += pictures.GIVEN_UP_MS + 1000
        for who in ("marta", "rosa"):
            at.people[who] = bearer(await world.sign_in(who, world.client()))
        assert await said(JPEG) == ("photo_waits", "Scanner 1"), "nobody has heard of it since"
        await at.take("ph2", OTHER, "sys:0")  # a device that came back empty: it talks, and has no picture any more
        assert await said(JPEG) == ("photo_lost", "Scanner 1")
        assert await said(OTHER) == ("photo_waits", "Scanner 1")
        await record(world.parts, "sys:test", "device.report_lost", device="sys:0")
        assert await said(OTHER) == ("photo_lost", "Scanner 1")
        await at.take("ph3", OTHER, "sys:1")  # the same picture: this one may still bring it
        assert await said(OTHER) == ("photo_waits", "Scanner 2")
        assert (await at.ask("POST", OTHER))[0] == 200
        assert await at.ask("GET", OTHER, "marta") == (200, "", OTHER)

    run(work)


def test_what_is_no_picture_or_another_one_or_too_large_is_refused(run: Run) -> None:
    async def work(world: World) -> None:
        at = await door(world)
        large = JPEG[:4] + b"x" * JPEG_BYTES_MAX
        for nth, file in enumerate((JPEG, PNG, large)):
            await at.take(f"ph{nth}", file)
        assert (await at.ask("POST", JPEG, body=OTHER))[:2] == (422, "photo_differs")
        assert (await at.ask("POST", PNG))[:2] == (422, "photo_differs")
        assert (await at.ask("POST", large))[:2] == (413, "too_large")
        assert (await at.ask("POST", JPEG, body=b""))[:2] == (422, "photo_differs")
        assert [await call(world.app, "GET", f"/api/photos/{name}", at.people["rosa"]) for name in ("x", "%2e%2e")]
        assert len(await world.parts.store.read(pictures.missing)) == 3

    run(work)


def test_nobody_elsewhere_brings_sees_or_erases_it(run: Run) -> None:
    async def work(world: World) -> None:
        at = await door(world)
        await at.take("ph1", JPEG)
        assert (await at.ask("POST", JPEG, "bo"))[:2] == (409, "photo_unnamed")
        assert (await at.ask("POST", JPEG))[0] == 200
        assert (await at.ask("GET", JPEG, "bo"))[:2] == (404, "no_row")
        assert (await at.ask("GET", JPEG, "luc"))[:2] == (403, "no_right")
        assert (await at.ask("DELETE", JPEG, "rosa"))[:2] == (403, "no_right")
        assert (await at.ask("DELETE", JPEG, "lin"))[:2] == (404, "no_row")

    run(work)


def test_an_erased_picture_stays_erased_and_the_log_does_not_change(run: Run) -> None:
    async def work(world: World) -> None:
        at = await door(world)
        await at.take("ph1", JPEG)
        await at.take("ph2", OTHER)
        await at.ask("POST", JPEG)
        ops = sa.select(sa.func.count()).select_from(OP)
        before = await world.parts.store.read(lambda c: c.scalar(ops))
        for file in (JPEG, OTHER):  # the second before any device has brought it
            assert (await at.ask("DELETE", file, "marta"))[0] == 200
            assert (await at.ask("GET", file))[:2] == (410, "photo_erased")
            assert (await at.ask("POST", file))[:2] == (410, "photo_erased")
        assert await world.parts.store.read(lambda c: c.scalar(ops)) == before
        assert await world.parts.store.read(pictures.missing) == []

    run(work)


def test_verify_tells_what_is_missing_and_finds_no_difference(run: Run, tmp_path: Path) -> None:
    async def work(world: World) -> None:
        at = await door(world)
        await at.take("ph1", JPEG)
        await at.take("ph2", OTHER)
        assert (await at.ask("POST", JPEG))[0] == 200

    run(work)
    (database,) = tmp_path.glob("*.db")
    told = CliRunner().invoke(verify, [str(database), "--json"])
    assert told.exit_code == 0
    found = json.loads(told.stdout)
    assert found["differences"] == []
    assert found["pictures_missing"] == [{"sha256": name_of(OTHER), "taken_by": "system"}]
    said = CliRunner().invoke(verify, [str(database)]).stdout
    assert "Pictures still on a device, or lost with it: 1; taken by system" in said
