"""Commits of many writers at once are as good as one after the other; and the checker finds what a broken engine does.

`TOTE_ISOLATION_TXS=20000` makes the sound runs long.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.ops import versions
from backend.sync import guards
from tests.conftest import Make
from tests.isolation import faults
from tests.isolation.faults import PLANTED
from tests.isolation.history import History, Tx
from tests.isolation.run import connected, run
from tests.isolation.writer import Mix, Writer, final, furnish

TXS = int(os.environ.get("TOTE_ISOLATION_TXS", "300"))
LONG_S_MAX = 3600
MEET_S = 0.5
RUNS_MAX = 8
SQLITE_ONLY = {"deferred begin", "no transaction"}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """The writers' own kind is in the catalogue for as long as a test runs, and no other test meets it."""
    monkeypatch.setitem(versions.OPS, Mix.kind, Mix)


@pytest.mark.timeout(LONG_S_MAX)
def test_what_many_writers_saw_is_what_one_after_the_other_would_have_seen(address: str) -> None:
    found = run(address, 3, TXS // 3)
    assert not found.broke
    assert found.txs >= TXS // 3 * 3
    assert found.anomalies == {}


def is_found(make: Make, fault: str) -> bool:
    """Whether a fault shows in one of some runs: whether two writers meet in its gap is chance."""
    runs = (run(make(), 3, 150, fault) for _ in range(RUNS_MAX))
    return any(found.anomalies or found.broke for found in runs)


@pytest.mark.parametrize("fault", [f for f in PLANTED if f not in SQLITE_ONLY])
def test_a_fault_on_postgres_is_found(make_postgres: Make, fault: str) -> None:
    assert is_found(make_postgres, fault)


def skew(address: str, one: tuple[str, str], two: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Two commits at once, each of which reads what the other one writes, and waits for the other to have read."""
    both = threading.Barrier(2)

    def meet() -> None:
        with contextlib.suppress(threading.BrokenBarrierError):  # the other one cannot come: it waits for us
            both.wait(MEET_S)

    monkeypatch.setattr(faults, "pause", meet)
    with connected(address) as connection:
        furnish(connection, 1)
    writers = [Writer(address, name, 0) for name in ("a", "b")]
    with ThreadPoolExecutor(2) as pool:
        mixes = [Mix(reads=(reads,), appends=(appends,)) for reads, appends in (one, two)]
        for done in [pool.submit(w.commit, [mix]) for w, mix in zip(writers, mixes, strict=True)]:
            done.result()
    for writer in writers:
        asyncio.run(writer.store.close())
    with connected(address) as connection:
        return set(History([t for w in writers for t in w.history], final(connection, 1)).anomalies())


NOT_THERE = {
    "rows that are on no floor yet": (("run:b0x0", "run:b0x1"), ("run:b0x1", "run:b0x0")),
    "lists of rows on any floor": (("set:set0x0", "set:set0x1"), ("set:set0x1", "set:set0x0")),
    "a row and a list": (("run:b0x0", "set:set0x1"), ("set:set0x1", "run:b0x0")),
    "rows of no floor": (("desk:b0x0", "desk:b0x1"), ("desk:b0x1", "desk:b0x0")),
    "rows that are locked one by one": (("order:b0x0", "order:b0x1"), ("order:b0x1", "order:b0x0")),
    "lists of them": (("number:number0x0", "number:number0x1"), ("number:number0x1", "number:number0x0")),
    "rows whose id tells the floor": (("place:AMS/b0x0", "place:BRU/b0x0"), ("place:BRU/b0x0", "place:AMS/b0x0")),
}


@pytest.mark.parametrize("what", NOT_THERE)
def test_what_was_not_there_is_not_made_behind_the_back_of_who_looked(
    make_postgres: Make, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    assert skew(make_postgres(), *NOT_THERE[what], monkeypatch) == set()


@pytest.mark.parametrize("what", [w for w in NOT_THERE if w != "rows of no floor"])  # both writers want that table
def test_a_phantom_is_found(make_postgres: Make, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(guards, "reads", faults.there_only)
    assert skew(make_postgres(), *NOT_THERE[what], monkeypatch) == {"G2"}


@pytest.mark.parametrize("fault", sorted(SQLITE_ONLY))
def test_a_fault_on_sqlite_is_found(make_sqlite: Make, fault: str) -> None:
    assert is_found(make_sqlite, fault)


def tx(id_: str, reads: dict[str, str], **appends: str) -> Tx:
    return Tx(id_, {k: v.split() for k, v in reads.items()}, {k: v.split() for k, v in appends.items()})


NAMED: dict[str, tuple[list[Tx], dict[str, str]]] = {
    "lost update": ([tx("a", {"x": ""}, x="a.0"), tx("b", {"x": ""}, x="b.0")], {"x": "b.0"}),
    "duplicate": ([tx("a", {}, x="a.0")], {"x": "a.0 a.0"}),
    "G1a": ([tx("a", {"x": "z.0"})], {"x": ""}),
    "incompatible order": ([tx("a", {}, x="a.0"), tx("b", {}, x="b.0"), tx("c", {"x": "b.0"})], {"x": "a.0 b.0"}),
    "G1b": ([tx("a", {}, x="a.0 a.1"), tx("b", {"x": "a.0"})], {"x": "a.0 a.1"}),
    "G0": ([tx("a", {}, x="a.0", y="a.0"), tx("b", {}, x="b.0", y="b.0")], {"x": "a.0 b.0", "y": "b.0 a.0"}),
    "G1c": ([tx("a", {"y": "b.0"}, x="a.0"), tx("b", {"x": "a.0"}, y="b.0")], {"x": "a.0", "y": "b.0"}),
    "G-single": ([tx("a", {"x": "", "y": "b.0"}), tx("b", {}, x="b.0", y="b.0")], {"x": "b.0", "y": "b.0"}),
    "G2": ([tx("a", {"x": ""}, y="a.0"), tx("b", {"y": ""}, x="b.0")], {"x": "b.0", "y": "a.0"}),
}


@pytest.mark.parametrize("name", NAMED)
def test_each_anomaly_has_its_name(name: str) -> None:
    txs, final = NAMED[name]
    assert name in History(txs, {k: v.split() for k, v in final.items()}).anomalies()


def test_a_serial_history_has_none() -> None:
    txs = [tx("a", {"x": ""}, x="a.0 a.1"), tx("b", {"x": "a.0 a.1", "y": ""}, y="b.0"), tx("c", {"y": "b.0"}, x="c.0")]
    assert History(txs, {"x": ["a.0", "a.1", "c.0"], "y": ["b.0"]}).anomalies() == {}
