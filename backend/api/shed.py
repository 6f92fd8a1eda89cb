"""Before everything: what would be told to come back anyway is told so at once, at the cost of a few microseconds.

Ten times the load is mostly requests that can't be served. Routing them, looking their tokens up and reading their
bodies would take the time of those that can. And it is said after a pause: whoever does not heed it and asks again as
soon as there is an answer gets one a second, not a thousand.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.types import Receive, Scope, Send

from backend.api.errors import busy
from backend.api.security import HEADERS, HSTS

if TYPE_CHECKING:
    from backend.api.parts import Parts

PUSHES = ("/api/sync/push", "/api/sync/drop")
PULLS = ("/api/sync/pull", "/api/sync/snapshot/")
SCREENS = ("/api/queries/", "/api/labels/", "/api/photos/")
REPORTS = ("/api/intake/", "/api/openapi.json")
PAUSE_S = 1.0
PAUSING_MOST = 2000
"""Beyond so many it is said at once: they would only fill the memory."""


class Shed:
    """The ASGI application of a server, around the routes."""

    def __init__(self, app: Litestar) -> None:
        self._app = app
        self._pausing = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve it, or say when to come back."""
        if scope["type"] != ScopeType.HTTP or not self._is_too_much(scope["path"]):
            await self._app(scope, receive, send)
            return
        await self._pause()
        problem = busy()
        secure = {"strict-transport-security": HSTS} if scope["scheme"] == "https" else {}
        body = problem.body()
        more = {"content-type": "application/json", "content-length": str(len(body))}
        headers = HEADERS | secure | problem.headers() | more
        wire = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": problem.status, "headers": wire})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    async def _pause(self) -> None:
        if self._pausing >= PAUSING_MOST:
            return
        self._pausing += 1
        try:
            await asyncio.sleep(PAUSE_S)
        finally:
            self._pausing -= 1

    def _is_too_much(self, path: str) -> bool:
        parts: Parts = self._app.state.parts
        if path.startswith(PUSHES):
            return parts.sync.road.is_full
        load = parts.sync.load
        kinds = ((PULLS, load.pull), (SCREENS, load.screen), (REPORTS, load.report))
        return any(turns.is_full for paths, turns in kinds if path.startswith(paths))
