"""A device may come back with any op ever shipped: each is still read, and means what it meant."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import Struct

from backend.ops.catalogue import OPS
from backend.ops.stock.count import StockCount
from backend.sync.decide import read
from tests.golden import corpus

EVER = [f"{kind}@{version}" for kind, op in sorted(OPS.items()) for version in range(1, op.version + 1)]
THERE = [name for name in EVER if (corpus.LINES / f"{name}.jsonl").exists()]
LINES = [pytest.param(name, line, id=f"{name}: {line.name}") for name in THERE for line in corpus.of(name)]


@pytest.mark.parametrize(("name", "line"), LINES)
def test_an_op_of_any_version_comes_to_what_it_came_to(name: str, line: corpus.Line) -> None:
    got = corpus.received(line)
    assert got.fault is None
    assert got.frame is not None
    assert got.frame.kind == name
    assert not list(corpus.missing(line.then, corpus.outcome(line)))


def test_the_corpus_holds_every_version_ever_shipped_and_no_other() -> None:
    cure = "a new kind or version: run python -m tests.golden.corpus"
    assert sorted(path.stem for path in corpus.LINES.glob("*.jsonl")) == sorted(EVER), cure
    assert sorted(corpus.bodies()) == sorted(EVER), cure
    assert all(len(corpus.of(name)) >= 3 for name in EVER)


@pytest.mark.parametrize("kind", sorted(OPS))
def test_a_body_that_changes_gets_a_new_version(kind: str) -> None:
    op = OPS[kind]
    name = f"{kind}@{op.version}"
    cure = f"{name} has another body: count its version up, write an upcaster, run python -m tests.golden.corpus"
    assert corpus.bodies().get(name) == corpus.fingerprint(op), cure


@pytest.mark.parametrize("change", ["more", "narrower", "renamed"])
def test_the_fingerprint_sees_a_change_of_a_body(change: str) -> None:
    changes: dict[str, tuple[str, Any]] = {
        "more": ("note", (str, "")),
        "narrower": ("counted", (int, msgspec.field(default=0))),
        "renamed": ("at", (str, "")),
    }
    name, (hint, default) = changes[change]
    fields = {f.name: (f.type, f.default) for f in msgspec.structs.fields(StockCount)}
    if change == "renamed":
        del fields["lot"]
    fields[name] = (hint, default)
    made: Any = msgspec.defstruct("StockCount", [(n, *rest) for n, rest in fields.items()], kw_only=True)
    assert corpus.fingerprint(made) != corpus.fingerprint(StockCount)


def test_the_fingerprint_does_not_see_the_words_for_people() -> None:
    class Op(Struct):
        """One way to say it."""

        n: int

    told = corpus.fingerprint(Op)  # type: ignore[arg-type]
    Op.__doc__ = "Another way."
    assert corpus.fingerprint(Op) == told  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["stock.count@2", "stock.count@0", "stock.count@x", "stock.count", "no.such@1", "@1"])
def test_what_this_server_does_not_know_is_kept_for_a_person(kind: str) -> None:
    raw = msgspec.json.encode({"n": 1, "id": "x", "kind": kind, "author": "ana", "wall": 0, "body": {}})
    assert read(1, raw, b"").fault == ("unknown_kind", {"kind": kind})
