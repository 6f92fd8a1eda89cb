"""Keys that sign tokens: known before they sign, of use until their tokens have run out, gone at once if need be."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from backend.api.auth import keys, tokens
from backend.api.auth.keys import DAY_S, KEPT_S, SIGNS_S, Keys
from tests.api.conftest import Run, World, bearer
from tests.api.scanner import code

BEGIN = 1_795_000_000.0


class Time:
    def __init__(self) -> None:
        self.s = BEGIN

    def __call__(self) -> float:
        return self.s


def issue(of: Keys, now: float) -> str:
    return tokens.issue(of, person="pim", sid="s", device="d", grant_v=1, now_s=int(now))


def test_a_token_is_good_through_every_change_of_keys_at_each_of_two_servers(tmp_path: Path) -> None:
    now = Time()
    servers = [Keys(tmp_path, now), Keys(tmp_path, now)]
    seen: list[str] = []
    issued: list[tuple[str, float]] = []
    while now.s < BEGIN + 95 * DAY_S:
        signer = servers[len(issued) % 2]
        issued.append((issue(signer, now.s), now.s))
        seen.append(signer.kid)
        now.s += tokens.LIFE_S / 2
        for token, _ in issued[-2:]:
            for server in servers:
                assert tokens.verify(server, token, int(now.s)).sub == "pim"
        if len(issued) % 7 == 0:
            now.s += 6 * 3600
            issued.clear()
    assert len(set(seen)) == 4
    assert len(list(tmp_path.glob("*.pem"))) <= 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_key_is_known_a_day_before_it_signs(tmp_path: Path) -> None:
    now = Time()
    one = Keys(tmp_path, now)
    first = one.kid
    now.s += SIGNS_S - DAY_S - 1
    assert list(one.public) == [first]
    now.s += 2
    assert (one.kid, len(one.public)) == (first, 2)
    now.s += DAY_S
    assert one.kid != first
    assert first in one.public
    now.s += KEPT_S
    assert first not in one.public


def test_a_planned_change_waits_and_an_emergency_does_not(tmp_path: Path) -> None:
    now = Time()
    running = Keys(tmp_path, now)
    old = issue(running, now.s)
    assert tokens.verify(running, old, int(now.s)), "what was verified once is not trusted for ever"
    planned = keys.rotate(tmp_path, now.s)
    now.s += 1
    assert running.kid != planned
    assert planned in running.public
    urgent = keys.rotate(tmp_path, now.s, emergency=True)
    now.s += 1
    assert (running.kid, list(running.public)) == (urgent, [urgent])
    with pytest.raises(tokens.BadToken):
        tokens.verify(running, old, int(now.s))
    assert tokens.verify(running, issue(running, now.s), int(now.s))


def test_a_token_that_was_verified_runs_out_all_the_same(tmp_path: Path) -> None:
    now = Time()
    running = Keys(tmp_path, now)
    token = issue(running, now.s)
    assert tokens.verify(running, token, int(now.s)) == tokens.verify(running, token, int(now.s))
    with pytest.raises(tokens.ExpiredToken):
        tokens.verify(running, token, int(now.s) + tokens.LIFE_S + tokens.LEEWAY_S)
    with pytest.raises(tokens.BadToken):
        tokens.verify(running, token[:-4] + "AAAA", int(now.s))


def test_what_is_kept_of_tokens_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = Time()
    running = Keys(tmp_path, now)
    monkeypatch.setattr(tokens, "KEPT_MAX", 3)
    issued = [issue(running, now.s) for _ in range(10)]
    for token in issued:
        assert tokens.verify(running, token, int(now.s)).sub == "pim"
    assert list(running.verified) == issued[-3:]


def test_after_an_emergency_a_device_renews_its_session_by_itself(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        session = await world.sign_in("pim")
        keys.rotate(world.parts.settings.keys_dir, world.clock.ms / 1000, emergency=True)
        world.clock.ms += 1_000
        assert code(await world.http.get("/api/auth/me", headers=bearer(session))) == "bad_token"
        body = {"device": session["device"]}
        renewed = await world.http.post("/api/auth/refresh", json=body, headers={"x-tote": "1"})
        assert renewed.status_code == 200
        assert (await world.http.get("/api/auth/me", headers=bearer(renewed.json()))).status_code == 200

    run(work)
