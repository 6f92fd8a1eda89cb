"""`/api/auth`: sign in, go on, sign out, who am I, and the first admin."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody

from backend.api.auth import gate, refresh
from backend.api.auth.frames import DoneFrame, MeFrame, RefreshFrame, SessionFrame, SetUpFrame, SignInFrame, me
from backend.api.auth.set_up import set_up
from backend.api.auth.sign_in import go_on, sign_in
from backend.api.errors import Problem
from backend.api.origin import check_origin, secure
from backend.api.parts import parts_of, signed_in

AnyRequest = Request[Any, Any, Any]
HEADER = "x-tote"


def _cookie(request: AnyRequest, value: str, max_age_s: int) -> Cookie:
    """The refresh cookie. The prefix `__Host-` asks browsers for https and the path `/`."""
    safe = secure(request)
    return Cookie(
        key="__Host-rt" if safe else "rt", value=value, path="/" if safe else "/api/auth", max_age=max_age_s,
        httponly=True, secure=safe, samesite="strict",
    )  # fmt: skip


def _token(request: AnyRequest) -> str:
    return request.cookies.get("__Host-rt" if secure(request) else "rt", "")[:200]


def _from_own_page(request: AnyRequest) -> None:
    """Requests that act by a cookie: the header and the origin show that a page of ours sent them."""
    if request.headers.get(HEADER) != "1":
        raise Problem(403, "no_header", ("add_header",), header="X-Tote: 1")
    check_origin(request)


def _answer(request: AnyRequest, opened: tuple[SessionFrame, refresh.Rotated]) -> Response[SessionFrame]:
    frame, rotated = opened
    max_age_s = max(0, (rotated.expires_at - parts_of(request).clock()) // 1000)
    return Response(frame, cookies=[_cookie(request, rotated.token, max_age_s)], headers={"cache-control": "no-store"})


@post("/sign-in", opt=gate.PUBLIC, status_code=200)
async def sign_in_route(request: AnyRequest, data: JSONBody[SignInFrame]) -> Response[SessionFrame]:
    """Open a session with login and password. The refresh token comes as an HttpOnly cookie."""
    return _answer(request, await sign_in(parts_of(request), data))


@post("/refresh", opt=gate.PUBLIC, status_code=200)
async def refresh_route(request: AnyRequest, data: JSONBody[RefreshFrame]) -> Response[SessionFrame]:
    """Renew the session of the cookie. Needs the header `X-Tote: 1` and an Origin of ours."""
    _from_own_page(request)
    token = _token(request)
    if not token:
        raise Problem(401, "no_refresh", ("sign_in",))
    return _answer(request, await go_on(parts_of(request), token, data.device))


@post("/sign-out", opt=gate.SIGNED_IN, status_code=200)
async def sign_out_route(request: AnyRequest) -> Response[DoneFrame]:
    """End this session at once: its tokens and its sockets. What the device has not sent yet stays on it."""
    await parts_of(request).sessions.end(signed_in(request).sid, "signed_out")
    return Response(DoneFrame(), cookies=[_cookie(request, "", 0)])


@get("/me", opt=gate.SIGNED_IN)
async def me_route(request: AnyRequest) -> MeFrame:
    """Who is signed in here, with the roles of this moment."""
    return me(signed_in(request))


@post("/setup", opt=gate.PUBLIC, status_code=201)
async def set_up_route(request: AnyRequest, data: JSONBody[SetUpFrame]) -> DoneFrame:
    """Make the first admin with the token that `tote init` printed. Works once."""
    await set_up(parts_of(request), data)
    return DoneFrame()


ROUTER = Router(
    "/api/auth", route_handlers=[sign_in_route, refresh_route, sign_out_route, me_route, set_up_route], tags=["auth"]
)
