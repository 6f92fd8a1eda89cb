"""What has to come over the wire before the first floor screen stands."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

_STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+\.js)["']""")
_LINKED = re.compile(r'(?:src|href)="\./(assets/[^"]+\.(?:js|css))"')


def _reached(file: Path, seen: set[Path]) -> None:
    """The file and all that it imports statically."""
    if file in seen:
        return
    seen.add(file)
    if file.suffix == ".js":
        for name in _STATIC.findall(file.read_text(encoding="utf-8")):
            _reached((file.parent / name).resolve(), seen)


def first_screen(dist: Path) -> dict[Path, float]:
    """The files that the built page loads before a picker sees where to go, with their kilobytes as they are sent."""
    seen: set[Path] = set()
    for name in _LINKED.findall((dist / "index.html").read_text(encoding="utf-8")):
        _reached((dist / name).resolve(), seen)
    for file in (dist / "assets").glob("*/words-en.js"):
        _reached(file.resolve(), seen)
    return {file: len(gzip.compress(file.read_bytes(), 9, mtime=0)) / 1000 for file in sorted(seen)}


def whole_shell(dist: Path) -> float:
    """Kilobytes of all files that the service worker keeps, as they are sent."""
    files = [file for file in dist.rglob("*") if file.is_file() and file.name != "sw.js" and file.suffix != ".map"]
    return sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) / 1000 for file in files)
