"""What has to come over the wire before the first floor screen stands."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

_STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+\.js)["']""")
_LINKED = re.compile(r'(?:src|href)="\./(assets/[^"]+\.(?:js|css))"')
FLOOR = ("en-", "pick-")
"""Chunks that a picker's first screen asks for by itself: the words of one language, and the walk."""


def _reached(file: Path, seen: set[Path]) -> None:
    """The file and all that it imports statically."""
    if file in seen:
        return
    seen.add(file)
    if file.suffix == ".js":
        for name in _STATIC.findall(file.read_text(encoding="utf-8")):
            _reached((file.parent / name).resolve(), seen)


def first_screen(dist: Path) -> set[Path]:
    """The files that the built page loads before a picker sees where to go."""
    seen: set[Path] = set()
    for name in _LINKED.findall((dist / "index.html").read_text(encoding="utf-8")):
        _reached((dist / name).resolve(), seen)
    for file in sorted((dist / "assets").glob("*.js")):
        if file.name.startswith(FLOOR) and not file.name.startswith("en-more"):
            _reached(file.resolve(), seen)
    return seen


def first_screen_kb(dist: Path) -> float:
    """Kilobytes of them as they are sent."""
    return sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in first_screen(dist)) / 1000
