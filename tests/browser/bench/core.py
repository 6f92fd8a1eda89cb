"""The app's core in Node, with no browser and no disk: decoding, hashing and keeping rows in memory."""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
from pathlib import Path

from backend.lab.bench.load import Device, call
from backend.lab.world.build import PASSWORD
from hatch_build import NODE, run_node
from tests.browser.served import apart

PWA = Path(__file__).parents[3] / "pwa"


async def _whole(base: str, login: str, scope: str) -> bytes:
    device = await Device.sign_in(base, login, PASSWORD, "bench-core")
    return await asyncio.to_thread(call, f"{base}/api/sync/snapshot/{scope}", None, device.token)


def whole(base: str, login: str, scope: str) -> bytes:
    """A scope's lines, as a device would get them."""
    return apart(lambda: _whole(base, login, scope))


def _built(folder: Path, source: str) -> Path:
    """A program for Node, made of one source file of the app."""
    built = folder / Path(source).stem
    vite = PWA / "node_modules" / "vite" / "bin" / "vite.js"
    run_node(vite, "build", "--ssr", source, "--outDir", built, "--logLevel=warn", cwd=PWA)
    (program,) = [*built.glob("*.js"), *built.glob("*.mjs")]
    return program


def codes_read(folder: Path) -> float:
    """Codes a second on one core; the median of several tries."""
    program = _built(folder, "src/sync/grammar.bench.ts")
    said = subprocess.run([NODE, program], check=True, capture_output=True, text=True).stdout
    return statistics.median(json.loads(said))


def first_replica_ms(folder: Path, lines: bytes) -> tuple[float, float]:
    """Milliseconds from the bytes of a snapshot to rows that can be read: of a new process, and of one that is warm."""
    snapshot = folder / "snapshot.jsonl"
    snapshot.write_bytes(lines)
    program = _built(folder, "src/sync/core.bench.ts")
    said = subprocess.run([NODE, program, snapshot], check=True, capture_output=True, text=True).stdout
    first, *others = json.loads(said)
    return first, statistics.median(others)
