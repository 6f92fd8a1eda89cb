"""A server in this process, people who may sign in, and a client that speaks to it without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend import app as app_
from backend.api.auth import passwords, set_up
from backend.api.auth.sign_in import record
from backend.api.parts import Parts
from backend.settings import Settings
from backend.store import migrate

PASSWORD = "correct horse battery"
HASHED = passwords.hash_now(PASSWORD)
ORIGIN = "http://tote.test"
ROLES = ("picker", "packer", "dock", "receiver", "lead", "sales", "manager", "finance", "service", "admin")


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.ms = app_.now_ms()

    def __call__(self) -> int:
        return self.ms


class World:
    """A running server as a test holds it."""

    def __init__(self, parts: Parts, app: Any, clock: Clock) -> None:
        self.parts, self.app, self.clock = parts, app, clock
        self.http = self.client()

    def client(self) -> httpx.AsyncClient:
        """A browser of its own, with its own cookies."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"origin": ORIGIN})

    async def person(self, name: str, *roles: tuple[str, str]) -> None:
        """Somebody with a sign-in, and roles as pairs of role and warehouse."""
        await record(self.parts, "sys:test", "people.add", person=name, name=name.title(), language="en")
        for role, warehouse in roles:
            await self.grant(name, role, warehouse)
        await self.parts.store.write(lambda c: set_up.add_account(c, name, name, HASHED, self.clock()))

    async def grant(self, person: str, role: str, warehouse: str = "") -> str:
        id_ = f"g-{person}-{role}-{warehouse}"
        await record(self.parts, "sys:test", "people.grant", grant=id_, person=person, role=role, warehouse=warehouse)
        return id_

    async def house(self, name: str) -> None:
        await record(
            self.parts, "sys:test", "stock.add_warehouse",
            warehouse=name, name_en=name, name_zh=name, company_prefix="4012345",
        )  # fmt: skip

    async def sign_in(
        self, name: str, http: httpx.AsyncClient | None = None, device: str | None = None
    ) -> dict[str, Any]:
        body = {"login": name, "password": PASSWORD, "device": {"id": device, "name": "Test", "kind": "phone"}}
        answer = await (http or self.http).post("/api/auth/sign-in", json=body)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"authorization": f"Bearer {session['access']}"}


Run = Callable[[Callable[[World], Awaitable[None]]], None]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a coroutine function against a server with a new database."""

    async def body(work: Callable[[World], Awaitable[None]]) -> None:
        settings, clock = Settings(data_dir=tmp_path, disk_free_mb_min=0), Clock()
        migrate.upgrade(settings.database)
        async with app_.opened(settings, clock) as parts:
            app = app_.create_app(settings, clock, parts)
            async with app.lifespan():
                world = World(parts, app, clock)
                await work(world)

    return lambda work: asyncio.run(body(work))
