"""Every route, by every method, for every role, with every kind of token. `rights.json` says what must come out."""

from __future__ import annotations

import base64
import json
import uuid
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from litestar.enums import ScopeType

from backend.api.auth import refresh, tokens
from backend.api.auth.keys import Keys
from backend.domain.people.rows import Device
from tests.api.asgi import call, code
from tests.api.conftest import ROLES, Run, World

TABLE: dict[str, Any] = json.loads((Path(__file__).parent / "rights.json").read_text())
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BY_GATE = {"no_token", "bad_token", "token_expired", "signed_out", "no_right"}
DEVICE = "d-" + "1" * 32


async def session(world: World, person: str) -> tuple[str, str]:
    """A new session of a person: its id and a good token."""
    sid, now = uuid.uuid4().hex, world.clock()
    await world.parts.store.write(lambda c: refresh.open_session(c, sid, person, Device(id=DEVICE, name="Test"), now))
    return sid, issue(world, person, sid)


def issue(world: World, person: str, sid: str, keys: Keys | None = None, ago_s: int = 0) -> str:
    now_s = world.clock() // 1000 - ago_s
    return tokens.issue(keys or world.parts.keys, person=person, sid=sid, device=DEVICE, grant_v=1, now_s=now_s)


class Stranger:
    """Keys of somebody else under our key's name."""

    def __init__(self, kid: str) -> None:
        self.kid, self.private = kid, Ed25519PrivateKey.generate()


def altered(token: str, header: dict[str, Any], key: Any = "", algorithm: str = "none") -> str:
    claims = jwt.decode(token, options={"verify_signature": False})
    if algorithm == "none":
        parts = ({"alg": "none", **header}, claims)
        return ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in parts) + "."
    return jwt.encode(claims, key, algorithm, {**header})


async def token_states(world: World, person: str) -> dict[str, str]:
    """Authorization headers that must not get in, by name."""
    keys = world.parts.keys
    sid, good = await session(world, person)
    ended, revoked = await session(world, person)
    await world.parts.sessions.end(ended, "signed_out")
    stranger: Any = Stranger(keys.kid)
    public = keys.public[keys.kid].public_bytes(Encoding.Raw, PublicFormat.Raw)
    head = {"typ": tokens.TYPE, "kid": keys.kid}
    secret = base64.urlsafe_b64encode(public).decode()
    found = {
        "bad_signature": issue(world, person, sid, stranger),
        "cut": good[:-4],
        "alg_none": altered(good, head),
        "hs256": altered(good, head, secret, "HS256"),
        "other_type": altered(good, {**head, "typ": "JWT"}, keys.private, "EdDSA"),
        "unknown_key": altered(good, {**head, "kid": "other"}, keys.private, "EdDSA"),
        "own_key": altered(good, {**head, "jku": "https://evil.example"}, keys.private, "EdDSA"),
        "expired": issue(world, person, sid, ago_s=tokens.LIFE_S + tokens.LEEWAY_S + 5),
        "not_yet": issue(world, person, sid, ago_s=-tokens.LEEWAY_S - 300),
        "revoked": revoked,
        "of_nobody": issue(world, "nobody", sid),
    }
    return {name: f"Bearer {token}" for name, token in found.items()} | {
        "basic": "Basic cGltOnBpbQ==",
        "empty": "Bearer ",
    }


def route_table(app: Any) -> dict[str, set[str]]:
    return {route.path: set(route.methods) for route in app.routes if route.scope_type is ScopeType.HTTP}


def test_every_route_has_its_row_and_every_row_its_route(run: Run) -> None:
    async def work(world: World) -> None:
        assert route_table(world.app) == {path: set(row) for path, row in TABLE["routes"].items()}
        sockets = {route.path for route in world.app.routes if route.scope_type is ScopeType.WEBSOCKET}
        assert sockets == set(TABLE["sockets"])

    run(work)


def test_no_route_lets_anybody_in_whom_the_table_does_not_name(run: Run) -> None:
    async def work(world: World) -> None:
        await world.house("ROT")
        wrong: list[str] = []
        cells = 0
        for role in ROLES:
            await world.person(role, (role, "ROT" if role in {"picker", "packer", "dock", "receiver", "lead"} else ""))
            states = await token_states(world, role)
            for path, row in TABLE["routes"].items():
                for method in METHODS:
                    for state in ("none", *states, "good"):
                        headers = {"authorization": states[state]} if state in states else {}
                        if state == "good":
                            headers["authorization"] = f"Bearer {(await session(world, role))[1]}"
                        got = await ask(world, method, path, headers)
                        cells += 1
                        fault = verdict(row.get(method), role, state, *got)
                        if fault:
                            wrong.append(f"{method} {path} as {role} with {state}: {fault}, got {got}")
        assert not wrong, "\n".join(wrong[:20])
        assert cells > 10_000

    run(work)


async def ask(world: World, method: str, path: str, headers: dict[str, str]) -> tuple[int, str]:
    path = path.replace("{name:path}", "x/1.pdf").replace("{name:str}", "catalog").replace("{path:str}", "x")
    status, _, body = await call(world.app, method, path, headers, b"{}" if method == "POST" else b"")
    return status, code(body)


def verdict(access: str | None, role: str, state: str, status: int, said: str) -> str:
    """What is wrong with an answer; empty if nothing is."""
    if status >= 500:
        return "a failure of the server"
    if access is None:
        return "" if status == 405 else "a method that should not be there"
    if access == "public":
        return "public, and yet the gate stopped it" if said in BY_GATE else ""
    if state != "good":
        return "" if status == 401 else "let in"
    if access == "signed_in" or role in TABLE["rights"][access]:
        return "kept out" if status in {401, 403} else ""
    return "" if (status, said) == (403, "no_right") else "let in without the right"
