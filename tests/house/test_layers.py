"""The ladder of the PWA. That of the backend is a contract in pyproject.toml, run by `lint-imports`."""

import posixpath
import re
from collections.abc import Iterator

import pytest

from tests.house.sources import shown, told, typescript

RUNGS = {"generated": 0, "domain": 1, "scanning": 2, "ops": 3, "store": 3, "sync": 4}
MAY_SHOW = ("pwa/src/screens/", "pwa/src/ui/", "pwa/src/app.tsx")
MAY_SIGNAL = (*MAY_SHOW, "pwa/src/words/")
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']""")
CURE = "imports run down only: hand the value in, or move what both need to a lower rung; only screens/ and ui/ draw"


def rung(name: str) -> tuple[str, int]:
    """The folder of a path below src, and its height; what is not on the ladder stands above it."""
    folder = name.removeprefix("pwa/src/").split("/")[0]
    return folder, RUNGS.get(folder, 9)


def faults(name: str, text: str) -> Iterator[str]:
    folder, height = rung(name)
    for match in IMPORT.finditer(text):
        wanted, line = match[1], text.count("\n", 0, match.start()) + 1
        if wanted.startswith("."):
            other, other_height = rung(posixpath.normpath(posixpath.join(posixpath.dirname(name), wanted)))
            if height < 9 and other != folder and other_height >= height:
                yield f"{name}:{line}: {folder} may not import {other}"
        elif wanted.split("/")[0] == "preact" and not name.startswith(MAY_SHOW):
            yield f"{name}:{line}: {folder} may not import preact"
        elif wanted == "@preact/signals" and height < 9 and not name.startswith(MAY_SIGNAL):
            yield f"{name}:{line}: {folder} may not import signals"


def test_the_pwa_imports_only_down_its_ladder_and_only_screens_know_preact() -> None:
    product = [path for path in typescript() if not {".test", ".bench"} & set(path.suffixes)]  # those look from outside
    found = [fault for path in product for fault in faults(shown(path), path.read_text("utf-8"))]
    assert not found, told(found, CURE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pwa/src/domain/row.ts", 'import { replay } from "../ops/replay.ts";'),
        ("pwa/src/ops/pick/scan.ts", 'import { outbox } from "../../store/outbox";'),
        ("pwa/src/sync/push.ts", 'import type { View } from "../screens/pick";'),
        ("pwa/src/store/rows.ts", 'import { signal } from "@preact/signals";'),
        ("pwa/src/devices/wedge.ts", "import { render } from 'preact';"),
        ("pwa/src/sync/live.ts", 'const late = await import("../ui/note.tsx");'),
    ],
)
def test_an_import_up_the_ladder_is_found(name: str, text: str) -> None:
    assert list(faults(name, text))
