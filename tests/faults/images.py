"""Power cuts: from a record of writes and flushes, the files as a disk may hold them at any instant.

What was flushed is there. Of what was not, each write may be there, be missing, or be cut at a sector of 512 bytes, in
any combination, since drives reorder. Creating and deleting a file counts as durable at once.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
Step = tuple[str, str, int, bytes]


class Instant(NamedTuple):
    """A moment at which the power may go: what devices have been told by then, and what the disk may hold."""

    acked: dict[int, int]
    files: dict[str, bytes]


def _apply(file: bytearray, step: Step) -> None:
    kind, _, offset, data = step
    if kind == "truncate":
        del file[offset:]
        file.extend(bytes(max(0, offset - len(file))))
    else:
        file.extend(bytes(max(0, offset + len(data) - len(file))))
        file[offset : offset + len(data)] = data


class Drive:
    """A disk with a cache that forgets."""

    def __init__(self, start: dict[str, bytes], seed: int) -> None:
        self._durable = {name: bytearray(data) for name, data in start.items()}
        self._cached: dict[str, list[Step]] = defaultdict(list)
        self._random = random.Random(seed)

    def take(self, step: Step) -> None:
        """One event of a record."""
        kind, name, _, _ = step
        if kind == "sync":
            for held in self._cached.pop(name, []):
                _apply(self._durable.setdefault(name, bytearray()), held)
        elif kind == "delete":
            self._cached.pop(name, None)
            self._durable.pop(name, None)
        else:
            self._cached[name].append(step)

    def cut(self, *, drop_all: bool) -> dict[str, bytes]:
        """The files after the power went."""
        found: dict[str, bytes] = {}
        for name in self._durable.keys() | self._cached.keys():
            file = bytearray(self._durable.get(name, b""))
            for step in () if drop_all else self._cached.get(name, ()):
                if self._random.random() < 0.5:
                    _apply(file, self._torn(step))
            found[name] = bytes(file)
        return found

    def _torn(self, step: Step) -> Step:
        kind, name, offset, data = step
        if kind != "write" or self._random.random() < 0.7:
            return step
        return kind, name, offset, data[: SECTOR * self._random.randrange(len(data) // SECTOR + 1)]


def instants(start: dict[str, bytes], events: list[Step], share: float, seed: int = 1) -> Iterator[Instant]:
    """Some of all moments, chosen by the seed: after each acknowledgement, and `share` of the others."""
    drive, chance = Drive(start, seed), random.Random(seed)
    acked: dict[int, int] = {}
    for step in events:
        if step[0] == "ack":
            acked[int(step[1])] = step[2]
        else:
            drive.take(step)
        if chance.random() < (min(1.0, share * 8) if step[0] == "ack" else share):
            yield Instant(dict(acked), drive.cut(drop_all=chance.random() < 0.5))


def lay(instant: Instant, folder: Path) -> Path:
    """Write the files into an empty folder; returns the database."""
    folder.mkdir()
    for name, data in instant.files.items():
        (folder / name).write_bytes(data)
    return folder / "tote.db"
