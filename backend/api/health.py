"""`/healthz`: the process lives. `/readyz`: it can do its work."""

from __future__ import annotations

import asyncio
import shutil
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get
from msgspec import Struct

from backend.api.auth import gate
from backend.api.parts import Parts, parts_of
from backend.store import migrate

AnyRequest = Request[Any, Any, Any]
ANSWER_S_MAX = 2.0
_MB = 1_000_000


class Alive(Struct):
    """The process answers."""

    alive: bool = True


class Ready(Struct):
    """Each check by name: `ok`, or what is wrong."""

    ready: bool
    checks: dict[str, str]


@get("/healthz", opt=gate.PUBLIC, sync_to_thread=False)
def healthz() -> Alive:
    """The process lives. Says nothing about the database."""
    return Alive()


@get("/readyz", opt=gate.PUBLIC)
async def readyz(request: AnyRequest) -> Response[Ready]:
    """The database answers, is as new as the code, and has room on its disk. 503 if not."""
    parts = parts_of(request)
    checks = {"database": await _database(parts), "disk": _disk(parts)}
    ready = all(found == "ok" for found in checks.values())
    return Response(Ready(ready, checks), status_code=200 if ready else 503, headers={"cache-control": "no-store"})


async def _database(parts: Parts) -> str:
    try:
        async with asyncio.timeout(ANSWER_S_MAX):
            at = await parts.store.read(migrate.current)
    except TimeoutError:
        return "does not answer"
    except sa.exc.SQLAlchemyError:
        return "cannot be read"
    return "ok" if at == migrate.head() else "its tables are of another version: tote migrate"


def _disk(parts: Parts) -> str:
    free_mb = shutil.disk_usage(parts.settings.data_dir).free // _MB
    least = parts.settings.disk_free_mb_min
    return "ok" if free_mb >= least else f"{free_mb} MB free, {least} MB wanted"
