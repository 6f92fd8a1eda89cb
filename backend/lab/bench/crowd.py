"""The figures of a full `tote bench`: long queues, hundreds of sockets, replicas that are up to date."""

from __future__ import annotations

import asyncio
import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

import msgspec

from backend.api.auth.sign_in import opened_on
from backend.api.parts import Parts
from backend.domain.outcome import Out
from backend.domain.people.rows import Device as Row
from backend.lab.bench.listeners import listening
from backend.lab.bench.load import Device
from backend.lab.bench.quick import CHUNK, PIPELINED, Figure, percentile, scans
from backend.ops.device.enroll import DeviceEnroll
from backend.sync.service import OwnOp

DRAINED = 1000
RATE = 100
"""Ops a second while many listen."""
SENT = 1000
PULLS = 400


async def enrolled(parts: Parts, base: str, person: str, count: int) -> list[Device]:
    """Devices with a session each, made on the server's own road: signing in by password would take minutes."""
    ids = [f"d-{uuid.uuid4().hex}" for _ in range(count)]  # as the server names them: at a sign-in it takes no other
    outcomes = await parts.sync.record("sys:bench", [OwnOp(DeviceEnroll(device=i, name=i[:8])) for i in ids])
    assert {o.out for o in outcomes} == {Out.APPLIED}, outcomes[0]
    devices: list[Device] = []
    for id_ in ids:
        session, _ = await opened_on(parts, Row(id=id_, name=id_[:8]), person, "password")
        devices.append(Device(base, person, session.access, id_))
    return devices


async def drain_ms(device: Device, task: str, raw: str) -> float:
    """Milliseconds for a queue of 1,000 ops of one device, its chunks sent in a row."""
    chunks = [scans(device, task, raw, CHUNK) for _ in range(DRAINED // CHUNK)]
    start = time.perf_counter()
    for chunk in chunks[:PIPELINED]:
        await device.send(chunk)
    for sent in range(PIPELINED, len(chunks) + PIPELINED):
        await device.answer()
        if sent < len(chunks):
            await device.send(chunks[sent])
    return (time.perf_counter() - start) * 1000


async def seen_by_one(sender: Device, watcher: Device, task: str, raw: str) -> list[float]:
    """Milliseconds from an op to its page on the newest, and so the last, of many streams, at 100 ops a second."""
    loop, found = asyncio.get_running_loop(), list[float]()
    begin = loop.time()
    for i, op in enumerate(scans(sender, task, raw, SENT)):
        await asyncio.sleep(max(0.0, begin + i / RATE - loop.time()))
        watcher.empty()
        start = time.perf_counter()
        await sender.send([op])
        seen, _ = await asyncio.wait_for(watcher.pages.get(), 10)
        found.append((seen - start) * 1000)
        await sender.answer()
    return found


def cpu_s(pid: int) -> float:
    """Processor time that a process has used, in seconds (proc(5): utime and stime of /proc/PID/stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Memory that a process holds, in megabytes (proc(5): VmRSS)."""
    text = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(text.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6


async def nothing_new_ms(device: Device, pid: int) -> float:
    """Processor milliseconds of the server for one pull of a device that has everything."""
    frame = msgspec.json.encode({"device": device.id, "cursors": await device.newest()})
    before = cpu_s(pid)
    for _ in range(PULLS):
        await device.post("/api/sync/pull", frame)
    return (cpu_s(pid) - before) * 1000 / PULLS


async def measure(
    devices: Sequence[Device], boss: Device, pid: int, task: str, raw: str, many: tuple[int, int]
) -> list[Figure]:
    """All crowd figures. `many`: how many sockets listen while ops are sent, and how many are held at the end."""
    listeners, held = many
    sender, *crowd, watcher = devices[: max(many)]
    await sender.open()
    await boss.open()
    drains = [await drain_ms(sender, task, raw) for _ in range(7)]
    idle_ms = await nothing_new_ms(boss, pid)
    cursors = await sender.newest()
    hellos = [device.hello(cursors) for device in crowd]
    port = int(sender.base.rpartition(":")[2])
    async with listening(port, hellos[: listeners - 1]):
        await watcher.open()
        seen = await seen_by_one(sender, watcher, task, raw)
        async with listening(port, hellos[listeners - 1 :]):
            memory = resident_mb(pid)
    for device in (sender, watcher, boss):
        await device.close()
    return [
        Figure("one device draining 1,000 ops, median of 7", percentile(drains, 0.5), "ms"),
        Figure("pull with nothing new, server's processor", idle_ms, "ms"),
        Figure(f"one op to a device among {listeners}, {RATE} ops/s, p50", percentile(seen, 0.5), "ms"),
        Figure(f"one op to a device among {listeners}, {RATE} ops/s, p99", percentile(seen, 0.99), "ms"),
        Figure(f"memory of the server with {held} live sockets", memory, "MB"),
    ]
