"""What commands share: options, settings, and how they end."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from backend.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])
OK, SOME, FAILED = 0, 1, 2
"""Exit codes: all is well; done, with something to look at; not done."""


def fail(message: str, *ways_on: str) -> NoReturn:
    """End with what is wrong and what to do."""
    click.echo(click.style(message, fg="red"), err=True)
    for way in ways_on:
        click.echo(f"  {way}", err=True)
    sys.exit(FAILED)


def data_option(default: str) -> Callable[[F], F]:
    """`--data DIR`."""
    text = f"Folder of the database and the keys.  [default: {default}]"
    return click.option("--data", "data_dir", type=click.Path(path_type=Path, file_okay=False), help=text)


def database_option(command: F) -> F:
    """`--database`."""
    text = "A file, or postgresql://user:password@host/name; better in TOTE_DATABASE, where nobody reads the password."
    return click.option("--database", metavar="URL", help=f"{text}  [default: tote.db in the data folder]")(command)


def place_options(command: F) -> F:
    """`--host` and `--port`."""
    command = click.option(
        "--port", type=click.IntRange(0, 65535), help="TCP port; 0 takes a free one.  [default: 8080]"
    )(command)
    return click.option("--host", help="Address to listen on.  [default: 127.0.0.1, this machine only]")(command)


def server_options(command: F) -> F:
    """`--server` and `--login`, of commands that speak to a server that runs."""
    who = "Who you are; the password is asked for, or taken from TOTE_PASSWORD."
    command = click.option("--login", help=who)(command)
    where = click.option("--server", default="http://127.0.0.1:8080", show_default=True, help="Where Tote runs.")
    return where(command)


def settings_of(**options: object) -> Settings:
    """Settings from the environment and the options that were given; ends the command where they make no sense."""
    from backend import settings

    try:
        return settings.load(None, **options)
    except settings.SettingsError as error:
        fail(str(error))


@contextlib.contextmanager
def owning(settings: Settings, command: str, url: str = "") -> Iterator[None]:
    """Hold the database; ends the command where another process has it. A PostgreSQL is shared: nobody holds it."""
    from backend.store import lock
    from backend.store.address import is_server

    if is_server(settings.database):
        yield
        return
    try:
        with lock.held(settings.lock_file, command, url):
            yield
    except lock.Taken as taken:
        who = taken.holder
        ways = [f"It serves at {who.url}."] if who.url else []
        if command == "tote import" and who.url:
            ways = [f"Send the file through it:  tote import FILE --server {who.url} --login YOU"]
        fail(f"{who.command} (process {who.pid}) is using {settings.data_dir}.", *ways)


def migrated(settings: Settings) -> None:
    """End the command unless the database is there and has the tables of this version."""
    from backend.store import migrate
    from backend.store.address import is_server, shown
    from backend.store.engine import writer

    if not is_server(settings.database) and not Path(settings.database).exists():
        fail(
            f"There is no database at {settings.database}.", "Make one:  tote init", "Or look around first:  tote demo"
        )
    with reachable(settings):
        engine = writer(settings.database)
        with engine.connect() as connection:
            at = migrate.current(connection)
        engine.dispose()
    if not at:
        fail(f"There are no tables in {shown(settings.database)}.", "Make them:  tote init")
    if at != migrate.head():
        fail(f"The tables in {shown(settings.database)} are of another version.", "Bring them up:  tote migrate")


def sound(settings: Settings) -> None:
    """End the command where the file of the database is damaged: to write on would make it worse."""
    from backend.store import backup
    from backend.store.address import is_server

    if is_server(settings.database) or not Path(settings.database).exists():
        return
    try:
        backup.check(Path(settings.database), quick=True)
    except backup.BadBackup as bad:
        fail(
            f"The database is damaged: {bad}",
            "Bring back a backup:  tote restore BACKUP",
            "What is there:  tote doctor",
        )


@contextlib.contextmanager
def reachable(settings: Settings) -> Iterator[None]:
    """End the command where the database does not let itself be used; says why, and never with what password."""
    import sqlalchemy as sa

    from backend.store.address import is_server, shown

    try:
        yield
    except (sa.exc.OperationalError, sa.exc.ArgumentError, ImportError) as error:
        if not is_server(settings.database):
            raise
        why = str(error.orig).splitlines()[0] if isinstance(error, sa.exc.OperationalError) else type(error).__name__
        fail(f"{shown(settings.database)} can't be used: {why}", "Check TOTE_DATABASE, and that PostgreSQL runs")
