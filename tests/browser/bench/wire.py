"""What has to come over the wire before the first floor screen stands."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

_STATIC = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+\.js)["']""")
_LINKED = re.compile(r'(?:src|href)="\./(assets/[^"]+\.(?:js|css))"')
_KEPT = re.compile(r'\["([^"]+)", "[0-9a-f]{12}"\]')


def _reached(file: Path, seen: set[Path]) -> None:
    """The file and all that it imports statically."""
    if file in seen:
        return
    seen.add(file)
    if file.suffix == ".js":
        for name in _STATIC.findall(file.read_text(encoding="utf-8")):
            _reached((file.parent / name).resolve(), seen)


def first_screen(dist: Path) -> list[Path]:
    """The files that the built page loads before a picker sees where to go."""
    seen: set[Path] = set()
    for name in _LINKED.findall((dist / "index.html").read_text(encoding="utf-8")):
        _reached((dist / name).resolve(), seen)
    for file in (dist / "assets").glob("*/words-en.js"):
        _reached(file.resolve(), seen)
    return sorted(seen)


def whole_shell(dist: Path) -> list[Path]:
    """All files that the service worker keeps."""
    return [dist / name for name in _KEPT.findall((dist / "sw.js").read_text(encoding="utf-8"))]


def gzipped(files: list[Path]) -> float:
    """Their kilobytes as they are sent to who takes no better."""
    return sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) / 1000 for file in files)


def brotli(files: list[Path]) -> float:
    """Their kilobytes as they are sent to browsers over https."""
    return sum(_packed(file).stat().st_size / 1000 for file in files)


def _packed(file: Path) -> Path:
    """What the build packed of it; the file itself if that would not make it smaller."""
    found = file.with_name(f"{file.name}.{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}.br")
    return found if found.is_file() else file
