"""The database of the simulation: a transaction that fails leaves it as it was, and usable."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from backend.lab.simulate.store import Database
from backend.store.driver import sqlite


@pytest.fixture
def database() -> Database:
    made = Database()
    made.do(lambda c: c.exec_driver_sql("CREATE TABLE bin (code TEXT PRIMARY KEY)"))
    made.do(
        lambda c: c.exec_driver_sql(
            "CREATE TABLE stock (bin TEXT REFERENCES bin DEFERRABLE INITIALLY DEFERRED, units INTEGER)"
        )
    )
    return made


def test_what_only_the_commit_refuses_is_undone(database: Database) -> None:
    def without_its_bin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("INSERT INTO stock VALUES ('A-01', 4)")

    with pytest.raises(sqlite.IntegrityError):
        database.do(without_its_bin)
    found = database.do(lambda c: c.exec_driver_sql("SELECT count(*) FROM stock").scalar_one())
    assert found == 0
