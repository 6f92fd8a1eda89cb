"""Which database: a file for SQLite, or a URL such as `postgresql://user:password@host/name` for PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

Address = str | Path
_SCHEMES = ("postgresql://", "postgres://")


def is_server(address: Address) -> bool:
    """Whether it is a database server, which several processes share."""
    return isinstance(address, str) and address.startswith(_SCHEMES)


def url(address: Address) -> sa.URL:
    """The URL of a PostgreSQL, for our driver. Raises `sqlalchemy.exc.ArgumentError` where it makes no sense."""
    _, _, rest = str(address).partition("://")
    return sa.make_url(f"postgresql+psycopg://{rest}")


def shown(address: Address) -> str:
    """An address as it may be printed and logged: without the password."""
    if not is_server(address):
        return str(address)
    bare = url(address).difference_update_query(["password", "sslpassword"])
    return bare.set(drivername="postgresql").render_as_string(hide_password=True)
