"""The gate before every route. Nothing passes without a token unless the route says so, whatever the method.

A route says who may use it by its `opt`: `PUBLIC`, `HELLO` (a socket whose first message brings the token),
`SIGNED_IN`, or `right(Right.X)` held in at least one place. A route that says nothing needs a sign-in.
"""

from __future__ import annotations

from typing import Any

from litestar.types import ASGIApp, Receive, Scope, Send

from backend.api.auth.devices import checked
from backend.api.auth.sessions import SignedIn
from backend.api.auth.tokens import BadToken, ExpiredToken, verify
from backend.api.errors import Problem
from backend.api.parts import Parts
from backend.domain.people.roles import ROLES, Right

PUBLIC: dict[str, Any] = {"access": "public"}
HELLO: dict[str, Any] = {"access": "hello"}
SIGNED_IN: dict[str, Any] = {"access": "signed_in"}


def right(name: Right) -> dict[str, Any]:
    """For routes that need a right; where it must be held is for the route to ask."""
    return {"access": name}


def access_of(opt: dict[str, Any]) -> str:
    """What a route asks for."""
    return str(opt.get("access", "signed_in"))


async def who(parts: Parts, token: str) -> tuple[SignedIn, int]:
    """The session behind a token, and when the token runs out (UTC seconds). Raises a 401."""
    try:
        claims = verify(parts.keys, token, parts.clock() // 1000)
    except ExpiredToken:
        raise Problem(401, "token_expired", ("refresh",)) from None
    except BadToken:
        raise Problem(401, "bad_token", ("sign_in",)) from None
    found = await parts.sessions.look(claims.sid)
    if found is None or found.person != claims.sub or found.device != claims.did:
        await checked(parts, claims.did)
        raise Problem(401, "signed_out", ("sign_in",))
    return found, claims.exp


def _token(scope: Scope) -> str:
    values = [value for name, value in scope["headers"] if name == b"authorization"]
    scheme, _, token = values[0].decode("latin-1").partition(" ") if len(values) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not token:
        raise Problem(401, "no_token", ("sign_in",))
    return token.strip()


def gate(app: ASGIApp) -> ASGIApp:
    """ASGI middleware for all routes, HTTP and sockets."""

    async def check(scope: Scope, receive: Receive, send: Send) -> None:
        access = access_of(scope["route_handler"].opt)
        if access not in {"public", "hello"}:
            found, _ = await who(scope["litestar_app"].state.parts, _token(scope))
            if access != "signed_in" and not any(access in ROLES[held.role].rights for held in found.roles):
                raise Problem(403, "no_right", ("ask_lead",), right=access)
            scope["user"] = found
        await app(scope, receive, send)

    return check
