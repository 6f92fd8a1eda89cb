"""Signing in, going on, and being out at once."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from backend.api.auth import refresh
from backend.api.auth.tries import TRIES_MAX
from backend.domain.people.rows import Device
from backend.lab.bench.crowd import enrolled
from backend.store import rows as stored
from tests.api.conftest import ORIGIN, PASSWORD, Run, World, bearer

HOUR_MS = 3_600_000


async def go_on(http: httpx.AsyncClient, device: str, **headers: str) -> httpx.Response:
    return await http.post("/api/auth/refresh", json={"device": device}, headers={"x-tote": "1", **headers})


def code(answer: httpx.Response) -> str:
    found: str = answer.json()["error"]["code"]
    return found


def test_a_sign_in_says_who_and_enrols_the_device(run: Run) -> None:
    async def work(world: World) -> None:
        await world.house("ROT")
        await world.person("pim", ("picker", "ROT"))
        found = await world.sign_in("pim")
        assert found["person"] == {"id": "pim", "name": "Pim", "language": "en"}
        assert found["roles"] == [{"role": "picker", "warehouse": "ROT"}]
        assert found["grant_v"] == 1
        assert found["expires_in"] == 600
        devices = await world.parts.store.read(lambda c: stored.load(c, Device, "id", [found["device"]]))
        assert [(d.name, d.kind, d.state) for d in devices] == [("Test", "phone", "active")]
        again = await world.sign_in("pim", device=found["device"])
        assert again["device"] == found["device"]

    run(work)


def test_a_device_cannot_call_itself_one_of_the_servers_own(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        found = await world.sign_in("pim", device="sys:import")
        assert found["device"].startswith("d-")

    run(work)


def test_an_unknown_login_looks_like_a_wrong_password(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        answers = [
            await world.http.post("/api/auth/sign-in", json={"login": login, "password": "wrong wrong wrong"})
            for login in ("pim", "nobody")
        ]
        assert [a.status_code for a in answers] == [401, 401]
        assert answers[0].json() == answers[1].json()
        assert code(answers[0]) == "bad_login"

    run(work)


def test_ten_wrong_passwords_close_a_login_for_a_quarter_of_an_hour(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        body = {"login": "PIM ", "password": "wrong wrong wrong"}
        answers = await asyncio.gather(*(world.http.post("/api/auth/sign-in", json=body) for _ in range(TRIES_MAX + 5)))
        statuses = sorted(a.status_code for a in answers)
        assert statuses == [401] * TRIES_MAX + [429] * 5
        right = {"login": "pim", "password": PASSWORD}
        late = await world.http.post("/api/auth/sign-in", json=right)
        assert late.status_code == 429
        assert 0 < int(late.headers["retry-after"]) <= 900
        world.clock.ms += 900_001
        assert (await world.http.post("/api/auth/sign-in", json=right)).status_code == 200

    run(work)


def test_right_passwords_do_not_count_as_tries(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        for _ in range(TRIES_MAX + 2):
            await world.sign_in("pim")

    run(work)


def test_the_refresh_cookie_is_for_this_host_and_no_script(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        body = {"login": "pim", "password": PASSWORD}
        plain = (await world.http.post("/api/auth/sign-in", json=body)).headers["set-cookie"]
        assert plain.startswith("rt=")
        assert all(part in plain for part in ("HttpOnly", "SameSite=strict", "Path=/api/auth"))
        safe = await world.http.post("https://tote.test/api/auth/sign-in", json=body)
        cookie = safe.headers["set-cookie"]
        assert cookie.startswith("__Host-rt=")
        assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"))
        assert "Path=/api" not in cookie
        assert "max-age" in safe.headers["strict-transport-security"]

    run(work)


def test_a_refresh_gives_the_next_token_and_the_old_one_once_more_if_the_answer_was_lost(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        device = (await world.sign_in("pim"))["device"]
        first = world.http.cookies["rt"]
        assert (await go_on(world.http, device)).status_code == 200
        second = world.http.cookies["rt"]
        assert second != first
        world.http.cookies.clear()
        lost = await go_on(world.http, device, cookie=f"rt={first}")
        assert lost.status_code == 200
        assert world.http.cookies["rt"] == second

    run(work)


def test_an_old_token_after_its_successor_was_used_ends_the_session(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        session = await world.sign_in("pim")
        first = world.http.cookies["rt"]
        await go_on(world.http, session["device"])
        fresh = (await go_on(world.http, session["device"])).json()
        thief = world.client()
        stolen = await go_on(thief, session["device"], cookie=f"rt={first}")
        assert (stolen.status_code, code(stolen)) == (401, "token_reused")
        assert code(await go_on(world.http, session["device"])) == "no_refresh"
        assert code(await world.http.get("/api/auth/me", headers=bearer(fresh))) == "signed_out"

    run(work)


def test_a_token_on_another_device_ends_the_session(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        session = await world.sign_in("pim")
        assert code(await go_on(world.http, "d-" + "0" * 32)) == "token_reused"
        assert code(await world.http.get("/api/auth/me", headers=bearer(session))) == "signed_out"

    run(work)


def test_twenty_refreshes_at_once_have_one_successor(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        session = await world.sign_in("pim")
        cookie = {"cookie": f"rt={world.http.cookies['rt']}"}
        clients = [world.client() for _ in range(20)]
        answers = await asyncio.gather(*(go_on(c, session["device"], **cookie) for c in clients))
        assert {a.status_code for a in answers} == {200}
        assert len({c.cookies["rt"] for c in clients}) == 1

    run(work)


def test_a_session_slides_a_day_and_ends_after_fourteen(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        session = await world.sign_in("pim")
        opened = world.clock.ms
        while world.clock.ms + 20 * HOUR_MS < opened + refresh.ABSOLUTE_MS:
            world.clock.ms += 20 * HOUR_MS
            assert (await go_on(world.http, session["device"])).status_code == 200
        world.clock.ms = opened + refresh.ABSOLUTE_MS
        assert code(await go_on(world.http, session["device"])) == "no_refresh"
        other = await world.sign_in("pim")
        world.clock.ms += 24 * HOUR_MS
        assert code(await go_on(world.http, other["device"])) == "no_refresh"

    run(work)


def test_a_refresh_comes_from_our_own_page_only(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        device = (await world.sign_in("pim"))["device"]
        for origin in (
            "https://evil.example",
            "null",
            "http://tote.test.evil.example",
            "http://tote.test:81",
            "https://tote.test",
            "",
        ):
            assert code(await go_on(world.http, device, origin=origin)) == "bad_origin", origin
        bare = await world.http.post("/api/auth/refresh", json={"device": device})
        assert code(bare) == "no_header"
        assert (await go_on(world.http, device, origin=ORIGIN)).status_code == 200

    run(work)


def test_signing_out_counts_at_once(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        session = await world.sign_in("pim")
        assert (await world.http.post("/api/auth/sign-out", headers=bearer(session))).status_code == 200
        assert code(await world.http.get("/api/auth/me", headers=bearer(session))) == "signed_out"

    run(work)


def test_a_grant_taken_away_counts_at_once(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("mo", ("manager", ""))
        grant = await world.grant("mo", "picker")
        session = await world.sign_in("mo")
        search = "/api/queries/order/search"
        assert (await world.http.get(search, headers=bearer(session))).status_code == 200
        await revoke(world, "people.revoke", grant="g-mo-manager-")
        assert code(await world.http.get(search, headers=bearer(session))) == "no_right"
        assert [r["role"] for r in (await world.http.get("/api/auth/me", headers=bearer(session))).json()["roles"]] == [
            "picker"
        ]
        assert grant

    run(work)


def test_a_device_taken_back_is_out_at_once_and_told_to_empty_itself(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        for kind, told in (("device.revoke", "device_revoked"), ("device.report_lost", "device_lost")):
            session = await world.sign_in("pim")
            await revoke(world, kind, device=session["device"])
            body = {"login": "pim", "password": PASSWORD, "device": {"id": session["device"]}}
            answers = [
                await world.http.get("/api/auth/me", headers=bearer(session)),
                await go_on(world.http, session["device"]),
                await go_on(world.client(), session["device"]),
                await world.http.post("/api/auth/sign-in", json=body),
            ]
            assert [(a.status_code, code(a), a.json()["error"]["choices"]) for a in answers] == [
                (401, told, ["wipe"])
            ] * 4

    run(work)


async def revoke(world: World, kind: str, **body: Any) -> None:
    from backend.api.auth.sign_in import record

    await record(world.parts, "sys:test", kind, **body)


def test_a_device_of_a_rehearsal_is_the_same_one_when_its_session_is_over(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        (device,) = await enrolled(world.parts, ORIGIN, "pim", 1)
        assert (await world.sign_in("pim", device=device.id))["device"] == device.id

    run(work)
