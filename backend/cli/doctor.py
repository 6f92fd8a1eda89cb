"""`tote doctor`."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from backend.cli.common import FAILED, SOME, data_option, database_option, place_options, settings_of

if TYPE_CHECKING:
    from backend.settings import Settings

QUICK_CHECK_FROM_BYTES = 1_000_000_000
LOG_MB_MAX = 64
_MB = 1_000_000


class Found(NamedTuple):
    """One check: `good`, `odd` (it runs) or `bad` (it does not), what was seen, and what to do."""

    state: str
    about: str
    seen: str
    cure: str = ""


@click.command(short_help="Check everything; say what to do.")
@data_option("./tote-data")
@database_option
@place_options
def command(data_dir: Path | None, database: str | None, host: str | None, port: int | None) -> None:
    """Look at everything that Tote needs, and say what to do about what is wrong.

    Changes nothing, and may run beside a server.

    \b
    Exit codes: 0 all is well, 1 something is odd, 2 something is broken.
    """  # noqa: D301  (\b keeps click from wrapping the lines below it)
    settings = settings_of(data_dir=data_dir, database=database, host=host, port=port)
    worst = 0
    for check in CHECKS:
        for found in check(settings):
            mark, colour, exit_code = {
                "good": ("✓", "green", 0),
                "odd": ("!", "yellow", SOME),
                "bad": ("✗", "red", FAILED),
            }[found.state]
            worst = max(worst, exit_code)
            click.echo(f"{click.style(mark, fg=colour)} {found.about}: {found.seen}")
            if found.cure:
                click.echo(f"    {found.cure}")
    sys.exit(worst)


def _versions(_settings: Settings) -> Iterator[Found]:
    from backend.store.driver import LEAST, sqlite

    yield Found("good", "Python", sys.version.split()[0])
    least = ".".join(map(str, LEAST))
    if sqlite.sqlite_version_info >= LEAST:
        yield Found("good", "SQLite", sqlite.sqlite_version)
    else:
        cure = f"Let no other program write the database: before {least} two writers can corrupt it"
        yield Found("odd", "SQLite", sqlite.sqlite_version, cure)


def _folder(settings: Settings) -> Iterator[Found]:
    folder = settings.data_dir
    if not folder.is_dir():
        yield Found("bad", "data folder", f"{folder} is not there", "Make one: tote init. Or name another: --data DIR")
        return
    if not os.access(folder, os.W_OK):
        yield Found(
            "bad",
            "data folder",
            f"{folder} can't be written",
            f"Give yourself the right: chown {getpass.getuser()} {folder}",
        )
    free_mb = shutil.disk_usage(folder).free // _MB
    least = settings.disk_free_mb_min
    cure = "" if free_mb >= least else f"Free some: Tote wants {least} MB at least"
    yield Found("good" if free_mb >= least else "bad", "disk", f"{free_mb:,} MB free", cure)


def _database(settings: Settings) -> Iterator[Found]:
    from backend.store.address import is_server

    yield from _postgres(settings) if is_server(settings.database) else _sqlite(settings)


def _postgres(settings: Settings) -> Iterator[Found]:
    import sqlalchemy as sa

    from backend.store import migrate
    from backend.store.address import shown
    from backend.store.engine import writer

    about = shown(settings.database)
    try:
        engine = writer(settings.database)
        with engine.connect() as connection:
            names = ("server_version", "fsync", "synchronous_commit", "full_page_writes")
            at = {name: str(connection.scalar(sa.select(sa.func.current_setting(name)))) for name in names}
            current = migrate.current(connection) or "none"
        engine.dispose()
    except (sa.exc.OperationalError, sa.exc.ArgumentError, ImportError) as error:
        why = str(error.orig).splitlines()[0] if isinstance(error, sa.exc.OperationalError) else type(error).__name__
        yield Found("bad", "database", f"{about} can't be used: {why}", "Check TOTE_DATABASE, and that PostgreSQL runs")
        return
    off = [name for name in names[1:] if at[name] == "off"]
    cure = f"Set {' and '.join(off)} to on: what was acknowledged is lost with the power otherwise" if off else ""
    yield Found("bad" if off else "good", "database", f"{about}, PostgreSQL {at['server_version']}", cure)
    same = current == migrate.head()
    yield Found("good" if same else "bad", "tables", f"version {current}", "" if same else "tote migrate")


def _sqlite(settings: Settings) -> Iterator[Found]:
    from backend.store import migrate
    from backend.store.driver import sqlite

    path = Path(settings.database)
    if not path.exists():
        yield Found("bad", "database", f"{path} is not there", "Make it: tote init")
        return
    try:
        connection = sqlite.connect(f"file:{path}?mode=ro", uri=True, timeout=2)
        whole = path.stat().st_size < QUICK_CHECK_FROM_BYTES
        checked = connection.execute("PRAGMA integrity_check(5)" if whole else "PRAGMA quick_check(5)").fetchall()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        at = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        connection.close()
    except sqlite.Error as error:
        yield Found("bad", "database", f"can't be read: {error}", "Stop the server and bring back a backup")
        return
    wrong = [str(row[0]) for row in checked if row[0] != "ok"] + [f"{len(orphans)} rows without their parent"] * bool(
        orphans
    )
    yield Found(
        "bad" if wrong else "good",
        "database",
        "; ".join(wrong) or f"{path}, sound",
        "Bring back a backup" * bool(wrong),
    )
    current = at[0][0] if at else "none"
    same = current == migrate.head()
    yield Found("good" if same else "bad", "tables", f"version {current}", "" if same else "tote migrate")


def _log(settings: Settings) -> Iterator[Found]:
    """The write-ahead log: a large one is held open by a reader, or by nobody who empties it."""
    from backend.store.address import is_server

    path = Path(f"{settings.database}-wal")
    if is_server(settings.database) or not path.exists():
        return
    size_mb = path.stat().st_size / _MB
    cure = "Start the server, or end what reads the file for so long" if size_mb > LOG_MB_MAX else ""
    yield Found("odd" if cure else "good", "write-ahead log", f"{size_mb:,.1f} MB", cure)


def _backups(settings: Settings) -> Iterator[Found]:
    from backend.store import backup
    from backend.store.address import is_server

    if is_server(settings.database):
        return
    folder = settings.backup_dir
    if folder is None:
        cure = "Let the server make them: TOTE_BACKUP_DIR=/another/disk. Or by hand: tote backup FOLDER"
        yield Found("good", "backups", "none are made by the server", cure)
        return
    found = backup.listed(folder)
    if not found:
        yield Found("odd", "backups", f"none in {folder} yet", "Start the server, or: tote backup " + str(folder))
        return
    age_s = time.time() - found[-1].stat().st_mtime
    late = age_s > 3 * settings.backup_every_s
    seen = f"{len(found)} in {folder}, the newest {age_s / 60:,.0f} minutes old"
    yield Found("odd" if late else "good", "backups", seen, "Does the server run? Is its disk full?" if late else "")


def _printers(settings: Settings) -> Iterator[Found]:
    """What the server saw last of the printers that are in use. Nothing is asked here: a printer takes one caller."""
    import sqlalchemy as sa

    from backend.domain.label.rows import Printer
    from backend.domain.label.trouble import TROUBLES
    from backend.store import rows as stored
    from backend.store.engine import checker
    from backend.store.tables import TABLES

    try:
        engine = checker(settings.database)
        with engine.connect() as connection:
            found = stored.load_all(connection, Printer, TABLES[Printer].c.active)
        engine.dispose()
    except (sa.exc.SQLAlchemyError, ImportError):
        return  # what is wrong with the database is told above
    off = [printer for printer in found if printer.state not in {"ready", "unknown"}]
    for printer in off:
        yield Found("odd", f"printer {printer.name}", f"{printer.host}: {printer.state}", TROUBLES[printer.why][0])
    if found:
        yield Found("good", "printers", f"{len(found) - len(off)} of {len(found)} can print, as far as is known")


def _keys(settings: Settings) -> Iterator[Found]:
    for path in sorted(settings.keys_dir.glob("*")):
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Found("bad", "keys", f"others can read {path}", f"chmod 600 {path}")
            return
    if settings.keys_dir.is_dir():
        yield Found("good", "keys", "only their owner can read them")


def _pages(_settings: Settings) -> Iterator[Found]:
    from backend.settings import pwa_dir

    found = pwa_dir()
    if found is None:
        yield Found("bad", "pages", "the PWA is not built", "In a checkout: python3 dev.py setup")
    else:
        yield Found("good", "pages", str(found))


def _server(settings: Settings) -> Iterator[Found]:
    from backend.store import lock

    who = lock.holder(settings.lock_file)
    if who is not None:
        yield Found("good", "server", f"{who.command} runs (process {who.pid}){f' at {who.url}' if who.url else ''}")
        return
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            cure = "Take another with --port, or end what has it"
            yield Found("odd", "port", f"{settings.port} on {settings.host}: {error.strerror}", cure)
            return
    yield Found("good", "port", f"{settings.port} on {settings.host} is free; no server runs on this folder")


def _reach(settings: Settings) -> Iterator[Found]:
    local = settings.host in {"127.0.0.1", "::1", "localhost"}
    https = any(origin.startswith("https://") for origin in settings.origins)
    if not local and not https:
        cure = "Put a proxy with https before it and set TOTE_ORIGINS: browsers work offline on https pages only"
        yield Found("odd", "https", f"it would listen on {settings.host} without it", cure)


CHECKS: tuple[Callable[[Settings], Iterator[Found]], ...] = (
    _versions,
    _folder,
    _database,
    _log,
    _backups,
    _printers,
    _keys,
    _pages,
    _server,
    _reach,
)
