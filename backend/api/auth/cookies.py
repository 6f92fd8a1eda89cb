"""The cookie that holds the refresh token: for this host, for no script, for no other site."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from backend.api.auth.frames import SessionFrame
from backend.api.auth.sign_in import Opened
from backend.api.origin import secure
from backend.api.parts import parts_of

AnyRequest = Request[Any, Any, Any]


def cookie(request: AnyRequest, value: str, max_age_s: int) -> Cookie:
    """The refresh cookie. The prefix `__Host-` asks browsers for https and the path `/`."""
    safe = secure(request)
    return Cookie(
        key="__Host-rt" if safe else "rt", value=value, path="/" if safe else "/api/auth", max_age=max_age_s,
        httponly=True, secure=safe, samesite="strict",
    )  # fmt: skip


def token_of(request: AnyRequest) -> str:
    """The refresh token that came with a request; empty if none did."""
    return request.cookies.get("__Host-rt" if secure(request) else "rt", "")[:200]


def answer(request: AnyRequest, opened: Opened) -> Response[SessionFrame]:
    """A session, and its cookie."""
    frame, rotated = opened
    max_age_s = max(0, (rotated.expires_at - parts_of(request).clock()) // 1000)
    return Response(frame, cookies=[cookie(request, rotated.token, max_age_s)], headers={"cache-control": "no-store"})
