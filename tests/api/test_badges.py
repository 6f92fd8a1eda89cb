"""Badge and PIN: who may take a turn, what guessing comes to, and that nothing of it is kept in the clear."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from backend import app as app_
from backend.api.auth import badges, codes, tries
from backend.api.auth.known import worked_here
from backend.settings import Settings
from backend.store import migrate
from backend.store.tables import BADGE, OP
from tests.api.conftest import Clock, Run, World
from tests.api.scanner import Scanner, admin, badge_of, code, code_for, shared_scanner


def test_a_badge_opens_a_session_once_its_first_pin_is_changed(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("pim", ("picker", "ROT"))
        scanner, (badge, pin) = await shared_scanner(ada), await badge_of(ada, "pim")
        assert (len(badge), len(pin)) == (32, 6)
        assert code(await scanner.badge(badge, pin)) == "pin_must_change"
        for weak in (pin, "12345", "123456", "987654", "777777", "12345a", "½23456", "1" * 13):
            assert code(await scanner.badge(badge, pin, weak)) == "weak_pin", weak
        opened = await scanner.badge(badge, pin, "302714")
        assert (opened.status_code, opened.json()["person"]["id"]) == (200, "pim")
        assert (await scanner.badge(badge, pin, "302714")).status_code == 200  # the answer was lost
        assert (await scanner.badge(badge, "302714")).status_code == 200
        assert (await scanner.refresh()).status_code == 200
        assert await world.parts.store.read(lambda c: worked_here(c, scanner.id or "")) == {"pim"}

    run(work)


def test_people_take_turns_and_whoever_comes_ends_the_session_before(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        scanner = await shared_scanner(ada)
        held = {}
        for name in ("pim", "eva"):
            await world.person(name, ("picker", "ROT"))
            badge, pin = await badge_of(ada, name)
            held[name] = badge
            await scanner.badge(badge, pin, "302714")
        first = scanner.clone()
        await scanner.badge(held["pim"], "302714")
        assert code(await first.me()) == "signed_out"
        assert (await scanner.me()).json()["person"]["id"] == "pim"
        assert await world.parts.store.read(lambda c: worked_here(c, scanner.id or "")) == {"pim", "eva"}

    run(work)


def test_a_badge_works_on_shared_devices_that_prove_their_key_only(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("pim", ("picker", "ROT"))
        badge, pin = await badge_of(ada, "pim")
        own, shared = Scanner(world), await shared_scanner(ada)
        await own.enrol(await code_for(ada, shared=False))
        assert code(await own.badge(badge, pin)) == "not_shared"
        stranger = Scanner(world)
        stranger.id = "d-" + "0" * 32
        assert code(await stranger.badge(badge, pin)) == "not_shared"
        stranger.id = shared.id
        assert code(await stranger.badge(badge, pin)) == "bad_proof"
        other = f"tote-badge-1\n{shared.id}\n{codes.hashed('X' * 32).hex()}"
        assert code(await shared.badge(badge, pin, proof=shared.sign(other))) == "bad_proof"
        assert code(await shared.badge(badge, pin)) == "pin_must_change"

    run(work)


def test_five_wrong_pins_lock_a_badge_for_a_quarter_of_an_hour(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("pim", ("picker", "ROT"))
        scanner, (badge, pin) = await shared_scanner(ada), await badge_of(ada, "pim")
        left = [(await scanner.badge(badge, "000001")).json()["error"]["params"].get("left") for _ in range(4)]
        assert left == [4, 3, 2, 1]
        assert code(await scanner.badge(badge, "000001")) == "pin_locked"
        locked = await scanner.badge(badge, pin)
        assert (code(locked), locked.headers["retry-after"]) == ("pin_locked", "900")
        world.clock.ms += tries.WINDOW_MS - 1
        assert code(await scanner.badge(badge, pin)) == "pin_locked"
        world.clock.ms += 1
        assert code(await scanner.badge(badge, "000001")) == "pin_wrong"
        assert code(await scanner.badge(badge, pin)) == "pin_must_change"

    run(work)


def test_a_lead_of_the_same_floor_or_an_admin_unlocks_a_badge_and_nobody_else(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.house("SZX")
        people = {"pim": ("picker", "ROT"), "lee": ("lead", "ROT"), "far": ("lead", "SZX"), "mo": ("manager", "")}
        for name, role in people.items():
            await world.person(name, role)
        scanner, (badge, pin) = await shared_scanner(ada), await badge_of(ada, "pim")
        for name, status in (("pim", 403), ("mo", 403), ("far", 403), ("lee", 200), ("ada", 200)):
            while code(await scanner.badge(badge, "000001")) != "pin_locked":
                pass
            session = await world.sign_in(name)
            headers = {"authorization": f"Bearer {session['access']}"}
            got = await world.http.post("/api/auth/badges/unlock", json={"person": "pim"}, headers=headers)
            assert (name, got.status_code) == (name, status)
            said = "pin_must_change" if status == 200 else "pin_locked"
            assert code(await scanner.badge(badge, pin)) == said

    run(work)


def test_a_new_badge_ends_the_old_one_and_what_it_opened(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("pim", ("picker", "ROT"))
        scanner, (badge, pin) = await shared_scanner(ada), await badge_of(ada, "pim")
        await scanner.badge(badge, pin, "302714")
        desk = Scanner(world)
        await desk.sign_in("pim")
        await badge_of(ada, "pim")
        assert code(await scanner.me()) == "signed_out"
        assert (await desk.me()).status_code == 200
        assert code(await scanner.badge(badge, "302714")) == "bad_badge"
        gone = await ada.http.post("/api/auth/badges", json={"person": "nobody"}, headers=ada.bearer)
        assert (gone.status_code, code(gone)) == (404, "no_row")

    run(work)


def test_a_pin_is_changed_by_whose_it_is(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        scanner = await shared_scanner(ada)
        held = {}
        for name in ("eva", "pim"):
            await world.person(name, ("picker", "ROT"))
            held[name], pin = await badge_of(ada, name)
            assert (await scanner.badge(held[name], pin, "302714")).status_code == 200

        async def change(badge: str, pin: str, new: str) -> tuple[int, str]:
            body = {"badge": badge, "pin": pin, "new_pin": new}
            got = await scanner.http.post("/api/auth/pin", json=body, headers=scanner.bearer)
            return got.status_code, "" if got.is_success else code(got)

        assert await change(held["eva"], "302714", "402715") == (401, "bad_badge")
        assert await change(held["pim"], "302715", "402715") == (401, "pin_wrong")
        assert await change(held["pim"], "302714", "402715") == (200, "")
        assert (await scanner.badge(held["pim"], "402715")).status_code == 200
        query = sa.select(OP.c.author).where(OP.c.kind.like("people.change_pin%")).order_by(OP.c.n)
        assert await world.parts.store.read(lambda c: list(c.scalars(query))) == ["eva", "pim", "pim"]

    run(work)


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_badge_and_no_pin_is_in_the_database_or_reaches_a_device(run: Run, tmp_path: Path) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("pim", ("picker", "ROT"))
        scanner, (badge, pin) = await shared_scanner(ada), await badge_of(ada, "pim")
        await scanner.badge(badge, pin, "30271499")
        kept = await world.parts.store.read(lambda c: c.execute(sa.select(BADGE)).mappings().one())
        assert kept["pin"].startswith("$argon2id$")
        frame = {"device": ada.id, "cursors": {}, "epoch": ""}
        seen = await ada.http.post("/api/sync/pull", content=msgspec.json.encode(frame), headers=ada.bearer)
        assert seen.status_code == 200
        files = await asyncio.to_thread(content, tmp_path)
        for secret in (badge, "30271499", kept["pin"]):
            assert secret not in seen.text
        assert badge.encode() not in files
        assert b"30271499" not in files

    run(work)


def test_unknown_badges_are_counted_for_the_device_that_asks(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        scanner, other = await shared_scanner(ada), await shared_scanner(ada)
        made = [codes.new(codes.BADGE_BITS) for _ in range(tries.TRIES_MAX + 3)]
        answers = await asyncio.gather(*(scanner.badge(badge, "302714") for badge in made))
        assert sorted(a.status_code for a in answers) == [401] * tries.TRIES_MAX + [429] * 3
        assert code(await other.badge(made[0], "302714")) == "bad_badge"

    run(work)


def test_an_unknown_badge_login_or_code_takes_as_long_as_a_wrong_secret(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        await world.person("pim", ("picker", "ROT"))
        scanner, (badge, _) = await shared_scanner(ada), await badge_of(ada, "pim")
        hashed: list[str] = []
        real = world.parts.passwords.fits

        async def fits(stored: str | None, text: str) -> bool:
            hashed.append("real" if stored else "dummy")
            return await real(stored, text)

        monkeypatch.setattr(world.parts.passwords, "fits", fits)
        await scanner.badge(badge, "000001")
        await scanner.badge("X" * 32, "000001")
        for login in ("pim", "nobody"):
            await scanner.http.post("/api/auth/sign-in", json={"login": login, "password": "wrong wrong wrong"})
        assert hashed == ["real", "dummy"] * 2

    run(work)


def test_guessing_through_two_servers_on_one_database_gets_no_further_than_through_one(tmp_path: Path) -> None:
    async def work() -> None:
        settings, clock = Settings(data_dir=tmp_path, disk_free_mb_min=0), Clock()
        migrate.upgrade(settings.database)
        async with app_.opened(settings, clock) as one, app_.opened(settings, clock) as two:
            apps = [app_.create_app(settings, clock, parts) for parts in (one, two)]
            async with apps[0].lifespan(), apps[1].lifespan():
                await guess(*(World(parts, app, clock) for parts, app in zip((one, two), apps, strict=True)))

    asyncio.run(work())


Fits = Callable[[str | None, str], Awaitable[bool]]


def noting(real: Fits, looked_at: list[str]) -> Fits:
    async def fits(stored: str | None, text: str) -> bool:
        looked_at.append(text)
        return await real(stored, text)

    return fits


async def guess(here: World, there: World) -> None:
    ada = await admin(here)
    await here.person("pim", ("picker", "ROT"))
    scanner, (badge, pin) = await shared_scanner(ada), await badge_of(ada, "pim")
    twin = scanner.clone()
    twin.http = there.client()
    looked_at: list[str] = []
    for passwords in (here.parts.passwords, there.parts.passwords):
        passwords.fits = noting(passwords.fits, looked_at)  # type: ignore[method-assign]
    wrong = [f"{n:06}" for n in range(200) if f"{n:06}" != pin]
    await asyncio.gather(*((scanner, twin)[n % 2].badge(badge, guess) for n, guess in enumerate(wrong)))
    assert len(looked_at) == badges.PIN_TRIES_MAX
    looked_at.clear()
    bodies = [{"login": "pim", "password": f"wrong wrong {n}"} for n in range(200)]
    forged = [{"x-forwarded-for": f"203.0.113.{n}"} for n in range(200)]
    await asyncio.gather(
        *((scanner, twin)[n % 2].http.post("/api/auth/sign-in", json=bodies[n], headers=forged[n]) for n in range(200))
    )
    assert len(looked_at) == tries.TRIES_MAX
    made = [Scanner(world) for world in (here, there) for _ in range(20)]
    got = await asyncio.gather(*(one.enrol(codes.new(codes.ENROL_BITS)) for one in made))
    assert sorted(a.status_code for a in got) == [403] * tries.TRIES_MAX + [429] * 30


def test_codes_are_random_and_read_as_people_write_them() -> None:
    made = {codes.new(codes.BADGE_BITS) for _ in range(1000)}
    assert len(made) == 1000
    assert {len(one) for one in made} == {32}
    assert {c for one in made for c in one} == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert codes.hashed("abcd-o1 IL") == codes.hashed("ABCD0111")
    assert codes.hashed("ABCD0111") != codes.hashed("ABCD0112")
    assert not any(codes.is_weak(codes.new_pin()) for _ in range(1000))
