"""Runs writers in processes of their own, and holds what they saw against each other and against the change log."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.store.engine import checker, writer
from backend.store.tables import CHANGE, HEAD
from tests.cli.conftest import environment
from tests.isolation.history import History, Tx
from tests.isolation.writer import WAREHOUSES, blocks_of, final, furnish

WRITER_S_MAX = 900
LOOK_S = 0.01


class Found(Struct):
    """What came of a run: how many transactions, how long, what is wrong, and what writers ended with."""

    txs: int
    seconds: float
    anomalies: dict[str, list[str]]
    broke: list[str]


@contextmanager
def connected(address: str) -> Iterator[sa.Connection]:
    engine = writer(address)
    with engine.connect() as connection, connection.begin():
        yield connection
    engine.dispose()


def run(address: str, writers: int, count: int, fault: str = "") -> Found:
    """Let `writers` processes do `count` transactions each on one database."""
    blocks = blocks_of(count, writers)
    with connected(address) as connection:
        furnish(connection, blocks)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("CREATE SEQUENCE bare")  # for one of the planted faults
    command = [sys.executable, "-m", "tests.isolation.writer", address]
    with ExitStack() as stack:
        processes = [
            subprocess.Popen(
                [*command, f"w{i}", str(count), str(blocks), fault], text=True, env=environment(), cwd=_ROOT,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
            for i in range(writers)
        ]  # fmt: skip
        for process in processes:
            stack.callback(process.kill)
            for pipe in (process.stdin, process.stdout, process.stderr):
                stack.enter_context(closing(pipe))  # type: ignore[type-var]
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        with tailing(address) as seen:
            ended = [process.communicate(timeout=WRITER_S_MAX) for process in processes]
    broke = [err[-2000:] for process, (_, err) in zip(processes, ended, strict=True) if process.returncode]
    told = [msgspec.json.decode(out, type=tuple[float, list[Tx]]) for out, _ in ended if out]
    txs = [tx for _, some in told for tx in some]
    seconds = max((s for s, _ in told), default=0.0)
    with connected(address) as connection:
        lists = final(connection, blocks)
        wrong = {"seq": list(gaps(connection)), "skipped": list(skipped(connection, seen))}
    anomalies = {} if broke else History(txs, lists).anomalies()
    return Found(len(txs), seconds, anomalies | {name: what for name, what in wrong.items() if what}, broke)


Seen = dict[str, list[int]]


@contextmanager
def tailing(address: str) -> Iterator[Seen]:
    """Read the change log from where one was, as streams and pulls do, while others write."""
    seen: Seen = {scope: [] for scope in ("desk", *(f"wh:{w}" for w in WAREHOUSES))}
    ended = threading.Event()

    def look(engine: sa.Engine) -> None:
        with engine.connect() as connection, connection.begin():
            for scope, found in seen.items():
                after = CHANGE.c.seq > (found[-1] if found else 0)
                query = sa.select(CHANGE.c.seq).where(CHANGE.c.scope == scope, after)
                found.extend(connection.scalars(query.order_by(CHANGE.c.seq)))

    def follow() -> None:
        engine = checker(address)
        while not ended.wait(LOOK_S):
            look(engine)
        look(engine)
        engine.dispose()

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


def skipped(connection: sa.Connection, seen: Seen) -> Iterator[str]:
    """Changes that are in the log, and that who followed it never saw."""
    for scope, found in seen.items():
        there = set(connection.scalars(sa.select(CHANGE.c.seq).where(CHANGE.c.scope == scope)))
        if there != set(found):
            yield f"{scope}: {sorted(there - set(found))[:5]}"


def gaps(connection: sa.Connection) -> Iterator[str]:
    """Is `seq` dense in each scope, and is the head where the log ends?"""
    heads = {scope: seq for scope, seq in connection.execute(sa.select(HEAD.c.scope, HEAD.c.seq))}  # noqa: C416
    query = sa.select(CHANGE.c.scope, sa.func.count(), sa.func.max(CHANGE.c.seq)).group_by(CHANGE.c.scope)
    for scope, count, last in connection.execute(query):
        if not count == last == heads[scope]:
            yield f"{scope}: {count} changes, the last is {last}, the head {heads[scope]}"


_ROOT = Path(__file__).parents[2]
