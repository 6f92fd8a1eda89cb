"""A warehouse on disk for a server to run over: people, goods, a claimed pick run, and devices that are signed in."""

from __future__ import annotations

import asyncio
import shutil
import uuid
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.api.auth import tokens
from backend.api.auth.keys import Keys
from backend.app import opened
from backend.domain.pick.rows import PickTask
from backend.domain.product.rows import Barcode
from backend.lab.world.build import DEVICE, MANAGER, first_orders, first_run, furnish
from backend.ops.pick.claim import PickClaim
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.store.tables import SESSION, TABLES
from backend.sync import chain
from backend.sync.service import OwnOp, now_ms
from backend.sync.wire import OpFrame

PICKER = "ana"
DAY_MS = 24 * 3600 * 1000
WALL = 1_700_000_000_000
"""What the clocks of the devices say: the bytes of an op are the same whoever writes it again."""
Json = dict[str, Any]


class Site(Struct):
    """Where it is, and what a picker's devices need to work there."""

    data_dir: str
    task: str
    barcode: str
    sids: list[tuple[str, str]]
    """Device and session, for each device."""
    desk: tuple[str, str]
    """The same for one where the manager has signed in."""

    @property
    def path(self) -> Path:
        """The data folder."""
        return Path(self.data_dir)

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.path / "tote.db"

    def token(self, i: int, now_s: int | None = None) -> str:
        """A fresh access token for a device, as the server would issue it."""
        return self._token(PICKER, self.sids[i], now_s)

    def desk_token(self) -> str:
        """The same for the manager."""
        return self._token(MANAGER, self.desk, None)

    def _token(self, person: str, at: tuple[str, str], now_s: int | None) -> str:
        device, sid = at
        when = now_ms() // 1000 if now_s is None else now_s
        return tokens.issue(Keys(self.path / "keys"), person=person, sid=sid, device=device, grant_v=10**6, now_s=when)

    def copy(self, to: Path) -> Site:
        """The same in another folder."""
        shutil.copytree(self.path, to, dirs_exist_ok=True)
        return msgspec.structs.replace(self, data_dir=str(to))


async def _build(folder: Path, devices: int, database: str) -> Site:
    settings = Settings(data_dir=folder, database=database)
    await asyncio.to_thread(upgrade, settings.database)
    async with opened(settings) as parts:
        await furnish(parts.sync)
        await first_orders(parts.sync)
        await first_run(parts.sync)
        (task, *_) = await parts.store.read(lambda c: stored.load_all(c, PickTask))
        await parts.sync.record(DEVICE, [OwnOp(PickClaim(run=task.run), author=PICKER)])
        each = TABLES[Barcode].c.units == 1
        codes = await parts.store.read(lambda c: stored.load_all(c, Barcode, each))
        *sids, desk = [(f"d-{uuid.uuid4().hex}", uuid.uuid4().hex) for _ in range(devices + 1)]
        now = parts.clock()
        opened_ = [
            {"sid": s, "person": who, "device": d, "opened_at": now, "ends_at": now + DAY_MS}
            for who, (d, s) in [*((PICKER, at) for at in sids), (MANAGER, desk)]
        ]
        await parts.store.write(lambda c: c.execute(sa.insert(SESSION), opened_))
        barcode = next(b.id for b in codes if b.product == task.product)
    return Site(str(folder), task.id, barcode, sids, desk)


def build(folder: Path, devices: int = 20, database: str = "") -> Site:
    """Make one. Takes a few seconds: make it once and copy it. `database`: a PostgreSQL, with its tables."""
    return asyncio.run(_build(folder, devices, database))


class Pen:
    """A device that writes ops: alternating picks and put-backs of one unit, so that no stock runs out."""

    def __init__(self, site: Site, i: int) -> None:
        self.site, self.i = site, i
        self.device = site.sids[i][0]
        self.n, self.h = 0, chain.START
        self.written: list[bytes] = []

    def write(self, count: int) -> list[bytes]:
        """The next ops, encoded and numbered."""
        return [self._one() for _ in range(count)]

    def _one(self) -> bytes:
        self.n += 1
        kind, more = ("pick.put_back", {"units": 1}) if self.n % 2 == 0 else ("pick.scan", {})
        body = msgspec.Raw(msgspec.json.encode({"task": self.site.task, "raw": self.site.barcode, **more}))
        frame = OpFrame(self.n, f"{self.device}-{self.n}", f"{kind}@1", PICKER, WALL + self.n, body)
        raw = msgspec.json.encode(frame)
        self.h = chain.link(self.h, raw)
        self.written.append(raw)
        return raw

    def frame(self, first: int, last: int, **more: Any) -> bytes:
        """A push of the ops from number `first` to `last`."""
        ops = [msgspec.Raw(raw) for raw in self.written[first - 1 : last]]
        return msgspec.json.encode({"device": self.device, "declared_n": self.n, "ops": ops, "grant_v": 10**6, **more})
