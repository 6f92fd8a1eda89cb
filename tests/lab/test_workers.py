"""The processes of a simulation, and a server, end with the one that began them, even when that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SIMULATION = """
import os, time
from backend.lab.simulate.many import workers
if __name__ == "__main__":
    with workers(2) as pool:
        busy = [pool.submit(time.sleep, 600), pool.submit(os.getpid)]
        busy[1].result()
        print(*pool._processes, flush=True)
        time.sleep(600)
"""
"""One worker is at work, the other waits for some."""

REHEARSAL = """
import asyncio
from pathlib import Path
from backend.lab.bench.run import prepare, running
from backend.settings import Settings

async def begin(folder):
    await prepare(Settings(data_dir=folder))
    async with running(folder) as (_, server):
        print(server, flush=True)
        await asyncio.sleep(600)

asyncio.run(begin(Path(__file__).parent / "data"))
"""


def _is_there(pid: int) -> bool:
    """Whether a process runs; one that has ended, and that nobody has asked about yet, does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(("begin", "count"), [(SIMULATION, 2), (REHEARSAL, 1)], ids=["simulation", "rehearsal"])
def test_who_works_ends_when_the_parent_is_killed(begin: str, count: int, tmp_path: Path) -> None:
    script = tmp_path / "begin.py"
    script.write_text(begin, "utf-8")
    path = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path}
    ) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(workers) == count
        assert all(map(_is_there, workers))
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    until = time.monotonic() + 10
    while any(map(_is_there, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    left = [pid for pid in workers if _is_there(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == []
