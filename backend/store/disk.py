"""What an error of SQLite says about the disk under it, by the extended codes of https://sqlite.org/rescode.html."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

BUSY, IO_ERROR, CORRUPT, FULL, NOT_A_DATABASE = 5, 10, 11, 13, 26
ROOM_BYTES_MIN = 1024 * 1024
"""With less than this free, an I/O error is taken for want of room: files that are mapped can't say it otherwise."""


class Broken(Exception):  # noqa: N818
    """The disk has failed before: nothing more is written."""


def code_of(error: BaseException) -> int:
    """The extended result code; 0 where there is none."""
    return int(getattr(getattr(error, "orig", error), "sqlite_errorcode", 0) or 0)


def is_broken(error: BaseException, folder: Path) -> bool:
    """Whether what SQLite believes and what the disk holds may differ from now on.

    After a flush that failed, a second one may succeed though the data are lost: the system has dropped them. Only a
    new process, which reads the disk anew, can tell what is there.
    """
    code = code_of(error) & 255
    if code == IO_ERROR:
        return shutil.disk_usage(folder).free >= ROOM_BYTES_MIN
    return code in {CORRUPT, NOT_A_DATABASE}


def is_full(error: BaseException) -> bool:
    """Whether there was no room. Nothing was written; it may be tried again."""
    return code_of(error) & 255 == FULL


def is_busy(error: BaseException) -> bool:
    """Whether another process held the lock for too long."""
    return code_of(error) & 255 == BUSY


def refused(why: str) -> sa.exc.OperationalError:
    """For each write after the disk has failed."""
    return sa.exc.OperationalError("", None, Broken(why))
