"""Whatever bytes arrive, a clear code goes back: never a failure of the server, and nothing lost."""

from __future__ import annotations

import json
import logging
from typing import Any

import msgspec
import pytest

from backend.api.errors import BODY_BYTES_MOST
from backend.api.words import WORDS
from tests.api.asgi import call, code
from tests.api.conftest import Run, World, bearer

DEEP = b"[" * 200_000
HUGE = b"9" * 4_000
NASTY = {
    "nothing": b"",
    "no json": b"hello",
    "cut": b'{"login": "pi',
    "deep": DEEP,
    "deep inside": b'{"login": "pim", "password": ' + DEEP,
    "not utf-8": b'{"login": "\xff\xfe", "password": "x"}',
    "lone surrogate": b'{"login": "\\ud800", "password": "x"}',
    "nul": b'{"login": "\\u0000", "password": "x"}',
    "huge number": b'{"login": ' + HUGE + b', "password": "x"}',
    "a list": b"[]",
    "wrong types": b'{"login": {}, "password": []}',
    "long text": json.dumps({"login": "x" * 100_000, "password": "x"}).encode(),
}


def assert_coded(status: int, headers: dict[str, str], body: bytes, *expected: int) -> None:
    error = msgspec.json.decode(body)["error"]
    assert status in (expected or (400,)), (status, body[:300])
    assert set(error) == {"code", "params", "choices", "en", "zh"}
    assert error["en"]
    assert error["zh"]
    assert headers["content-type"] == "application/json"


@pytest.mark.parametrize("name", sorted(NASTY))
def test_a_body_that_cannot_be_read_is_answered_400(name: str, run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        access = bearer(await world.sign_in("pim"))
        json_type = {"content-type": "application/json"}
        for path in ("/api/auth/sign-in", "/api/auth/setup", "/api/sync/push", "/api/sync/pull"):
            assert_coded(*await call(world.app, "POST", path, access | json_type, NASTY[name]))

    run(work)


def test_more_than_a_megabyte_is_answered_413(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        access = bearer(await world.sign_in("pim"))
        big = b" " * (BODY_BYTES_MOST + 1)
        assert_coded(*await call(world.app, "POST", "/api/sync/push", access, big), 413)
        assert_coded(
            *await call(world.app, "POST", "/api/sync/push", access | {"content-length": str(len(big))}, b""), 413
        )

    run(work)


def test_query_parameters_are_checked(run: Run) -> None:
    async def work(world: World) -> None:
        await world.person("mo", ("manager", ""))
        access = bearer(await world.sign_in("mo"))
        for asked in (
            "order/search?limit=0", "order/search?limit=" + "9" * 400, "order/search?limit=x",
            "order/search?stage=none",
            "order/search?text=" + "x" * 201, "order/search?text=%00", "order/story", "order/story?order=",
            "order/story?order=" + "x" * 81,
        ):  # fmt: skip
            assert_coded(*await call(world.app, "GET", f"/api/queries/{asked}", access))
        missing = await call(world.app, "GET", "/api/queries/order/story?order=nope", access)
        assert_coded(*missing, 404)
        assert code(missing[2]) == "no_row"

    run(work)


def test_an_unknown_path_or_method_has_a_code(run: Run) -> None:
    async def work(world: World) -> None:
        for path in ("/api/nope", "/api", "/api/sync/nope", "/api/%ff", "/nope.js", "/assets/../../settings.py"):
            assert_coded(*await call(world.app, "GET", path), 404)
        status, headers, body = await call(world.app, "PUT", "/api/sync/push")
        assert_coded(status, headers, body, 405)
        assert "POST" in headers["allow"]

    run(work)


def test_a_failure_of_the_server_has_a_number_that_stands_in_the_log(
    run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(world: World) -> None:
        await world.person("pim")
        access = bearer(await world.sign_in("pim"))

        def broken(*_: Any) -> None:
            raise KeyError("a secret of the inside")

        monkeypatch.setattr("backend.sync.service.receive", broken)
        with caplog.at_level(logging.ERROR):
            status, headers, body = await call(world.app, "POST", "/api/sync/push", access, b"{}")
        assert_coded(status, headers, body, 500)
        error = msgspec.json.decode(body)["error"]
        assert error["params"]["incident"] in caplog.text
        assert b"secret" not in body

    run(work)


def test_every_code_that_the_api_uses_has_words_in_both_languages() -> None:
    import re
    from pathlib import Path

    import backend.api

    used = set()
    for file in Path(backend.api.__path__[0]).rglob("*.py"):
        used |= set(re.findall(r'Problem\(\s*\d{3}, "([a-z_]+)"', file.read_text(encoding="utf-8")))
    assert used
    assert used <= WORDS.keys()
    for name, text in WORDS.items():
        assert set(re.findall(r"{(\w+)}", text.en)) == set(re.findall(r"{(\w+)}", text.zh)), name
        assert text.en.isascii() or "“" in text.en
        assert re.search(r"[\u4e00-\u9fff]", text.zh), name


def push(device: str, *ops: bytes) -> bytes:
    return msgspec.json.encode({"device": device, "ops": [msgspec.Raw(op) for op in ops]})


def op(n: int, author: str, kind: str, body: dict[str, Any]) -> bytes:
    return msgspec.json.encode(
        {"n": n, "id": f"{author}-{kind}-{n}", "kind": kind, "author": author, "wall": 0, "body": body}
    )


def test_another_persons_token_does_not_make_their_actions_mine(run: Run) -> None:
    async def work(world: World) -> None:
        await world.house("ROT")
        await world.person("pim", ("picker", "ROT"))
        await world.person("sam", ("admin", ""))
        pim, sam = await world.sign_in("pim"), await world.sign_in("sam", world.client())
        add = {"person": "eve", "name": "Eve", "language": "en"}
        as_sam = push(pim["device"], op(1, "sam", "people.add@1", add))
        status, _, body = await call(world.app, "POST", "/api/sync/push", bearer(pim), as_sam)
        assert status == 200
        assert [(o["out"], o["code"]) for o in msgspec.json.decode(body)["outcomes"]] == [
            ("quarantined", "unknown_author")
        ]
        theirs = push(sam["device"], op(1, "pim", "people.add@1", add))
        status, headers, body = await call(world.app, "POST", "/api/sync/push", bearer(pim), theirs)
        assert_coded(status, headers, body, 403)
        assert code(body) == "other_device"

    run(work)


def test_unknown_kinds_bad_bodies_and_rows_out_of_scope_are_kept_or_refused(run: Run) -> None:
    async def work(world: World) -> None:
        for house in ("ROT", "SZX"):
            await world.house(house)
        await world.person("pim", ("picker", "ROT"))
        pim = await world.sign_in("pim")
        frame = push(
            pim["device"],
            op(1, "pim", "pick.fly@1", {}),
            op(2, "pim", "pick.scan@1", {"task": "t", "raw": "x", "units": 10**40}),
            op(3, "pim", "people.add@1", {"person": "eve", "name": "Eve", "language": "en"}),
            op(4, "pim", "pick.claim@1", {"run": "of-another-house"}),
            op(5, "pim", "pick.scan@9", {}),
            b'{"n": 6, "id": "six", "kind": "pick.scan@1", "author": "pim", "wall": 0, "body": ' + HUGE + b"}",
        )
        status, _, body = await call(world.app, "POST", "/api/sync/push", bearer(pim), frame)
        assert status == 200
        outcomes = msgspec.json.decode(body)["outcomes"]
        assert [o["n"] for o in outcomes] == [1, 2, 3, 4, 5, 6]
        assert [(o["out"], o["code"]) for o in outcomes][:3] == [
            ("quarantined", "unknown_kind"), ("quarantined", "bad_body"), ("refused", "not_found"),
        ]  # fmt: skip
        assert outcomes[4]["code"] == "unknown_kind"
        assert outcomes[5]["code"] == "bad_body"
        scope = await call(world.app, "GET", "/api/sync/snapshot/wh:SZX", bearer(pim))
        assert_coded(*scope, 404)
        assert (await call(world.app, "GET", "/api/sync/snapshot/wh:ROT", bearer(pim)))[0] == 200

    run(work)
