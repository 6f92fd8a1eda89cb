"""`/api/auth`: sign in, go on, sign out, who am I, and the first admin."""

from __future__ import annotations

from litestar import Response, Router, get, post
from litestar.params import JSONBody

from backend.api.auth import gate
from backend.api.auth.cookies import AnyRequest, answer, cookie, token_of
from backend.api.auth.frames import DoneFrame, MeFrame, RefreshFrame, SessionFrame, SetUpFrame, SignInFrame, me
from backend.api.auth.set_up import set_up
from backend.api.auth.sign_in import go_on, sign_in
from backend.api.errors import Problem
from backend.api.origin import check_origin
from backend.api.parts import parts_of, signed_in

HEADER = "x-tote"


def _from_own_page(request: AnyRequest) -> None:
    """Requests that act by a cookie: the header and the origin show that a page of ours sent them."""
    if request.headers.get(HEADER) != "1":
        raise Problem(403, "no_header", ("add_header",), header="X-Tote: 1")
    check_origin(request)


@post("/sign-in", opt=gate.PUBLIC, status_code=200)
async def sign_in_route(request: AnyRequest, data: JSONBody[SignInFrame]) -> Response[SessionFrame]:
    """Open a session with login and password. The refresh token comes as an HttpOnly cookie."""
    return answer(request, await sign_in(parts_of(request), data))


@post("/refresh", opt=gate.PUBLIC, status_code=200)
async def refresh_route(request: AnyRequest, data: JSONBody[RefreshFrame]) -> Response[SessionFrame]:
    """Renew the session of the cookie. Needs the header `X-Tote: 1` and an Origin of ours.

    A device with a key sends a proof over the nonce that came with its session; `need_proof` tells the nonce again. A
    device that was cloned may go on under the id that the server gave it.
    """
    _from_own_page(request)
    return answer(request, await go_on(parts_of(request), data, token_of(request)))


@post("/sign-out", opt=gate.SIGNED_IN, status_code=200)
async def sign_out_route(request: AnyRequest) -> Response[DoneFrame]:
    """End this session at once: its tokens and its sockets. What the device has not sent yet stays on it."""
    await parts_of(request).sessions.end(signed_in(request).sid, "signed_out")
    return Response(DoneFrame(), cookies=[cookie(request, "", 0)])


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
