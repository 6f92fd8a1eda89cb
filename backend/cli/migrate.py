"""`tote migrate`."""

from __future__ import annotations

from pathlib import Path

import click

from backend.cli.common import data_option, owning, settings_of


@click.command(short_help="Bring the database up to date.")
@data_option("./tote-data")
def command(data_dir: Path | None) -> None:
    """Bring the database to the tables of this version.

    All in one transaction: if it is cut off, the database is as it was. The server must not be running.
    """
    from backend.store import migrate

    settings = settings_of(data_dir=data_dir)
    with owning(settings, "tote migrate"):
        done = migrate.upgrade(settings.database)
    click.echo(f"{settings.database}: {'brought to' if done else 'was at'} version {migrate.head()}")
