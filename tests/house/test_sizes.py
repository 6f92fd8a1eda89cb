"""Fits one screen: files and functions have a size, and what is over it may shrink but never grow."""

import ast
from collections.abc import Iterator
from statistics import median

from tests.house.sources import files, python, shown, told

FILE_LINES_MAX = 400
FILE_LINES_MEDIAN_MAX = 90
FUNCTION_LINES_MAX = 40

# What is longer by good reason: path or path:function -> its lines now. A ratchet: lower the number when it shrinks.
LONGER: dict[str, int] = {}


def lines(text: str) -> int:
    return text.count("\n")


def function_sizes(name: str, text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def over(sizes: list[tuple[str, int]], limit: int) -> list[str]:
    return [
        f"{name}: {size} lines, at most {LONGER.get(name, limit)}"
        for name, size in sizes
        if size > LONGER.get(name, limit)
    ]


def test_no_file_is_too_long() -> None:
    written = files("backend", "pwa/src", "tests", suffixes={".py", ".ts", ".tsx", ".css"})
    found = over([(shown(path), lines(path.read_text("utf-8"))) for path in written], FILE_LINES_MAX)
    assert not found, told(found, "give the second thing in it a file of its own")


def test_most_files_are_short() -> None:
    sizes = [lines(path.read_text("utf-8")) for path in python("backend") if path.name != "__init__.py"]
    assert not sizes or median(sizes) <= FILE_LINES_MEDIAN_MAX


def test_no_function_is_too_long() -> None:
    sizes = [size for path in python("backend") for size in function_sizes(shown(path), path.read_text("utf-8"))]
    found = over(sizes, FUNCTION_LINES_MAX)
    assert not found, told(found, "ifs up, loops down: name the steps and call them")


def test_what_is_allowed_to_be_longer_is_so() -> None:
    sizes = {shown(path): lines(path.read_text("utf-8")) for path in python("backend", "tests")}
    for path in python("backend"):
        sizes.update(function_sizes(shown(path), path.read_text("utf-8")))
    found = [
        f"{name}: {sizes.get(name, 0)} lines, LONGER says {size}"
        for name, size in LONGER.items()
        if sizes.get(name, 0) < size
    ]
    assert not found, told(found, "lower the number in LONGER, or take the line out")


def test_a_long_function_is_found() -> None:
    body = "def long():\n" + "    x = 1\n" * FUNCTION_LINES_MAX
    assert over(list(function_sizes("x.py", body)), FUNCTION_LINES_MAX)
