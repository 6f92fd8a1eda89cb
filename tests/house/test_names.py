"""Words of the floor: a name says what the thing is, in the words of docs/glossary.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from backend.ops.kernel import Op
from tests.house.sources import python, shown, told, typescript

BANNED = ("Manager", "Helper", "Helpers", "Util", "Utils", "Handler", "Info", "Data")
TS_CLASS = re.compile(r"\b(?:class|interface|type)\s+(\w+)")
PY_FILE, TS_FILE = re.compile(r"[a-z0-9_]+\.py"), re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.(test|worker|d|bench))*\.tsx?")
OTHERS = {"process_bind_param", "process_result_value", "_process_events"}  # SQLAlchemy's own verbs, and asyncio's
CURE = "say what it is in a word of the floor: not ScanHandler but PickScan, not OrderData but Order, not process()"


def words(name: str) -> list[str]:
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)


def class_faults(where: str, name: str) -> Iterator[str]:
    bad = [word for word in words(name) if word in BANNED]
    if bad:
        yield f"{where}: {name} says {bad[0]}"


def python_faults(name: str, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            yield from class_faults(f"{name}:{node.lineno}", node.name)
        made = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else ""
        if "process" in made.split("_") and made not in OTHERS:
            yield f"{name}:{getattr(node, 'lineno', 0)}: {made} says process"


def ts_faults(name: str, text: str) -> Iterator[str]:
    for match in TS_CLASS.finditer(text):
        yield from class_faults(f"{name}:{text.count(chr(10), 0, match.start()) + 1}", match[1])


def test_no_class_is_a_manager_helper_util_handler_info_or_data() -> None:
    found = [fault for path in python("backend") for fault in python_faults(shown(path), path.read_text("utf-8"))]
    found += [fault for path in typescript() for fault in ts_faults(shown(path), path.read_text("utf-8"))]
    assert not found, told(found, CURE)


def test_files_are_snake_case_in_python_and_kebab_case_in_typescript() -> None:
    found = [f"{shown(path)}: snake_case.py" for path in python("backend", "tests") if not PY_FILE.fullmatch(path.name)]
    # A twin of an operation has the name of its kind, and so the name of the Python file.
    rest = [path for path in typescript() if not shown(path).startswith("pwa/src/ops/")]
    found += [f"{shown(path)}: kebab-case.ts" for path in rest if not TS_FILE.fullmatch(path.name)]
    assert not found, told(found, "rename the file")


def is_operation(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(ast.unparse(d).startswith("operation") for d in node.decorator_list)


def operation_faults(path: str, text: str) -> Iterator[str]:
    """An operation's class is its path: ops/pick/put_back.py holds PickPutBack, and no second operation."""
    made = [node.name for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and is_operation(node)]
    job, act = PurePosixPath(path).parent.name, PurePosixPath(path).stem
    wanted = "".join(part.capitalize() for part in [job, *act.split("_")])
    if made and made != [wanted]:
        yield f"{path}: holds {', '.join(made)}; its path says {wanted}"


def test_an_operation_is_named_by_its_path() -> None:
    found = [
        fault for path in python("backend/ops") for fault in operation_faults(shown(path), path.read_text("utf-8"))
    ]
    assert not found, told(found, "one file, one operation, one name: rename the class or the file")


def shadow_faults(path: str, text: str) -> Iterator[str]:
    """A field of an op that is called as what every op says of itself, such as `kind`, silently takes its place."""
    for node in ast.parse(text).body:
        fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)] if is_operation(node) else []
        taken = [field.id for field in fields if isinstance(field, ast.Name) and field.id in Op.__annotations__]
        if taken:
            yield f"{path}: a field {', '.join(taken)}"


def test_no_field_of_an_operation_takes_the_place_of_its_kind() -> None:
    assert "kind" in Op.__annotations__
    found = [fault for path in python("backend/ops") for fault in shadow_faults(shown(path), path.read_text("utf-8"))]
    assert not found, told(found, "a field of the op's own: not kind but what it is a kind of, as in location_kind")


def test_a_field_that_takes_the_place_of_the_kind_is_found() -> None:
    shown_op = "@operation(nature=1)\nclass PickPut(Op, kw_only=True):\n    task: RowId\n    {}: str = ''"
    assert list(shadow_faults("x.py", shown_op.format("kind")))
    assert not list(shadow_faults("x.py", shown_op.format("label_kind")))


@pytest.mark.parametrize("code", ["class InventoryManager: ...", "class ScanInfo: ...", "def process_item(): ..."])
def test_a_banned_word_is_found(code: str) -> None:
    assert list(python_faults("x.py", code))


@pytest.mark.parametrize("code", ["class Database: ...", "class Informed: ...", "def processed(): ..."])
def test_a_word_that_only_begins_alike_is_no_fault(code: str) -> None:
    assert not list(python_faults("x.py", code))


def test_an_operation_in_the_wrong_file_is_found() -> None:
    assert list(operation_faults("backend/ops/pick/scan.py", "@operation(nature=1)\nclass ScanPick: ..."))
    assert not list(operation_faults("backend/ops/pick/put_back.py", "@operation(nature=1)\nclass PickPutBack: ..."))
