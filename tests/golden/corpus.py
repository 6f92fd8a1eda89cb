"""Ops as devices have written them, of every kind and version ever shipped, with what they come to.

`ops/<kind>@<version>.jsonl`: one op a line, `raw` being its bytes as text, with the rows that it meets and what must
come of it. `bodies.json`: a fingerprint of each body. To add what a new kind or version needs, and nothing else:
`python -m tests.golden.corpus`; to write what a version comes to again, after its rule was changed on purpose:
`python -m tests.golden.corpus order.place@1`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from backend.domain.row import ROWS
from backend.ops.catalogue import OPS
from backend.ops.kernel import Context, Op
from backend.sync.decide import Received, read
from tests.ops.memory import Memory, decide
from tests.ops.test_cases import CASES, Json, rows_of, told

FOLDER = Path(__file__).parent
LINES, BODIES = FOLDER / "ops", FOLDER / "bodies.json"
DOCS = {"title", "description", "examples"}
"""Parts of a JSON schema that tell people something and change nothing on the wire."""


class Line(Struct):
    """One op of the corpus."""

    name: str
    raw: str
    given: dict[str, list[Json]]
    context: Context
    then: Json


def of(kind_at_version: str) -> list[Line]:
    """The corpus of one version of a kind."""
    text = (LINES / f"{kind_at_version}.jsonl").read_bytes()
    return [msgspec.json.decode(line, type=Line) for line in text.splitlines()]


def received(line: Line) -> Received:
    """The op of a line as the engine reads its bytes."""
    return read(line.context.n, line.raw.encode(), b"")


def outcome(line: Line) -> Json:
    """What an op of the corpus comes to now."""
    op = received(line).op
    assert op is not None, line.raw
    found: Json = msgspec.json.decode(msgspec.json.encode(told(decide(Memory(*rows_of(line.given)), op, line.context))))
    return found


def missing(wanted: Any, found: Any, at: str = "then") -> Iterator[str]:
    """Where what was found differs from what the corpus says. Fields that rows were given since are left out."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            yield from missing(value, found.get(key), f"{at}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for n, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from missing(one, other, f"{at}[{n}]")
    elif wanted != found:
        yield f"{at}: {found!r} instead of {wanted!r}"


def _bare(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: _bare(value) for key, value in sorted(schema.items()) if key not in DOCS}
    return [_bare(item) for item in schema] if isinstance(schema, list) else schema


def fingerprint(op: type[Op]) -> str:
    """A hash of what a body may hold: its JSON schema without the words for people."""
    return blake2b(msgspec.json.encode(_bare(msgspec.json.schema(op))), digest_size=8).hexdigest()


def bodies() -> dict[str, str]:
    """The committed fingerprints, by kind and version."""
    found: dict[str, str] = msgspec.json.decode(BODIES.read_bytes()) if BODIES.exists() else {}
    return found


def _spare(table: str, row: Json) -> Json:
    """A row without the fields that have their default."""
    whole = msgspec.to_builtins(msgspec.convert(row, ROWS[table]))
    plain = {f.encode_name: f.default for f in msgspec.structs.fields(ROWS[table])}
    return {key: value for key, value in whole.items() if key not in plain or value != plain[key]}


def _line(kind: str, version: int, case: Json) -> Line:
    context = msgspec.convert(case["context"], Context)
    frame = {
        "n": context.n, "id": context.id, "kind": f"{kind}@{version}", "author": context.author, "wall": context.wall,
        "body": case["op"],
    }  # fmt: skip
    given = {table: [_spare(table, row) for row in rows] for table, rows in case["given"].items()}
    return Line(case["name"], msgspec.json.encode(frame).decode(), given, context, case["then"])


def _write(kind_at_version: str, lines: list[Line]) -> None:
    text = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
    (LINES / f"{kind_at_version}.jsonl").write_bytes(text)


def add_what_is_new() -> None:
    """Write the corpus and the fingerprint of each kind whose present version has none. Old lines stay as they are."""
    known = bodies()
    for kind, op in OPS.items():
        name = f"{kind}@{op.version}"
        if not (LINES / f"{name}.jsonl").exists():
            cases = msgspec.json.decode((CASES / f"{kind}.json").read_bytes())
            _write(name, [_line(kind, op.version, case) for case in cases])
        known.setdefault(name, fingerprint(op))
    BODIES.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(known.items()))), indent=1) + b"\n")


def write_again(kind_at_version: str) -> None:
    """The same ops, with what they come to now."""
    lines = of(kind_at_version)
    for line in lines:
        line.then = outcome(line)
    _write(kind_at_version, lines)


if __name__ == "__main__":
    for asked in sys.argv[1:]:
        write_again(asked)
    add_what_is_new()
