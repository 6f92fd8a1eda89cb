"""`POST /api/scan`: what a code says. It asks and changes nothing; a code may be longer than an address."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from litestar import Router, post
from litestar.params import JSONBody

from backend.api.auth import gate
from backend.api.errors import unreadable
from backend.scanning.explain import Question, UnknownSymbologyError, answer


@post("/", opt=gate.SIGNED_IN, status_code=200)
async def scan_route(data: JSONBody[Question]) -> dict[str, Any]:
    """Explain a code as `tote scan --json` does.

    `{"in": "]C101095…", "symbology": "]C1", "profile": {"gs_dropped": true}, "today": "2026-11-23"}`; all but `in` may
    be left out.
    """
    try:
        return answer(data, datetime.now(UTC).date())
    except UnknownSymbologyError as unknown:
        raise unreadable(f"no such symbology: {unknown}") from None


ROUTER = Router("/api/scan", route_handlers=[scan_route], tags=["labels"])
