"""Bringing a database to the tables of this code: all steps in one transaction, so that a kill leaves old or new.

The steps are the same for SQLite and PostgreSQL. Of several processes that start at once on a PostgreSQL one does the
work and the others wait for it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend.settings import migrations_dir
from backend.store.address import Address, is_server
from backend.store.engine import writer
from backend.store.tables import METADATA

_LOCK = 0x746F7465_6D696772
"""The advisory lock of who migrates: "totemigr" in ASCII."""


def _config(connection: sa.Connection | None = None) -> Any:
    from alembic.config import Config  # late: a server that starts on a migrated database never needs it

    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@cache
def head() -> str:
    """The newest step of this code."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(connection: sa.Connection) -> str:
    """The step that a database is at; empty for one without tables."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(sa.text("SELECT version_num FROM alembic_version")) or ""


def upgrade(address: Address) -> bool:
    """Bring a database to `head()`; a file is made if need be. Returns whether anything was done.

    No server may be running on a file. On a PostgreSQL of an older version none should: it would not know the tables.
    """
    from alembic import command

    if not is_server(address):
        Path(address).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = writer(address)
    try:
        with engine.connect() as connection, connection.begin():
            _wait_for_others(connection)
            if current(connection) == head():
                return False
            command.upgrade(_config(connection), "head")
            return True
    finally:
        engine.dispose()


def _wait_for_others(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.set_config("lock_timeout", "0", True)))
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def drift(connection: sa.Connection) -> list[Any]:
    """What differs between a database and `METADATA`; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))
