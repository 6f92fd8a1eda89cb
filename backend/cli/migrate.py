"""`tote migrate`."""

from __future__ import annotations

from pathlib import Path

import click

from backend.cli.common import data_option, database_option, owning, reachable, settings_of


@click.command(short_help="Bring the database up to date.")
@data_option("./tote-data")
@database_option
def command(data_dir: Path | None, database: str | None) -> None:
    """Bring the database to the tables of this version.

    All in one transaction: if it is cut off, the database is as it was. The server must not be running.
    """
    from backend.store import migrate
    from backend.store.address import shown

    settings = settings_of(data_dir=data_dir, database=database)
    with owning(settings, "tote migrate"), reachable(settings):
        done = migrate.upgrade(settings.database)
    click.echo(f"{shown(settings.database)}: {'brought to' if done else 'was at'} version {migrate.head()}")
