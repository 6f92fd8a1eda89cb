"""PostgreSQL holds what a file holds: the same tables, whole upgrades, snapshots, writes that lose no race."""

from __future__ import annotations

import asyncio
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from backend.lab import cluster
from backend.store import migrate
from backend.store.address import shown
from backend.store.engine import Store, writer
from backend.store.postgres import TRIES_MOST
from backend.store.tables import META, METADATA
from tests.conftest import Make


def test_the_steps_make_the_tables_of_the_code(make_postgres: Make) -> None:
    engine = writer(make_postgres())
    with engine.connect() as connection:
        assert migrate.drift(connection) == []
        assert migrate.current(connection) == migrate.head() != ""
    engine.dispose()


def test_text_has_the_order_of_its_code_points_whatever_the_language_of_the_database(make_postgres: Make) -> None:
    """Rules go through rows by id: in the order of a language they would decide otherwise than devices and the fold."""
    query = sa.text(
        "SELECT c.relname || '.' || a.attname, o.collname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_collation o ON o.oid = a.attcollation "
        "WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND a.attcollation <> 0 "
        "AND c.relname <> 'alembic_version'"
    )
    engine = writer(make_postgres())
    with engine.connect() as connection:
        found = {str(column): str(collation) for column, collation in connection.execute(query)}
    engine.dispose()
    texts = sum(isinstance(c.type, sa.Text) for t in METADATA.tables.values() for c in t.columns)
    assert len(found) >= texts > 100
    assert {column: one for column, one in found.items() if one != "C"} == {}


def test_of_two_that_upgrade_at_once_one_does_and_both_find_it_done(postgres: str) -> None:
    name = f"t{uuid.uuid4().hex}"
    address = cluster.make(postgres, name)
    start = threading.Barrier(2)

    def one() -> bool:
        start.wait()
        return migrate.upgrade(address)

    with ThreadPoolExecutor(2) as both:
        done = [f.result() for f in (both.submit(one), both.submit(one))]
    assert sorted(done) == [False, True]
    cluster.drop(postgres, name)


def test_a_write_that_lost_a_race_is_begun_anew(make_postgres: Make) -> None:
    """Read, then write what was read plus one, from two processes' worth of stores: no step may be lost."""
    address, each = make_postgres(), 40

    async def body() -> None:
        stores = [Store(address), Store(address)]
        await stores[0].write(lambda c: c.execute(sa.insert(META), [{"key": "n", "value": "0"}]))

        def count(connection: sa.Connection) -> None:
            n = int(connection.scalar(sa.select(META.c.value).where(META.c.key == "n")) or 0)
            connection.execute(sa.update(META).where(META.c.key == "n").values(value=str(n + 1)))

        async def many(store: Store) -> None:
            for _ in range(each):
                await store.write(count)

        await asyncio.gather(*map(many, stores))
        found = await stores[0].read(lambda c: c.scalar(sa.select(META.c.value).where(META.c.key == "n")))
        assert found == str(2 * each)
        for store in stores:
            await store.close()

    asyncio.run(body())


def test_one_that_loses_every_race_gives_up(make_postgres: Make) -> None:
    async def body() -> None:
        store, tried = Store(make_postgres()), 0

        def work(connection: sa.Connection) -> None:
            nonlocal tried
            tried += 1
            connection.execute(sa.insert(META), [{"key": "k", "value": "1"}, {"key": "k", "value": "2"}])

        with pytest.raises(sa.exc.IntegrityError):
            await store.write(work)
        assert tried == TRIES_MOST
        await store.close()

    asyncio.run(body())


def test_a_read_sees_one_moment_and_can_write_nothing(make_postgres: Make) -> None:
    async def body() -> None:
        store = Store(make_postgres())
        other = Store(store.address)

        def work(connection: sa.Connection) -> tuple[int, int]:
            count = sa.select(sa.func.count()).select_from(META)
            before = connection.scalar(count) or 0
            other.write_now(lambda c: c.execute(sa.insert(META), [{"key": "k", "value": "1"}]))
            return before, connection.scalar(count) or 0

        assert await store.read(work) == (0, 0)
        with pytest.raises(sa.exc.DBAPIError, match="read-only"):
            await store.read(lambda c: c.execute(sa.delete(META)))
        await store.close()
        await other.close()

    asyncio.run(body())


def test_readers_go_on_after_the_server_hung_up(make_postgres: Make) -> None:
    async def body() -> None:
        store = Store(make_postgres())
        mine = await store.read(lambda c: c.scalar(sa.select(sa.func.pg_backend_pid())))
        await store.write(lambda c: c.execute(sa.select(sa.func.pg_terminate_backend(mine))))
        assert await store.read(lambda c: c.scalar(sa.select(1))) == 1
        await store.close()

    asyncio.run(body())


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://tote:se%40cret@db.example:5433/tote",
        "postgres://tote:secret@db.example/tote?sslmode=require",
        "postgresql://db.example/tote?user=tote&password=secret",
    ],
)
def test_a_password_is_never_shown(address: str) -> None:
    assert "cret" not in shown(address)
    assert "db.example" in shown(address)


def test_a_file_is_shown_as_it_is() -> None:
    assert shown("tote-data/tote.db") == "tote-data/tote.db"
