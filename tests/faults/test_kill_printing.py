"""The server is killed while labels come out: none is lost, and what may be out twice says so."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator

import msgspec
import pytest

from backend.app import opened
from backend.ops.printer.set import PrinterSet
from backend.scanning.labels import decode, zpl
from backend.settings import Settings
from backend.store.driver import sqlite
from backend.store.engine import sqlite_writer
from backend.sync import chain, verify
from backend.sync.service import OwnOp
from backend.sync.wire import OpFrame
from tests.exchange.printers.bench import carton
from tests.exchange.printers.pretend import Pretend
from tests.faults.server import Client, Server
from tests.faults.site import PICKER, WALL, Site

SYSTEM_DEVICE, LABELS = "sys:test", 6


@pytest.fixture
def zebra() -> Iterator[Pretend]:
    with Pretend() as printer:
        yield printer


def furnish(site: Site, zebra: Pretend) -> None:
    """A printer is set up before the server starts."""

    async def body() -> None:
        async with opened(Settings(data_dir=site.path)) as parts:
            one = PrinterSet(printer="p1", warehouse="ROT", name="Pack 1", host=zebra.host)
            (outcome,) = await parts.sync.record(SYSTEM_DEVICE, [OwnOp(one)])
            assert outcome.out == "applied", outcome

    asyncio.run(body())


def ask(client: Client, count: int) -> None:
    """A device asks for labels, and is answered."""
    pen = client.pen
    for n in range(count):
        body = {"job": f"j{n}", "warehouse": "ROT", "printer": "p1", "label": carton(n + 1), "subject": f"carton/{n}"}
        pen.n += 1
        raw = msgspec.Raw(msgspec.json.encode(body))
        op = msgspec.json.encode(OpFrame(pen.n, f"{pen.device}-{pen.n}", "label.print@1", PICKER, WALL, raw))
        pen.h = chain.link(pen.h, op)
        pen.written.append(op)
    status, answer = client.push()
    assert status == 200
    assert {o["out"] for o in answer["outcomes"]} == {"applied"}, answer


Jobs = dict[str, tuple[str, int, str]]


def jobs(site: Site) -> Jobs:
    """State, tries and error of each job, from the file."""
    connection = sqlite.connect(f"file:{site.database}?mode=ro", uri=True, timeout=2)
    try:
        found = connection.execute("SELECT id, state, tries, error FROM print_job").fetchall()
    finally:
        connection.close()
    return {id_: (state, tries, error) for id_, state, tries, error in found}


def until(site: Site, what: Callable[[Jobs], bool], within_s: float = 30) -> Jobs:
    ends_at = time.monotonic() + within_s
    while not what(found := jobs(site)):
        assert time.monotonic() < ends_at, found
        time.sleep(0.02)
    return found


def paper(n: int, *, reprint: bool) -> bytes:
    return zpl([decode(json.dumps({**json.loads(carton(n + 1)), "reprint": reprint}))], 203)


def all_printed(found: Jobs) -> bool:
    return all(state == "printed" for state, _, _ in found.values())


def test_killed_while_a_label_comes_out_it_comes_again_as_a_reprint(site: Site, zebra: Pretend) -> None:
    zebra.label_s = 0.5
    furnish(site, zebra)
    server = Server(site)
    server.start()
    ask(server.client(0), LABELS)
    until(site, lambda found: found["j2"][0] == "printing")
    server.kill()
    assert jobs(site)["j2"][0] == "printing"
    server.start()
    found = until(site, all_printed)
    assert server.stop() in {0, -15}
    assert found["j2"][1] == 2
    assert {tries for id_, (_, tries, _) in found.items() if id_ != "j2"} == {1}
    whole = [paper(n, reprint=False) for n in range(LABELS)]
    expected = [*whole[:3], paper(2, reprint=True), *whole[3:]]
    zebra.wait(len(expected))
    assert zebra.labels == expected, "in order, and the one that was under way twice, the second one marked"


def test_what_waits_for_a_printer_that_is_off_is_there_after_a_kill(site: Site, zebra: Pretend) -> None:
    furnish(site, zebra)
    zebra.switch_off()
    server = Server(site)
    server.start()
    ask(server.client(0), 3)
    until(site, lambda found: found["j0"][2] == "turned_away")
    server.kill()
    zebra.switch_on()
    server.start()
    until(site, all_printed)
    assert server.stop() in {0, -15}
    assert zebra.labels == [paper(n, reprint=False) for n in range(3)]


def test_killed_at_any_moment_no_label_is_lost_and_none_comes_twice_unmarked(site: Site, zebra: Pretend) -> None:
    zebra.label_s = 0.05
    furnish(site, zebra)
    server = Server(site)
    server.start()
    ask(server.client(0), LABELS)
    for pause_s in (0.05, 0.15, 0.3):
        time.sleep(pause_s)
        server.kill()
        server.start()
    until(site, all_printed)
    assert server.stop() in {0, -15}
    for n in range(LABELS):
        plain, marked = (zebra.labels.count(paper(n, reprint=mark)) for mark in (False, True))
        assert plain <= 1, f"label {n} came out {plain} times with nothing to tell them apart"
        assert plain + marked >= 1, f"label {n} is lost"
    reader = sqlite_writer(site.database)
    with reader.connect() as connection:
        assert verify.differences(connection) == []
    reader.dispose()
