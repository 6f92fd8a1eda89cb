"""R18: killed at each statement of the migrations, a database is as it was or as it should be, never between."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from backend.store import engine as store_engine
from backend.store import migrate
from backend.store.address import Address
from backend.store.driver import sqlite
from tests.faults import engine
from tests.faults.conftest import LONG


def _upgrade(path: str, kill_at: int, *, torn: bool) -> None:
    """Upgrade, and die before statement `kill_at`. `torn` plants the fault: each statement commits by itself."""
    if torn:
        real = store_engine.writer

        def careless(at: Address) -> sa.Engine:
            made = real(at)
            event.listen(made, "begin", lambda connection: connection.exec_driver_sql("COMMIT"))
            return made

        migrate.writer = careless  # type: ignore[attr-defined]
    count = 0

    @event.listens_for(sa.Engine, "before_cursor_execute")
    def _count(*_: object) -> None:
        nonlocal count
        count += 1
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    migrate.upgrade(Path(path))
    Path(path + ".count").write_text(str(count))


def upgrade(path: Path, kill_at: int = 0, *, torn: bool = False) -> int | None:
    process = engine.context().Process(target=_upgrade, args=(str(path), kill_at), kwargs={"torn": torn})
    process.start()
    process.join(60)
    return process.exitcode


def between(path: Path) -> list[str]:
    """What of a database is neither as before nor as after."""
    raw = sqlite.connect(path)
    found = [row[0] for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
    raw.close()
    if found or not tables:
        return found
    made = store_engine.sqlite_writer(path)
    with made.connect() as connection:
        at = migrate.current(connection)
        found = [] if at == migrate.head() and not migrate.drift(connection) else [f"at {at!r}: {len(tables)} tables"]
    made.dispose()
    return found


def _points(statements: int) -> Iterator[int]:
    """All statements in a long run; else the first, the last, and some between."""
    return iter(range(1, statements + 1) if LONG else sorted({1, 2, *range(9, statements, 17), statements}))


@pytest.fixture
def statements(tmp_path: Path) -> int:
    whole = tmp_path / "whole.db"
    assert upgrade(whole) == 0
    assert not between(whole)
    return int(Path(f"{whole}.count").read_text())


def test_a_migration_that_is_killed_leaves_old_or_new(tmp_path: Path, statements: int) -> None:
    assert statements > 20
    for k in _points(statements):
        path = tmp_path / f"{k}.db"
        assert upgrade(path, k) == -signal.SIGKILL
        assert not between(path), k
        assert upgrade(path) == 0, "and the next one goes through"
        assert not between(path), k


def test_a_migration_outside_a_transaction_is_found_out(tmp_path: Path, statements: int) -> None:
    path = tmp_path / "torn.db"
    assert upgrade(path, statements // 2, torn=True) == -signal.SIGKILL
    assert between(path)
