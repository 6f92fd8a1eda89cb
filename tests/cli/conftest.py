"""Commands as a person runs them: each in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

ROOT = Path(__file__).parents[2]
TOTE = [sys.executable, "-c", "from backend.cli import main; main()"]
READY_S_MAX = 30


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("TOTE_")}
    return kept | {"PYTHONPATH": str(ROOT), "COLUMNS": "160", "LANG": "C.UTF-8", "PYTHONWARNINGS": "error"}


def tote(*args: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [*TOTE, *map(str, args)]
    return subprocess.run(
        command, cwd=cwd, env=environment() | env, capture_output=True, text=True, timeout=60, check=False
    )


class Running:
    """A server in a process."""

    def __init__(self, args: tuple[object, ...], cwd: Path) -> None:
        self.process = subprocess.Popen(
            [*TOTE, *map(str, args)],
            cwd=cwd,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.said: list[str] = []

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The first line that matches."""
        while True:
            try:
                line = self._lines.get(timeout=READY_S_MAX)
            except Empty:
                raise AssertionError(f"{pattern} was never said; but: {''.join(self.said)}") from None
            self.said.append(line)
            found = re.search(pattern, line)
            if found:
                return found

    def url(self) -> str:
        return self.wait_for(r"Tote is at (http://\S+)")[1]

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=20)
        self._reader.join(timeout=5)
        assert self.process.stdout
        self.process.stdout.close()
        return code


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers, and ends them."""
    running: list[Running] = []

    def begin(*args: object) -> Running:
        running.append(Running(args, tmp_path))
        return running[-1]

    yield begin
    for one in running:
        one.stop()
