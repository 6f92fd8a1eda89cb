"""R15: the server's clock jumps, forward and back, while it runs and between two starts. Only leases may care."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from backend.app import opened
from backend.domain.pick.rows import PickTask
from backend.domain.row import Row
from backend.domain.stock.lease import Lease
from backend.domain.stock.rows import Move, Stock
from backend.lab.world.build import first_leases
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.engine import checker
from backend.store.tables import OP, SESSION
from tests.faults import engine
from tests.faults.conftest import times
from tests.faults.server import Client, Server
from tests.faults.site import Site

HOUR, DAY, YEAR = 3600, 86_400, 365 * 86_400
OFFS = {
    "running": (0, -HOUR, -DAY, -10 * YEAR, 0, HOUR, DAY, 10 * YEAR, 0, -YEAR),
    "between starts": (-DAY, DAY, -YEAR),
}
"""Seconds off the true time. Leases are for ten hours and are taken back twelve hours later."""
DEVICES, A_PUSH = 3, times(4, 40)
SOON_S = 60


@pytest.fixture
def leased(site: Site) -> Site:
    """A site where leases are open, and nobody's session ends within the years that are gone through here."""

    async def work() -> None:
        async with opened(Settings(data_dir=site.path)) as parts:
            await first_leases(parts.sync)
            ends = (int(time.time()) + 50 * YEAR) * 1000
            await parts.store.write(lambda c: c.execute(sa.update(SESSION).values(ends_at=ends)))

    asyncio.run(work())
    return site


class Shift:
    """Devices that push and pull, one after the other, over a server whose clock is set."""

    def __init__(self, site: Site) -> None:
        self.site, self.server = site, Server(site)
        self.clients = [Client(self.server, i, 30) for i in range(DEVICES)]
        self.sent: list[tuple[str, int]] = []
        self.heads: dict[str, int] = {}

    def round(self, off_s: int, *, restart: bool) -> None:
        """Set the clock, and work for a while."""
        if restart and self.sent:
            self.server.stop()
        self.server.clock(off_s)
        if restart:
            self.server.start()
        for one in self.clients:
            one.token = self.site.token(one.i, int(time.time()) + off_s)
            one.pen.write(A_PUSH)
            status, answer = one.push()
            assert status == 200, (off_s, answer)
            assert {o["out"] for o in answer["outcomes"]} == {"applied"}, (off_s, answer)
            self.sent += [(one.pen.device, o["n"]) for o in answer["outcomes"]]
            status, answer = one.pull()
            assert status == 200, (off_s, answer)
            self._compare(answer["digest"])

    def _compare(self, digest: dict[str, Any]) -> None:
        for scope, (seq, _) in digest.items():
            assert seq >= self.heads.get(scope, 0), f"{scope} went back"
            self.heads[scope] = seq

    def read(self, work: Callable[[sa.Connection], Any]) -> Any:
        reader = checker(str(self.site.database))
        with reader.connect() as connection, connection.begin():
            found = work(connection)
        reader.dispose()
        return found

    def rows(self, kind: type[Row]) -> list[bytes]:
        return self.read(lambda c: sorted(msgspec.json.encode(row) for row in stored.load_all(c, kind)))

    def leases(self) -> set[str]:
        return {lease.state for lease in self.read(lambda c: stored.load_all(c, Lease))}


def work(site: Site, offs: tuple[int, ...], *, restart: bool, fault: str = "") -> Shift:
    """All rounds of a shift: each push is taken, whatever the clock says."""
    shift = Shift(site)
    shift.server.fault = fault
    due = False
    if not restart:
        shift.server.start()
    try:
        for off_s in offs:
            shift.round(off_s, restart=restart)
            if off_s == DAY:
                until(lambda: shift.leases() == {"reclaimed"})
                due = True
            assert shift.leases() == {"reclaimed" if due else "open"}, "by no clock is a lease given again"
    finally:
        shift.server.stop()
    assert not shift.server.said.strip(), shift.server.said
    return shift


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that has to come."""
    end = time.monotonic() + SOON_S
    while not condition():
        assert time.monotonic() < end, "it never comes"
        time.sleep(0.05)


def check(shift: Shift) -> None:
    """The log is in the order of arrival, and what follows from it is in the tables."""
    query = sa.select(OP.c.device, OP.c.n).order_by(OP.c.position)
    devices = {device for device, _ in shift.sent}
    order = [tuple(row) for row in shift.read(lambda c: c.execute(query).all()) if row.device in devices]
    assert order == shift.sent
    assert not engine.unlike_its_log(str(shift.site.database))


@pytest.mark.parametrize("when", OFFS)
def test_whatever_the_clock_of_the_server_does_ops_are_taken_in_order_and_leases_end_by_their_rule(
    leased: Site, sites: Callable[[], Site], when: str
) -> None:
    offs = OFFS[when]
    steady = Site(**msgspec.structs.asdict(leased)).copy(sites().path)
    shift = work(leased, offs, restart=when == "between starts")
    check(shift)
    if when != "running":
        return  # what is compared below costs a start more
    same = work(steady, (0,) * len(offs), restart=False)
    for kind in (Stock, PickTask, Move):
        assert shift.rows(kind) == same.rows(kind), kind


def test_a_token_counts_by_the_clock_of_the_server_and_a_fresh_one_is_good_at_once(leased: Site) -> None:
    shift = Shift(leased)
    shift.server.start()
    try:
        (one, *_) = shift.clients
        one.pen.write(1)
        assert one.push()[0] == 200
        for off_s in (DAY, -DAY):
            shift.server.clock(off_s)
            one.token = leased.token(0)
            one.pen.write(1)
            status, answer = one.push()
            assert (status, answer["error"]["choices"]) == (401, ["refresh"]), answer
            one.token = leased.token(0, int(time.time()) + off_s)
            assert one.push()[0] == 200
    finally:
        shift.server.stop()


def test_a_server_that_stays_where_its_clock_once_was_is_found_out(leased: Site) -> None:
    with pytest.raises(AssertionError, match="token_expired"):
        work(leased, (0, DAY, 0), restart=False, fault="clock_never_back")
