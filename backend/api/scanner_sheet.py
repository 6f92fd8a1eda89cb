"""`GET /api/labels/scanner-check.pdf`: the test codes of the scanner check on paper."""

from __future__ import annotations

import asyncio

from litestar import Response, Router, get

from backend.api.auth import gate
from backend.scanning.labels.scanner_sheet import scanner_sheet


@get("/", opt=gate.SIGNED_IN)
async def scanner_sheet_route() -> Response[bytes]:
    """The sheet, in both languages. It is the same for everybody."""
    made = await asyncio.to_thread(scanner_sheet)
    return Response(
        made,
        media_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="scanner-check.pdf"'},
    )


ROUTER = Router("/api/labels/scanner-check.pdf", route_handlers=[scanner_sheet_route], tags=["labels"])
