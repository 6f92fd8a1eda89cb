"""The page about the switches of a floor says what the table says."""

from __future__ import annotations

from pathlib import Path

from backend.domain.process.switches import CLASHES, SWITCHES, clash, sentence, standing

PAGE = (Path(__file__).parents[2] / "docs" / "process.md").read_text(encoding="utf-8")


def test_each_value_of_each_switch_has_its_row() -> None:
    rows = [
        f"| {switch.job} | {switch.name[0]} (`{key}`) | {told.name[0]} (`{value}`) | {told.does[0]} |"
        for key, switch in SWITCHES.items()
        for value, told in switch.values.items()
    ]
    assert [line for line in PAGE.splitlines() if line.startswith(("| pick", "| pack", "| count", "| ship"))] == rows


def test_each_pair_that_does_not_go_together_is_told() -> None:
    assert [f"- {sentence(c)[0]}." for c in CLASHES] == [x for x in PAGE.splitlines() if x.startswith("- ")]


def test_the_usual_way_goes_together() -> None:
    usual = standing([])
    assert clash(usual) is None
    for c in CLASHES:
        assert clash({**usual, **dict([c.one, c.other])}) is c
        assert all(key in SWITCHES and value in SWITCHES[key].values for key, value in (c.one, c.other))
