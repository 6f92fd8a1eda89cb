"""The TypeScript in `pwa/src/generated` is what the Python definitions give."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.api import typescript

GENERATED = Path(__file__).parents[2] / "pwa" / "src" / "generated"
RENDERED = typescript.render()


@pytest.mark.parametrize("name", sorted(RENDERED))
def test_the_committed_file_is_what_the_definitions_give(name: str) -> None:
    found = (GENERATED / name).read_text(encoding="utf-8")
    assert found == RENDERED[name], f"{name} is not what the definitions give: run `tote types` and commit the result"


def test_nothing_else_lies_among_the_generated_files() -> None:
    assert {p.name for p in GENERATED.iterdir()} == set(RENDERED)
