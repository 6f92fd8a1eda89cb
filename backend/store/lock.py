"""One process writes to a database at a time: who holds the lock file says who it is and where it can be reached."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct


class Holder(Struct):
    """Who has the database: a process, the command it runs, and the address it serves at, if any."""

    pid: int
    command: str
    url: str = ""


class Taken(Exception):  # noqa: N818
    """Another process has the database."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(f"{holder.command} (process {holder.pid}) has the database")
        self.holder = holder


def _try(file: IO[bytes]) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: nothing is locked there
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _read(file: IO[bytes]) -> Holder:
    file.seek(0)
    try:
        return msgspec.json.decode(file.read(4096), type=Holder)
    except msgspec.MsgspecError:  # it has the lock and has not written yet
        return Holder(0, "another command")


@contextlib.contextmanager
def held(path: Path, command: str, url: str = "") -> Iterator[None]:
    """Hold the lock of a data folder. The kernel lets go of it however the process ends. Raises `Taken`."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("a+b") as file:
        if not _try(file):
            raise Taken(_read(file))
        file.truncate(0)
        file.write(msgspec.json.encode(Holder(os.getpid(), command, url)))
        file.flush()
        yield


def holder(path: Path) -> Holder | None:
    """Who has the database now, if anybody."""
    if not path.exists():
        return None
    with path.open("r+b") as file:
        return None if _try(file) else _read(file)
