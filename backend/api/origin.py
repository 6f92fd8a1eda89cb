"""Where a browser request comes from: only our own pages may use the refresh cookie or open a socket (RFC 6454)."""

from __future__ import annotations

from backend.api.errors import Problem
from backend.api.parts import Connection, parts_of

_HTTP = {"ws": "http", "wss": "https"}


def scheme(connection: Connection) -> str:
    """Http or https, as the browser saw it."""
    given = connection.scope["scheme"]
    return _HTTP.get(given, given)


def check_origin(connection: Connection) -> None:
    """Refuse a request whose `Origin` is not exactly an allowed one. Raises a 403."""
    allowed = parts_of(connection).settings.origins or (f"{scheme(connection)}://{connection.headers.get('host', '')}",)
    origins = connection.headers.getall("origin", [])
    if len(origins) != 1 or origins[0] not in allowed:
        raise Problem(403, "bad_origin", ("open_own_page",), origin=", ".join(origins)[:200])


def secure(connection: Connection) -> bool:
    """Whether cookies are for https only."""
    wanted = parts_of(connection).settings.secure_cookies
    return scheme(connection) == "https" if wanted is None else wanted
