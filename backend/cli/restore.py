"""`tote restore`."""

from __future__ import annotations

from pathlib import Path

import click

from backend.cli.common import data_option, database_option, fail, owning, settings_of


@click.command(short_help="Put a backup back.")
@click.argument("backup", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@data_option("./tote-data")
@database_option
def command(backup: Path, data_dir: Path | None, database: str | None) -> None:
    """Make the database what BACKUP holds. The server must not be running.

    The backup is checked first. What was there is moved aside, not deleted. Devices are told that the server went
    back in time: they send again what the backup does not hold, so nothing is lost that any of them still has.
    """
    from backend.store import backup as backups
    from backend.store import migrate
    from backend.store.address import is_server
    from backend.store.engine import sqlite_writer
    from backend.sync import epochs, safe
    from backend.sync.service import now_ms

    settings = settings_of(data_dir=data_dir, database=database)
    if is_server(settings.database):
        fail("A PostgreSQL is restored by its own tools.", "See docs/scale.md")
    with owning(settings, "tote restore"):
        try:
            kept = safe.look(backup)
            aside = backups.put_back(backup, Path(settings.database))
        except (backups.BadBackup, OSError) as error:
            fail(f"Nothing was changed: {error}", "Try an older backup")
        migrate.upgrade(settings.database)
        engine = sqlite_writer(Path(settings.database))
        with engine.connect() as connection, connection.begin():
            epochs.open_next(connection, kept.epoch, now_ms(), "restored from a backup")
        engine.dispose()
    click.echo(f"{settings.database} is what {backup} holds: {kept.ops:,} ops of {len(kept.heads):,} devices")
    if aside is not None:
        click.echo(f"What was there is in {aside}")
    click.echo("Next:  tote serve")
