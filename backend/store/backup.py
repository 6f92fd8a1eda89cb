"""Copies of an SQLite file while it is written to, checked, and put back."""

from __future__ import annotations

import os
import re
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from backend.store.driver import sqlite

_NAME = re.compile(r"tote-\d{8}T\d{6}Z\.db")


class BadBackup(Exception):  # noqa: N818
    """A file that is no sound database; the text says what is wrong."""


def name_at(now_ms: int) -> str:
    """The name of a backup that is made now: sorts by time."""
    return datetime.fromtimestamp(now_ms / 1000, UTC).strftime("tote-%Y%m%dT%H%M%SZ.db")


def listed(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first."""
    return sorted(p for p in folder.glob("tote-*.db") if _NAME.fullmatch(p.name)) if folder.is_dir() else []


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep`; returns what is gone."""
    gone = listed(folder)[: -max(1, keep)]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def copy(database: Path, target: Path) -> None:
    """Copy a database as it is at one moment, beside a server or without one; on disk when this returns.

    Reads one snapshot to its end and blocks no writer. `target` is whole or not there at all, never half.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    source = sqlite.connect(f"file:{database}?mode=ro", uri=True, timeout=10)
    try:
        into = sqlite.connect(part)
        try:
            source.backup(into, pages=-1)
            into.execute("PRAGMA journal_mode=DELETE")
        finally:
            into.close()
    finally:
        source.close()
    flush(part)
    part.replace(target)
    flush(target.parent)


def flush(path: Path) -> None:
    """Ask the disk to keep a file, or the names in a folder."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check(path: Path, *, quick: bool = False) -> None:
    """Raise `BadBackup` unless every page of a database is sound and no row has lost its parent."""
    try:
        connection = sqlite.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        try:
            rows = connection.execute("PRAGMA quick_check(3)" if quick else "PRAGMA integrity_check(3)").fetchall()
            orphans = [] if quick else connection.execute("PRAGMA foreign_key_check").fetchall()
        finally:
            connection.close()
    except sqlite.Error as error:
        raise BadBackup(f"{path}: {error}") from None
    wrong = [str(row[0]) for row in rows if row[0] != "ok"] + ["rows without their parent"] * bool(orphans)
    if wrong:
        raise BadBackup(f"{path}: {'; '.join(wrong)}")


def put_back(backup: Path, database: Path) -> Path | None:
    """Make a database what a backup holds. What was there is moved aside, whole; returns where it is now.

    No process may have it open. At each moment either the old or the new one is in its place.
    """
    fresh = database.with_name(database.name + ".restored")
    shutil.copyfile(backup, fresh)
    flush(fresh)
    check(fresh)
    aside = None
    if database.exists():
        aside = database.with_name(f"{database.name}.before-{time.strftime('%Y%m%dT%H%M%S')}")
        _merge(database)
        os.link(database, aside)
    for tail in ("-wal", "-shm"):
        database.with_name(database.name + tail).unlink(missing_ok=True)
    fresh.replace(database)
    flush(database.parent)
    return aside


def _merge(database: Path) -> None:
    """Move the write-ahead log into its file, so that the file alone is the database. A broken one stays as it is."""
    try:
        connection = sqlite.connect(database, timeout=10)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()
    except sqlite.Error:
        for tail in ("-wal",):
            log = database.with_name(database.name + tail)
            if log.exists():
                shutil.copyfile(log, log.with_name(log.name + ".before-restore"))
