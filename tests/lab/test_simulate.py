"""The simulated house: no seed breaks a promise, the same seed is the same run, and planted bugs are found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from backend.cli.simulate import command
from backend.domain.ship import load
from backend.lab.simulate import planted
from backend.lab.simulate.faults import FAULTS
from backend.lab.simulate.many import command as again
from backend.lab.simulate.run import Plan, simulate

SEEDS = 25
"""In each of the parts below, which run beside each other."""


@pytest.mark.parametrize("first", range(0, 6 * SEEDS, SEEDS))
def test_no_seed_breaks_a_promise(first: int) -> None:
    ops = 0
    for seed in range(first, first + SEEDS):
        result = simulate(Plan(seed))
        assert not result.violations, (again(result.plan), result.violations[:3])
        ops += result.ops
    assert ops > 5 * SEEDS


def test_the_same_seed_is_the_same_run_to_the_byte() -> None:
    for seed in (3, 18):
        one, two = simulate(Plan(seed)), simulate(Plan(seed))
        assert one.trace == two.trace
        assert one == two
    assert simulate(Plan(3)).trace != simulate(Plan(18)).trace


def test_another_process_with_another_hash_seed_prints_the_same_trace() -> None:
    lines = []
    for _ in range(2):
        ran = CliRunner().invoke(command, ["--seeds", "1", "--seed", "18", "--jobs", "1", "--json"])
        assert ran.exit_code == 0, ran.output
        lines.append(json.loads(ran.output))
    assert lines[0]["trace"] == lines[1]["trace"]
    assert lines[0]["violations"] == []


@pytest.mark.parametrize("fault", [f for f in FAULTS if f not in {"torn", "tab"}])
def test_each_fault_alone_breaks_no_promise(fault: str) -> None:
    result = simulate(Plan(5, (fault,), phones=4, ops=12))
    assert result.faults == [fault]
    assert not result.violations, (again(result.plan), result.violations[:3])


def test_an_unknown_fault_is_named_with_those_that_there_are() -> None:
    ran = CliRunner().invoke(command, ["--faults", "gremlins"])
    assert ran.exit_code == 2
    assert "gremlins" in ran.output
    assert "rewind" in ran.output


def test_planted_bugs_stand_for_every_row_of_the_list_and_are_forty_at_least() -> None:
    found = planted.bugs()
    assert len(found) >= 40
    rows = {int(word) for bug in found.values() if (word := bug.like.split(" ", 1)[0]).isdigit()}
    assert rows == set(range(1, 28))


@pytest.mark.parametrize(
    "name",
    [
        "a refused op is gone", "the journal is not sent again", "the cursor moves without the rows",
        "a fork drops the queue", "numbers of a scope are not dense", "dependencies are not looked at",
        "a write fails without a word", "an update clears the outbox",
    ],
)  # fmt: skip
def test_a_planted_bug_is_found(name: str) -> None:
    assert planted.search(name, 60).said


_FAILS = """
def make(old):
    def keep_promise(*_args):
        raise ValueError("a patch that fails by itself")
    return keep_promise
"""


def test_a_patch_that_fails_by_itself_shows_nothing_and_a_product_that_fails_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: dict[str, Any] = {}
    exec(compile(_FAILS, str(planted.FOLDER / "made_up.py"), "exec"), made)
    by_itself = planted.Planted("by itself", "", planted.instead(load, "keep_promise", made["make"]), (), 5, 14)
    ours = planted.rewritten(load, "keep_promise", "lines = lines_of(", "lines = [][1] and lines_of(")
    bugs = {"by itself": by_itself, "ours": planted.Planted("ours", "", ours, (), 5, 14)}
    monkeypatch.setattr(planted, "bugs", lambda: bugs)
    found = planted.search("ours", 12)
    assert "the server failed" in found.said
    assert found.itself == 0
    nothing = planted.search("by itself", found.seeds)
    assert not nothing.said
    assert nothing.itself > 0
