"""Two processes have one picture at one moment: both are told that it is there; what is erased stays erased."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Barrier

import sqlalchemy as sa

from backend.api.photos import erase, keep
from backend.store.engine import Store
from backend.store.tables import PICTURE
from tests.conftest import Make

JPEG = b"\xff\xd8\xff\xe0broken bottles"
ROUNDS = 12
Work = Callable[[sa.Connection], bool]


def together(meet: Barrier, work: Work) -> Work:
    """The same work, after which both transactions wait for each other before they end: the first time, they race."""
    is_first = True

    def raced(connection: sa.Connection) -> bool:
        nonlocal is_first
        found = connection.execute(sa.select(sa.func.count()).select_from(PICTURE)).scalar()  # takes the snapshot
        assert found is not None
        if is_first:
            is_first = False
            meet.wait(10)
        return work(connection)

    return raced


async def race(stores: tuple[Store, Store], *works: Work) -> list[bool]:
    meet = Barrier(2)
    both = (store.write(together(meet, work)) for store, work in zip(stores, works, strict=True))
    return list(await asyncio.gather(*both))


def test_two_uploads_of_one_picture_at_once_and_an_erasure_among_them(make_postgres: Make) -> None:
    def bring(name: str) -> Work:
        return lambda c: keep(c, name, JPEG, 1)

    def wipe(name: str) -> Work:
        return lambda c: erase(c, name, 2) is None

    async def body() -> None:
        address = make_postgres()
        stores = Store(address), Store(address)
        for n in range(ROUNDS):
            twice, erased = f"{n:064x}", f"{n + ROUNDS:064x}"
            assert await race(stores, bring(twice), bring(twice)) == [True, True]
            await race(stores, bring(erased), wipe(erased))
            assert await stores[0].write(bring(erased)) is False
        files = await stores[1].read(lambda c: [row.jpeg for row in c.execute(sa.select(PICTURE).order_by("sha256"))])
        assert files == [JPEG] * ROUNDS + [None] * ROUNDS
        for store in stores:
            await store.close()

    asyncio.run(body())
