"""How devices come in, how they prove themselves, and that an id without its key is worth nothing."""

from __future__ import annotations

import asyncio

import msgspec
import sqlalchemy as sa

from backend.api.auth import refresh
from backend.api.auth.enrolment import LIFE_MS
from backend.api.auth.known import device_of, worked_here
from backend.api.auth.sign_in import record
from backend.store.tables import ENROL_CODE, OP
from tests.api.conftest import PASSWORD, Run, World
from tests.api.scanner import Scanner, admin, code, code_for, shared_scanner


def test_a_code_lets_one_device_in_and_the_op_bears_the_name_of_who_made_it(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        made, scanner = await code_for(ada), Scanner(world)
        assert len(made) == 26
        first = await scanner.enrol(made)
        assert first.status_code == 201
        again = await scanner.enrol(made)  # the answer was lost
        assert again.json() == first.json()
        assert code(await Scanner(world).enrol(made)) == "code_used"
        device = await world.parts.store.read(lambda c: device_of(c, scanner.id or ""))
        assert device is not None
        assert (device.name, device.kind, device.shared, device.warehouse) == ("Scanner 3", "handheld", True, "ROT")
        assert device.key == scanner.key
        query = sa.select(OP.c.author).where(OP.c.kind.like("device.enroll%"))
        assert await world.parts.store.read(lambda c: list(c.scalars(query))) == ["ada"]
        kept = await world.parts.store.read(lambda c: c.execute(sa.select(ENROL_CODE)).mappings().all())
        assert made not in str(kept)

    run(work)


def test_of_many_devices_that_race_with_one_code_one_gets_in(run: Run) -> None:
    async def work(world: World) -> None:
        made = await code_for(await admin(world))
        answers = await asyncio.gather(*(Scanner(world).enrol(made) for _ in range(8)))
        assert sorted(a.status_code for a in answers) == [201] + [409] * 7

    run(work)


def test_a_code_is_over_after_ten_minutes_and_with_the_right_of_who_made_it(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        late = await code_for(ada)
        world.clock.ms += LIFE_MS
        assert code(await Scanner(world).enrol(late)) == "bad_code"
        await world.person("bea", ("admin", ""))
        bea = Scanner(world)
        await bea.sign_in("bea")
        void = await code_for(bea)
        await record(world.parts, "sys:test", "people.revoke", grant="g-bea-admin-")
        assert code(await Scanner(world).enrol(void)) == "no_right"

    run(work)


def test_a_code_with_somebody_elses_proof_is_not_used_up(run: Run) -> None:
    async def work(world: World) -> None:
        made, right, wrong = await code_for(await admin(world)), Scanner(world), Scanner(world)
        body = {"code": made, "key": right.key, "proof": wrong.sign(f"tote-enrol-1\n{made}\n{right.key}")}
        assert code(await right.http.post("/api/auth/enrol", json=body)) == "bad_proof"
        assert (await right.enrol(made)).status_code == 201

    run(work)


def test_a_device_that_lost_its_key_goes_on_with_a_new_one_and_speaks_for_nobody_else(run: Run) -> None:
    async def work(world: World) -> None:
        for name in ("pim", "eva"):
            await world.person(name, ("manager", ""))
        old = Scanner(world)
        await old.sign_in("pim")
        await old.sign_in("eva")
        new = Scanner(world)
        new.id = old.id
        assert (await new.sign_in("pim")).json()["device"] == old.id
        assert await world.parts.store.read(lambda c: worked_here(c, old.id or "")) == {"pim"}
        assert code(await old.me()) == "signed_out"
        assert (await new.me()).status_code == 200

    run(work)


def test_whoever_has_never_worked_on_a_device_cannot_take_its_id(run: Run) -> None:
    async def work(world: World) -> None:
        for name in ("pim", "mal"):
            await world.person(name, ("picker", ""))
        await world.person("ada", ("admin", ""))
        owner, thief, helper = Scanner(world), Scanner(world), Scanner(world)
        await owner.sign_in("pim")
        thief.id = helper.id = owner.id
        assert (await thief.sign_in("mal")).json()["device"] != owner.id
        assert (await owner.me()).status_code == 200
        bare = {"login": "mal", "password": PASSWORD, "device": {"id": owner.id}}
        assert code(await world.http.post("/api/auth/sign-in", json=bare)) == "need_key"
        assert (await helper.sign_in("ada")).json()["device"] == owner.id

    run(work)


def test_a_sign_in_with_a_wrong_proof_opens_nothing(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        one, other = Scanner(world), Scanner(world)
        for text in (
            f"tote-sign-in-1\neva\n{one.key}",
            f"tote-enrol-1\npim\n{one.key}",
            f"tote-sign-in-1\npim\n{other.key}",
        ):
            device = {"key": one.key, "proof": one.sign(text)}
            body = {"login": "pim", "password": PASSWORD, "device": device}
            assert code(await one.http.post("/api/auth/sign-in", json=body)) == "bad_proof", text

    run(work)


def test_no_device_may_push_what_only_signing_in_does(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("mal", ("picker", ""))
        await world.person("pim", ("picker", ""))
        victim = Scanner(world)
        await victim.sign_in("pim")
        session = await world.sign_in("mal")  # a device without a key: nothing to sign
        bodies = [
            ("device.rekey@1", {"device": victim.id, "person": "mal", "key": Scanner(world).key}),
            ("device.rekey@1", {"device": victim.id, "person": "pim", "key": Scanner(world).key}),
            ("device.join@1", {"device": "d-" + "0" * 32, "person": "mal", "name": "x", "key": Scanner(world).key}),
        ]
        ops = [
            {"n": n, "id": f"op-{n}", "kind": kind, "author": "mal", "wall": 0, "basis": {}, "deps": [], "body": body}
            for n, (kind, body) in enumerate(bodies, 1)
        ]
        frame = {"device": session["device"], "ops": ops, "prev_h": ""}
        answer = await world.http.post(
            "/api/sync/push",
            content=msgspec.json.encode(frame),
            headers={"authorization": f"Bearer {session['access']}"},
        )
        assert answer.status_code == 200, answer.text
        codes = [(o["out"], o["code"]) for o in answer.json()["outcomes"]]
        assert codes == [("refused", "sign_in_only"), ("refused", "not_found"), ("refused", "sign_in_only")]
        assert (await victim.me()).status_code == 200

    run(work)


def test_a_stolen_cookie_without_the_key_gets_nothing_and_ends_nothing(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        owner, thief = Scanner(world), Scanner(world)
        await owner.sign_in("pim")
        thief.id, thief.session = owner.id, dict(owner.session)
        first = owner.http.cookies["rt"]
        for _ in range(3):
            stolen = {"cookie": f"rt={owner.http.cookies['rt']}"}
            for proof in (None, "", "A" * 86, owner.sign("other text")):
                answer = await thief.refresh(proof, **stolen)
                assert (answer.status_code, code(answer)) == (401, "need_proof")
                assert answer.json()["error"]["params"]["nonce"] == owner.session["nonce"]
                assert "set-cookie" not in answer.headers
            assert (await owner.refresh()).status_code == 200
        old = await thief.refresh(None, cookie=f"rt={first}")
        assert code(old) == "need_proof"
        assert (await owner.me()).status_code == 200

    run(work)


def test_a_lost_answer_is_given_again_with_its_nonce_and_twenty_at_once_have_one_successor(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        owner = Scanner(world)
        await owner.sign_in("pim")
        for _ in range(10):
            tabs = [owner.clone() for _ in range(20)]
            answers = await asyncio.gather(*(tab.refresh() for tab in tabs))
            assert {a.status_code for a in answers} == {200}
            assert len({tab.http.cookies["rt"] for tab in tabs}) == len({tab.session["nonce"] for tab in tabs}) == 1
            owner = tabs[0]
        assert (await owner.me()).status_code == 200

    run(work)


def test_a_token_used_twice_with_the_key_ends_the_family_at_once(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        owner = Scanner(world)
        await owner.sign_in("pim")
        copy = owner.clone()
        await owner.refresh()
        await owner.refresh()
        assert code(await copy.refresh()) == "token_reused"
        assert code(await owner.me()) == "signed_out"
        assert code(await owner.refresh()) == "no_refresh"

    run(work)


def test_a_proof_for_another_device_or_another_nonce_is_none(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        owner = Scanner(world)
        await owner.sign_in("pim")
        nonce = owner.session["nonce"]
        texts = (
            f"tote-refresh-1\nd-{'0' * 32}\n{nonce}", f"tote-refresh-1\n{owner.id}\n{nonce}x",
            f"tote-badge-1\n{owner.id}\n{nonce}", f"tote-refresh-1\n{owner.id}\n", f"tote-op-1\n{owner.id}\n1\n{nonce}",
        )  # fmt: skip
        for text in texts:
            assert code(await owner.refresh(owner.sign(text))) == "need_proof", text
        assert (await owner.refresh()).status_code == 200

    run(work)


def test_a_clone_goes_on_under_its_own_id_and_leaves_the_session_of_its_original(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim", ("picker", ""))
        owner = Scanner(world)
        await owner.sign_in("pim")
        clone, bare = owner.clone(), owner.clone()
        new = "d-" + "7" * 32
        await record(world.parts, "sys:fork", "device.fork", device=new, fork_of=owner.id)
        await owner.refresh()
        await owner.refresh()
        moved = await clone.refresh(device=new)
        assert (moved.status_code, moved.json()["device"]) == (200, new)
        again = await bare.refresh(device=new)  # the answer was lost
        assert again.json()["nonce"] == moved.json()["nonce"]
        assert {(await one.me()).status_code for one in (owner, clone)} == {200}
        assert (await clone.refresh()).status_code == 200
        assert await world.parts.store.read(lambda c: worked_here(c, new)) == {"pim"}

    run(work)


def test_a_clone_needs_the_key_and_a_fork_of_its_own_device(run: Run) -> None:
    async def work(world: World) -> None:
        for name in ("pim", "eva"):
            await world.person(name, ("picker", ""))
        owner, other = Scanner(world), Scanner(world)
        await owner.sign_in("pim")
        await other.sign_in("eva")
        new = "d-" + "7" * 32
        await record(world.parts, "sys:fork", "device.fork", device=new, fork_of=other.id)
        thief = Scanner(world)
        thief.id, thief.session = owner.id, dict(owner.session)
        stolen = {"cookie": f"rt={owner.http.cookies['rt']}"}
        assert code(await thief.refresh(device=new, **stolen)) == "need_proof"
        assert (await owner.me()).status_code == 200
        assert code(await owner.refresh(device=new)) == "token_reused"

    run(work)


def test_a_session_on_a_shared_device_lasts_a_day_at_most(run: Run) -> None:
    async def work(world: World) -> None:
        ada = await admin(world)
        scanner = await shared_scanner(ada)
        opened = world.clock.ms
        await scanner.sign_in("ada")
        while world.clock.ms + 3_600_000 < opened + refresh.SHARED_MS:
            world.clock.ms += 3_600_000
            assert (await scanner.refresh()).status_code == 200
        world.clock.ms = opened + refresh.SHARED_MS
        assert code(await scanner.refresh()) == "no_refresh"

    run(work)
