"""Bringing a database to the tables of this code: all steps in one transaction, so that a kill leaves old or new."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from backend.settings import migrations_dir
from backend.store.engine import sqlite_writer
from backend.store.tables import METADATA


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


def upgrade(path: Path) -> bool:
    """Make the file if need be, bring it to `head()`. Returns whether anything was done. No server may be running."""
    from alembic import command

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = sqlite_writer(path)
    try:
        with engine.connect() as connection, connection.begin():
            if current(connection) == head():
                return False
            command.upgrade(_config(connection), "head")
            return True
    finally:
        engine.dispose()


def drift(connection: sa.Connection) -> list[Any]:
    """What differs between a database and `METADATA`; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, METADATA))
