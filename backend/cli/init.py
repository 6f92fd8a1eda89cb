"""`tote init`."""

from __future__ import annotations

from pathlib import Path

import click

from backend.cli.common import data_option, database_option, fail, owning, reachable, settings_of


@click.command(short_help="Make a new database and the token for its first admin.")
@data_option("./tote-data")
@database_option
def command(data_dir: Path | None, database: str | None) -> None:
    """Make a new database, and print the token that makes the first admin.

    The token works once. Asked again before it was used, this prints a new one and the old one is void. There is no
    default password.
    """
    from backend.api.auth.keys import Keys
    from backend.api.auth.set_up import new_token
    from backend.store import migrate
    from backend.store.address import shown
    from backend.store.engine import writer

    settings = settings_of(data_dir=data_dir, database=database)
    with owning(settings, "tote init"), reachable(settings):
        migrate.upgrade(settings.database)
        assert Keys(settings.keys_dir).kid  # made here
        engine = writer(settings.database)
        with engine.connect() as connection, connection.begin():
            token = new_token(connection)
        engine.dispose()
    if token is None:
        fail(f"{shown(settings.database)} has been set up: somebody can sign in already.", "Run it:  tote serve")
    click.echo(f"The database is {shown(settings.database)}, the keys are in {settings.data_dir}. Next:\n")
    click.echo("  1. tote serve")
    click.echo("  2. In another terminal, make the first admin (a password of 12 characters or more):\n")
    click.echo("     curl http://localhost:8080/api/auth/setup -H 'content-type: application/json' \\")
    click.echo(f'       -d \'{{"token": "{token}", "login": "LOGIN", "name": "NAME", "password": "PASSWORD"}}\'')
