"""The core gets time, chance and the world as data: domain, scanning and ops, in both languages."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.house.sources import PURE, nodes, python, shown, told, typescript

WORLD = {
    *("asyncio", "concurrent", "glob", "http", "logging", "multiprocessing", "os", "pathlib", "random", "secrets"),
    *("shutil", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading", "time", "urllib"),
}
CLOCKS = {"now", "today", "utcnow", "uuid1", "uuid4"}
ACTS = {"open", "print", "input", "exec", "eval"}
TS_WORLD = re.compile(
    r"\b(Date\.now|Math\.random|new Date\(\)|performance\.|crypto\.|localStorage|indexedDB|async |await )"
)
CURE = "take it as an argument: the clock is `context`, rows come from `state`, chance is made where the op is made"

# Path -> the one module it may import, each with its reason. May only become fewer.
ESCAPES = {
    "backend/scanning/labels/alone.py": "threading",  # a lock: pdfium must not be entered by two threads at once
}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def faults(name: str, tree: Iterable[ast.AST]) -> Iterator[str]:
    for node in tree:
        line = getattr(node, "lineno", 0)
        for module in imported(node):
            if module.split(".")[0] in WORLD and ESCAPES.get(name) != module:
                yield f"{name}:{line}: imports {module}"
        if isinstance(node, ast.AsyncFunctionDef | ast.Await):
            yield f"{name}:{line}: is async"
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"{name}:{line}: asks for {node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ACTS:
            yield f"{name}:{line}: calls {node.func.id}()"


def ts_faults(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0]
        if not code.lstrip().startswith("*") and (match := TS_WORLD.search(code)):
            yield f"{name}:{number}: uses {match[1].strip()}"


def test_the_core_asks_for_no_clock_chance_file_or_network() -> None:
    paths = python(*(f"backend/{part}" for part in PURE))
    found = [fault for path in paths for fault in faults(shown(path), nodes(path))]
    assert not found, told(found, CURE)


def test_the_core_of_the_pwa_asks_for_no_clock_chance_or_store() -> None:
    paths = [path for part in PURE for path in typescript(f"pwa/src/{part}") if ".test." not in path.name]
    found = [fault for path in paths for fault in ts_faults(shown(path), path.read_text("utf-8"))]
    assert not found, told(found, CURE)


@pytest.mark.parametrize(
    "code",
    [
        "import random",
        "from os import environ",
        "from urllib.request import urlopen",
        "async def decide(): ...",
        "day = date.today()",
        "key = uuid.uuid4()",
        "text = open('prices.csv')",
    ],
)
def test_an_impure_line_is_found(code: str) -> None:
    assert list(faults("x.py", ast.walk(ast.parse(code))))


@pytest.mark.parametrize("code", ["const at = Date.now();", "if (Math.random() < 0.5) {", "const r = await fetch(u);"])
def test_an_impure_line_of_typescript_is_found(code: str) -> None:
    assert list(ts_faults("x.ts", code))


def test_a_comment_about_a_clock_is_no_fault() -> None:
    assert not list(ts_faults("x.ts", "// Date.now is the caller's\n * Math.random too"))
