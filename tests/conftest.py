"""Databases of both kinds. The PostgreSQL is a real one: one server a test process, one database a test."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.lab import cluster
from backend.store import migrate
from backend.store.tables import METADATA

TEMPLATE = "tote_template"
ENGINES = ("sqlite", "postgres")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server with a database to copy. It does not wait for the disk: no test here cuts the power."""
    with cluster.cluster("max_connections=60", "shared_buffers=64MB", safe=False) as place:
        migrate.upgrade(cluster.make(place, TEMPLATE))
        yield place


Make = Callable[[], str]


@pytest.fixture
def make_postgres(postgres: str) -> Iterator[Make]:
    """Makes databases with all tables in them; gives their URLs."""
    made: list[str] = []

    def make() -> str:
        made.append(f"t{uuid.uuid4().hex}")
        return cluster.make(postgres, made[-1], TEMPLATE)

    yield make
    for name in made:
        cluster.drop(postgres, name)


@pytest.fixture
def make_sqlite(tmp_path: Path) -> Make:
    """Makes databases with all tables in them; gives their paths."""
    from backend.store.engine import writer

    def make() -> str:
        path = str(tmp_path / f"t{uuid.uuid4().hex}.db")
        engine = writer(path)
        with engine.begin() as connection:
            METADATA.create_all(connection)
        engine.dispose()
        return path

    return make


@pytest.fixture(params=ENGINES)
def address(request: pytest.FixtureRequest) -> str:
    """A new database with all tables, once on each engine."""
    make: Make = request.getfixturevalue(f"make_{request.param}")
    return make()
