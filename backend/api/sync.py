"""`/api/sync`: how ops come in and rows go out. All rules stand in the engine; here bytes are handed over."""

from __future__ import annotations

import gzip
import math
from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery
from msgspec import Struct

from backend.api.auth import gate
from backend.api.live import live_route
from backend.api.parts import parts_of, signed_in
from backend.api.plain import PLAIN
from backend.sync.wire import ROWS_V, Answer

AnyRequest = Request[Any, Any, Any]
SCOPE_CHARS_MAX = 80
_NO_STORE = {"cache-control": "no-store"}


class _Later(Struct):
    retry_after: float = 2.0


_later = msgspec.json.Decoder(_Later)


def _response(answer: Answer) -> Response[bytes]:
    is_later = answer.status in {429, 503, 507}
    later = {"retry-after": str(math.ceil(_later.decode(answer.body).retry_after))} if is_later else {}
    return Response(answer.body, status_code=answer.status, media_type="application/json", headers=_NO_STORE | later)


@post("/push", opt=gate.SIGNED_IN, status_code=200)
async def push_route(request: AnyRequest) -> Response[bytes]:
    """Send ops, in order, each exactly once. The body is hashed as it comes."""
    return _response(await parts_of(request).sync.push(await request.body(), signed_in(request).caller))


@post("/drop", opt=gate.PUBLIC, status_code=200)
async def drop_route(request: AnyRequest) -> Response[bytes]:
    """Send facts with the device's signature in place of a token: an expired or revoked token strands no work."""
    return _response(await parts_of(request).sync.drop(await request.body()))


@post("/pull", opt=gate.SIGNED_IN, status_code=200)
async def pull_route(request: AnyRequest) -> Response[bytes]:
    """What changed since the device's cursors, in what its person may see now."""
    body, sync = await request.body(), parts_of(request).sync
    async with sync.load.pull.turn():
        return _response(await sync.pull(body, signed_in(request).caller))


@get("/snapshot/{name:str}", opt=gate.SIGNED_IN | PLAIN)
async def snapshot_route(request: AnyRequest, name: FromPath[str], rows_v: FromQuery[int] = ROWS_V) -> Response[bytes]:
    """All rows of a scope as lines of JSON, gzipped for whoever takes that."""
    sync = parts_of(request).sync
    async with sync.load.pull.turn():
        answer = await sync.snapshot(name[:SCOPE_CHARS_MAX], signed_in(request).caller, rows_v)
    if not answer.ok:
        return _response(answer)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(answer.body), media_type="application/x-ndjson", headers=_NO_STORE)
    headers = _NO_STORE | {"content-encoding": "gzip", "vary": "Accept-Encoding"}
    return Response(answer.body, media_type="application/x-ndjson", headers=headers)


ROUTER = Router(
    "/api/sync", route_handlers=[push_route, drop_route, pull_route, snapshot_route, live_route], tags=["sync"]
)
