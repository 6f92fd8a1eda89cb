"""`tote backup`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli.common import data_option, database_option, fail, settings_of

if TYPE_CHECKING:
    from backend.settings import Settings
    from backend.sync.safe import Kept


@click.command(short_help="Copy the database while it is used; check the copy.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True, help="Make none: check the backup at PATH.")
@data_option("./tote-data")
@database_option
def command(path: Path, verify: bool, data_dir: Path | None, database: str | None) -> None:  # noqa: FBT001
    """Copy the database to PATH, a file or a folder, as it is at one moment. The server may run on.

    The copy is flushed to its disk, then opened and checked: its pages, the ledger, positions, digests. Only then do
    devices hear that they may forget the journal of what is in it.

    \b
    Exit codes: 0 the backup is good, 2 it is not.
    """  # noqa: D301  (\b keeps click from wrapping the lines below it)
    from backend.store.backup import BadBackup, name_at
    from backend.sync import safe
    from backend.sync.service import now_ms

    settings = settings_of(data_dir=data_dir, database=database)
    try:
        if verify:
            kept = safe.look(path)
        else:
            _needs_file(settings)
            target = path / name_at(now_ms()) if path.is_dir() else path
            kept = safe.make(Path(settings.database), target)
    except (BadBackup, OSError) as error:
        fail(f"No good: {error}", "The database is as it was. Is there room on the disk?  tote doctor")
    click.echo(f"{kept.path}: sound, {kept.ops:,} ops of {len(kept.heads):,} devices")
    if not verify:
        click.echo(_told(settings, kept))
    sys.exit(0)


def _needs_file(settings: Settings) -> None:
    from backend.store.address import is_server

    if is_server(settings.database):
        fail("A PostgreSQL is backed up by its own tools.", "See docs/scale.md")
    if not Path(settings.database).exists():
        fail(f"There is no database at {settings.database}.")


def _told(settings: Settings, kept: Kept) -> str:
    """Let the devices know: by the server if one runs, else at once."""
    from backend.api.upkeep import WORDS
    from backend.store import lock
    from backend.store.engine import sqlite_writer
    from backend.sync import safe

    try:
        with lock.held(settings.lock_file, "tote backup"):
            engine = sqlite_writer(Path(settings.database))
            with engine.connect() as connection, connection.begin():
                told = safe.tell(connection, kept)
            engine.dispose()
            return f"{told:,} devices may forget what it holds"
    except lock.Taken:
        safe.leave_word(settings.data_dir / WORDS, kept)
        return "The server tells the devices within seconds"
