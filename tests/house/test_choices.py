"""Every choice that a rule or the engine leaves to a person has a word on its button, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ANSWERS = {"Refused", "refused", "PhysicalTask", "quarantined", "OutcomeFrame", "problem", "Problem"}
WORDS = {"en": ("en.ts", "en-more.ts", "en-acts.ts"), "zh": ("zh.ts", "zh-more.ts")}


def texts(node: ast.AST) -> list[str]:
    """The texts of a tuple that holds nothing else."""
    if not isinstance(node, ast.Tuple):
        return []
    found = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
    return found if len(found) == len(node.elts) else []


def given(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ANSWERS:
            for argument in (*node.args, *(k.value for k in node.keywords)):
                yield from texts(argument)
        elif isinstance(node, ast.Assign) and any("choices" in ast.unparse(t).lower() for t in node.targets):
            yield from texts(node.value)


def choices() -> set[str]:
    files = [f for part in ("ops", "domain", "sync") for f in (ROOT / "backend" / part).rglob("*.py")]
    return {choice for file in files for choice in given(ast.parse(file.read_text(encoding="utf-8")))}


@pytest.mark.parametrize("language", WORDS)
def test_each_choice_has_a_word(language: str) -> None:
    text = "".join((ROOT / "pwa/src/words" / name).read_text(encoding="utf-8") for name in WORDS[language])
    said = set(re.findall(r'"choice\.([a-z_]+)"', text))
    found = choices()
    assert {"keep_theirs", "send_again", "recount", "ask_supervisor"} <= found
    assert found - said == set()
