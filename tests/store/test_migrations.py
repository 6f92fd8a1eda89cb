"""An upgraded database and the code's tables are the same; a kill in between leaves the old or the new."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from backend.settings import migrations_dir
from backend.store import migrate
from backend.store.engine import sqlite_writer
from backend.store.tables import METADATA


def schema(path: Path) -> dict[str, str]:
    """Each table and index as SQLite wrote it down, without blanks and in one order of columns and constraints."""
    query = sa.text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'")
    engine = sqlite_writer(path)
    with engine.connect() as connection:
        found = {name: str(sql) for name, sql in connection.execute(query)}
    engine.dispose()
    return {name: sorted_parts(sql) for name, sql in found.items()}


def sorted_parts(sql: str) -> str:
    sql = re.sub(r",\s*(?=\w+ (?:TEXT|BIGINT|BOOLEAN)\b)", ",\n", sql)  # a column that was added later
    lines = [re.sub(r"\s+", " ", line).strip().rstrip(",") for line in sql.replace("(", "(\n", 1).splitlines()]
    return "\n".join(sorted(line.rstrip(") ") for line in lines if line))


def test_an_upgraded_database_has_the_tables_of_the_code(tmp_path: Path) -> None:
    upgraded, made = tmp_path / "upgraded.db", tmp_path / "made.db"
    assert migrate.upgrade(upgraded)
    engine = sqlite_writer(made)
    with engine.connect() as connection, connection.begin():
        METADATA.create_all(connection)
    engine.dispose()
    assert schema(upgraded) == schema(made)


def test_alembic_sees_no_drift(tmp_path: Path) -> None:
    migrate.upgrade(tmp_path / "t.db")
    engine = sqlite_writer(tmp_path / "t.db")
    with engine.connect() as connection:
        assert migrate.drift(connection) == []
        assert migrate.current(connection) == migrate.head() != ""
    engine.dispose()


def test_a_second_upgrade_does_nothing(tmp_path: Path) -> None:
    assert migrate.upgrade(tmp_path / "t.db")
    assert not migrate.upgrade(tmp_path / "t.db")


def test_an_upgrade_that_dies_at_any_statement_leaves_the_old_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def dying_after(count: int) -> Any:
        def make(path: Any) -> sa.Engine:
            engine, left = sqlite_writer(path), [count]

            @sa.event.listens_for(engine, "before_cursor_execute")
            def _count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
                if statement.lstrip().startswith(("CREATE", "INSERT")):
                    left[0] -= 1
                    if left[0] < 0:
                        raise Killed

            return engine

        return make

    for count in (0, 1, 17, 60):
        path = tmp_path / f"{count}.db"
        with monkeypatch.context() as patch:
            patch.setattr(migrate, "writer", dying_after(count))
            with pytest.raises(Killed):
                migrate.upgrade(path)
        assert schema(path) == {}, count
        assert migrate.upgrade(path)


def test_steps_import_nothing_of_ours() -> None:
    for step in migrations_dir().rglob("*.py"):
        assert not re.search(r"^\s*(from|import) backend", step.read_text(), re.MULTILINE), step
