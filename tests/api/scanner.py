"""A device with a key, as the app on it signs."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.sync.signature import encode
from tests.api.conftest import PASSWORD, World, bearer

Json = dict[str, Any]


class Signer:
    """A key, and what the server may call the device that has it."""

    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id: str | None = None

    @property
    def key(self) -> str:
        return encode(self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def sign(self, text: str) -> str:
        r, s = decode_dss_signature(self.private.sign(text.encode(), ec.ECDSA(SHA256())))
        return encode(r.to_bytes(32, "big") + s.to_bytes(32, "big"))


class Scanner(Signer):
    """An app: its key, its cookies, what the server calls it, and its session."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, self.http = world, world.client()
        self.session: Json = {}

    def clone(self) -> Scanner:
        """A copy of all that is on it: key, cookies, id."""
        other = Scanner(self.world)
        other.private, other.id, other.session = self.private, self.id, dict(self.session)
        other.http.cookies.update(self.http.cookies)
        return other

    @property
    def bearer(self) -> dict[str, str]:
        return bearer(self.session)

    async def enrol(self, code: str) -> httpx.Response:
        body = {"code": code, "key": self.key, "proof": self.sign(f"tote-enrol-1\n{code}\n{self.key}")}
        return self._known(await self.http.post("/api/auth/enrol", json=body))

    async def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        key = {"key": self.key, "proof": self.sign(f"tote-sign-in-1\n{name}\n{self.key}")}
        device = {"id": self.id, "name": "Test", "kind": "phone", **key}
        body = {"login": name, "password": password, "device": device}
        return self._known(await self.http.post("/api/auth/sign-in", json=body))

    async def badge(self, badge: str, pin: str, new_pin: str | None = None, proof: str = "") -> httpx.Response:
        text = f"tote-badge-1\n{self.id}\n{hashlib.sha256(badge.encode()).hexdigest()}"
        body = {"device": self.id, "badge": badge, "pin": pin, "proof": proof or self.sign(text)}
        if new_pin:
            body["new_pin"] = new_pin
        return self._known(await self.http.post("/api/auth/badge", json=body))

    async def refresh(self, proof: str | None = None, device: str | None = None, **headers: str) -> httpx.Response:
        id_ = device or self.id
        made = self.sign(f"tote-refresh-1\n{id_}\n{self.session.get('nonce', '')}")
        body = {"device": id_, "proof": made if proof is None else proof}
        answer = await self.http.post("/api/auth/refresh", json=body, headers={"x-tote": "1", **headers})
        return self._known(answer)

    async def me(self) -> httpx.Response:
        return await self.http.get("/api/auth/me", headers=self.bearer)

    def _known(self, answer: httpx.Response) -> httpx.Response:
        if answer.is_success:
            found = answer.json()
            self.id = found["device"]
            if "access" in found:
                self.session = found
        return answer


async def admin(world: World) -> Scanner:
    """Somebody who lets devices in and gives out badges, signed in."""
    await world.house("ROT")
    await world.person("ada", ("admin", ""))
    made = Scanner(world)
    assert (await made.sign_in("ada")).status_code == 200
    return made


async def code_for(by: Scanner, **fields: Any) -> str:
    """A code for a shared scanner in Rotterdam, unless told otherwise."""
    body = {"name": "Scanner 3", "kind": "handheld", "shared": True, "warehouse": "ROT"} | fields
    answer = await by.http.post("/api/auth/enrol-code", json=body, headers=by.bearer)
    assert answer.status_code == 201, answer.text
    made: str = answer.json()["code"]
    return made


async def shared_scanner(by: Scanner) -> Scanner:
    """A scanner on which people take turns."""
    made = Scanner(by.world)
    answer = await made.enrol(await code_for(by))
    assert answer.status_code == 201, answer.text
    return made


async def badge_of(by: Scanner, person: str) -> tuple[str, str]:
    """A new badge and first PIN of somebody."""
    answer = await by.http.post("/api/auth/badges", json={"person": person}, headers=by.bearer)
    assert answer.status_code == 201, answer.text
    return answer.json()["badge"], answer.json()["pin"]


def code(answer: httpx.Response) -> str:
    """What an error is called."""
    found: str = answer.json()["error"]["code"]
    return found
