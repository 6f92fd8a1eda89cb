"""Each operation is whole: words in both languages, an example, a case file, and a name that its path gives."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.domain.order.review import WORDS
from backend.ops.catalogue import OPS
from backend.ops.gate import CODES
from backend.ops.kernel import Nature, Op, Text

CASES = Path(__file__).parents[1] / "cases"
KINDS = sorted(OPS)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SLOT = re.compile(r"\{(\w+)\}")


def cases(kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = msgspec.json.decode((CASES / f"{kind}.json").read_bytes())
    return found


def example(kind: str) -> Op:
    found: Op = importlib.import_module(OPS[kind].__module__).EXAMPLE
    return found


def faults_of(text: Text) -> list[str]:
    """What is wrong with a sentence: a language is missing, or the two name different values."""
    faults = [] if text.en.strip() else ["no English"]
    faults += [] if CHINESE.search(text.zh) else ["no Chinese"]
    extra = set(SLOT.findall(text.zh)) ^ set(SLOT.findall(text.en))
    return faults + [f"only one language says {{{name}}}" for name in sorted(extra)]


def words_of(kind: str) -> dict[str, Text]:
    """What lets another action count speaks with that one's words too, as the screens do."""
    others = {code: text for op in OPS.values() for code, text in op.words.items()} if kind == "task.accept" else {}
    return others | OPS[kind].words


def unsaid(outcome: dict[str, Any], words: dict[str, Text]) -> list[str]:
    """What an outcome cannot be told with: a code without words, or a word without its value."""
    code = outcome.get("code", "applied")
    text = words.get(code)
    if text is None:
        return [f"no words for {code}"]
    return [f"{code}: no value for {{{name}}}" for name in SLOT.findall(text.en) if name not in outcome["params"]]


@pytest.mark.parametrize("kind", KINDS)
def test_kind_path_and_class_are_one_name(kind: str) -> None:
    op = OPS[kind]
    assert op.__module__ == f"backend.ops.{kind}"
    assert op.kind == kind
    assert op.__name__ == "".join(part.capitalize() for part in kind.replace(".", "_").split("_"))
    assert op.__doc__


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_is_said_in_both_languages(kind: str) -> None:
    words = OPS[kind].words
    assert "applied" in words
    faults = {code: faults_of(text) for code, text in words.items()}
    assert not {code: f for code, f in faults.items() if f}


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_comes_back_from_the_wire_as_it_was(kind: str) -> None:
    there = example(kind)
    assert type(there) is OPS[kind]
    assert msgspec.json.decode(msgspec.json.encode(there), type=OPS[kind]) == there


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_field_is_an_error(kind: str) -> None:
    body = {**msgspec.to_builtins(example(kind)), "surprise": 1}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(body, OPS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_three_cases_and_each_outcome_can_be_told(kind: str) -> None:
    found = cases(kind)
    assert len(found) >= 3
    assert len({case["name"] for case in found}) == len(found)
    faults = {case["name"]: unsaid(case["then"], words_of(kind)) for case in found}
    assert not {name: f for name, f in faults.items() if f}


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_that_it_has_words_for_is_shown_in_a_case(kind: str) -> None:
    shown = {case["then"].get("code", "applied") for case in cases(kind)}
    never_alone = {("pick.short", "applied"), ("order.cancel", "put_back")}
    assert {c for c in OPS[kind].words if (kind, c) not in never_alone} - shown <= SECOND.get(kind, set())


SECOND = {
    "count.ask": {"count_asked"},
    "inbound.close": {"turned_away"},
    "pack.scan": {"not_in_books"},
    "returns.close": {"refund_asked", "refund_blind"},
    "pack.finish": {"left_in_tote", "not_all_packed"},
    "quality.hold": {"held_on_truck"},
}
"""Codes that come only beside another: they are in the exception rows of a case."""


@pytest.mark.parametrize("kind", [k for k in KINDS if OPS[k].nature is Nature.FACT])
def test_a_fact_is_refused_in_no_case(kind: str) -> None:
    assert all(case["then"]["out"] != "refused" for case in cases(kind))


def test_no_case_file_is_left_over() -> None:
    named = {path.stem for path in CASES.glob("*.json") if "." in path.stem}
    assert named == set(OPS)


def test_the_gate_and_the_review_speak_both_languages() -> None:
    said = {**CODES, **{code: Text(*pair) for code, pair in WORDS.items()}}
    faults = {code: faults_of(text) for code, text in said.items()}
    assert not {code: f for code, f in faults.items() if f}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (Text("Done", "Done"), "no Chinese"),
        (Text("", "完成"), "no English"),
        (Text("{units} picked", "已拣"), "only one language says {units}"),
    ],
)
def test_a_half_said_sentence_is_found(text: Text, fault: str) -> None:
    assert faults_of(text) == [fault]


def test_an_outcome_that_nobody_can_read_is_found() -> None:
    words = {"applied": Text("{units} picked", "已拣 {units}")}
    assert unsaid({"code": "lost", "params": {}}, words) == ["no words for lost"]
    assert unsaid({"params": {}}, words) == ["applied: no value for {units}"]
