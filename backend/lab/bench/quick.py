"""The figures of `tote bench --quick`."""

from __future__ import annotations

import asyncio
import gzip
import statistics
import time
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from backend.lab.bench.load import Device

CHUNK = 50
OPS_A_DEVICE = 200
PIPELINED = 8
SINGLES = 300


class Figure(Struct, frozen=True):
    """One measured number."""

    name: str
    value: float
    unit: str


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def scans(device: Device, task: str, raw: str, count: int) -> list[bytes]:
    """Alternating picks and put-backs of one unit, so that no stock runs out."""
    return [
        device.op("pick.scan", {"task": task, "raw": raw})
        if i % 2 == 0
        else device.op("pick.put_back", {"task": task, "raw": raw, "units": 1})
        for i in range(count)
    ]


async def throughput(devices: list[Device], task: str, raw: str, under_way: int = 1) -> float:
    """Ops a second, from the first push to the last answer, all of them on disk. `under_way`: chunks not waited for."""
    queues = [[scans(d, task, raw, CHUNK) for _ in range(OPS_A_DEVICE // CHUNK)] for d in devices]

    async def drain(device: Device, chunks: list[list[bytes]]) -> None:
        for at in range(len(chunks) + under_way):
            if at < len(chunks):
                await device.send(chunks[at])
            if at < under_way:
                continue
            _, answer = await device.answer()
            bad = [o for o in answer["outcomes"] if o["out"] not in {"applied", "exception"}]
            assert not bad, bad[:2]

    start = time.perf_counter()
    await asyncio.gather(*(drain(d, q) for d, q in zip(devices, queues, strict=True)))
    return len(devices) * OPS_A_DEVICE / (time.perf_counter() - start)


async def singles(device: Device, other: Device, task: str, raw: str) -> tuple[list[float], list[float]]:
    """Milliseconds of one op to its outcome, and to the page on another device's stream."""
    own, theirs = [], []
    for op in scans(device, task, raw, SINGLES):
        while not other.pages.empty():
            other.pages.get_nowait()
        start = time.perf_counter()
        at, _ = await device.push([op])
        own.append((at - start) * 1000)
        seen, _ = await asyncio.wait_for(other.pages.get(), 10)
        theirs.append((seen - start) * 1000)
    return own, theirs


async def first_replica(device: Device) -> tuple[float, int]:
    """Seconds to fetch and parse all that a manager sees, and how many rows that is."""
    start = time.perf_counter()
    answer = await device.pull({})
    rows = 0
    for scope in answer["reset"]:
        lines = await device.snapshot(scope)
        assert lines[-1]["rows"] == len(lines) - 2
        rows += len(lines) - 2
    return time.perf_counter() - start, rows


def shipped(pwa: Path) -> float:
    """Kilobytes of gzipped JavaScript that the browser loads to show the app."""
    files = [*pwa.glob("assets/*.js"), pwa / "sw.js"]
    return sum(len(gzip.compress(f.read_bytes(), 9, mtime=0)) for f in files if f.exists()) / 1000


async def measure(
    base: str, login: tuple[str, str], manager: tuple[str, str], task: str, raw: str, pwa: Path
) -> list[Figure]:
    """Run all figures against a server that runs."""
    one = await Device.sign_in(base, *login, "bench-0")
    boss = await Device.sign_in(base, *manager, "bench-manager")
    replica_s, rows = await first_replica(boss)
    await one.open()
    await boss.open()
    at_one = statistics.median([await throughput([one], task, raw) for _ in range(5)])
    own, theirs = await singles(one, boss, task, raw)
    await boss.close()
    many = [await Device.sign_in(base, *login, f"bench-{i}") for i in range(1, 51)]
    for device in many:
        await device.open()
    at_fifty = await throughput(many, task, raw, PIPELINED)
    for device in (*many, one):
        await device.close()
    return [
        Figure("durable push, 1 device, chunks of 50", at_one, "ops/s"),
        Figure(f"durable push, 50 devices × 200 ops, {PIPELINED} chunks under way", at_fifty, "ops/s"),
        Figure("one op to its outcome, p50", percentile(own, 0.5), "ms"),
        Figure("one op to its outcome, p99", percentile(own, 0.99), "ms"),
        Figure("one op to a second device, p50", percentile(theirs, 0.5), "ms"),
        Figure("one op to a second device, p99", percentile(theirs, 0.99), "ms"),
        Figure(f"first replica of 2,000 orders ({rows:,} rows)", replica_s, "s"),
        Figure("JavaScript, gzipped", shipped(pwa), "kB"),
    ]
