"""`tote serve`."""

from __future__ import annotations

from pathlib import Path

import click

from backend.cli.common import data_option, database_option, migrated, owning, place_options, settings_of, sound


@click.command(short_help="Run the server.")
@data_option("./tote-data")
@database_option
@place_options
def command(data_dir: Path | None, database: str | None, host: str | None, port: int | None) -> None:
    """Run the server, until Ctrl-C.

    Answers /healthz (the process lives) and /readyz (the database answers, is up to date, and has room). Put a proxy
    with https before it for phones: browsers give camera and offline work to https pages and to localhost only.

    Over a PostgreSQL any number of servers may run, each with the same data folder or a copy of its keys.
    """
    from backend.cli import serving

    settings = settings_of(data_dir=data_dir, database=database, host=host, port=port)
    sound(settings)
    migrated(settings)
    taken = serving.listener(settings)
    url = serving.address(taken)
    with owning(settings, "tote serve", url):
        serving.serve(settings, taken, lambda: click.echo(f"Tote is at {url}  (data in {settings.data_dir})"))
