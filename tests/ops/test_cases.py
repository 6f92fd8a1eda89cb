"""The shared cases: rows, an op, and what it comes to. The browser's rules run the same files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from backend.domain.outcome import Applied, Outcome, Refused
from backend.domain.row import ROWS, Row
from backend.ops.catalogue import OPS
from backend.ops.kernel import Context
from tests.ops.memory import Memory, decide

CASES = Path(__file__).parents[1] / "cases"
Json = dict[str, Any]


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.json"))
        if path.stem in OPS
        for case in msgspec.json.decode(path.read_bytes())
    ]


def rows_of(given: dict[str, list[Json]]) -> list[Row]:
    """Rows as a case gives them; fields left out have their default."""
    return [msgspec.convert(row, ROWS[table], strict=True) for table, rows in given.items() for row in rows]


def told(outcome: Outcome) -> Json:
    """An outcome as a case states it."""
    if isinstance(outcome, Refused):
        return {"out": "refused", "code": outcome.code, "params": outcome.params, "choices": list(outcome.choices)}
    rows: dict[str, dict[str, Json]] = {}
    for row in outcome.rows:
        fields = msgspec.to_builtins(replace(row, ver=0))
        del fields["ver"]
        rows.setdefault(row.table, {})[row.id] = fields
    listed = {table: [r for _, r in sorted(by_id.items())] for table, by_id in sorted(rows.items())}
    if isinstance(outcome, Applied):
        return {"out": "applied", "params": outcome.params, "rows": listed}
    task = msgspec.to_builtins(outcome.task)
    return {"out": "exception", "code": outcome.code, "params": outcome.params, "task": task, "rows": listed}


def whole(then: Json) -> Json:
    """What a case states, with the defaults of the fields that its rows leave out."""
    if "rows" not in then:
        return then
    rows = {table: [{**defaults(table), **row} for row in rows] for table, rows in then["rows"].items()}
    return {**then, "rows": rows}


def defaults(table: str) -> Json:
    """What a field holds where nothing else is said."""
    fields = [f for f in msgspec.structs.fields(ROWS[table]) if not f.required and f.encode_name != "ver"]
    return {
        f.encode_name: msgspec.to_builtins(f.default_factory() if f.default is msgspec.NODEFAULT else f.default)
        for f in fields
    }


@pytest.mark.parametrize(("kind", "case"), cases())
def test_an_op_comes_to_what_its_case_says(kind: str, case: Json) -> None:
    op = msgspec.convert(case["op"], OPS[kind], strict=True)
    context = msgspec.convert(case["context"], Context, strict=True)
    outcome = decide(Memory(*rows_of(case["given"])), op, context)
    assert msgspec.json.decode(msgspec.json.encode(told(outcome))) == whole(case["then"])
