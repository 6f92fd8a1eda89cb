from __future__ import annotations

import json
from typing import get_args

import pytest
from click.testing import CliRunner

from backend.cli import main
from backend.scanning import words
from backend.scanning.gs1.elements import Error

LABEL = "]C1010952110153000110LOT-7\x1d17261231"
READ = {
    "ok": True, "form": "gs1", "aim": "]C1", "ais": [["01", "09521101530001"], ["10", "LOT-7"], ["17", "261231"]],
    "derived": {"gtin": "09521101530001", "lot": "LOT-7", "expiry": "2026-12-31"}, "warnings": [], "alternatives": [],
}  # fmt: skip


def test_a_code_is_explained_as_json_and_in_words() -> None:
    said = CliRunner().invoke(main, ["scan", LABEL.replace("\x1d", "\\x1d"), "--json"])
    assert (said.exit_code, json.loads(said.stdout)) == (0, READ)
    told = CliRunner().invoke(main, ["scan", LABEL])
    assert "(10) LOT-7" in told.stdout
    assert "expiry: 2026-12-31" in told.stdout
    assert CliRunner().invoke(main, ["scan", "L-A-12-04"]).stdout == "location A-12-04\n"


def test_a_wrong_code_ends_with_one_and_an_unknown_symbology_with_two_and_what_there_is() -> None:
    wrong = CliRunner().invoke(main, ["scan", "9521101530002", "--json"])
    assert (wrong.exit_code, json.loads(wrong.stdout)) == (1, {"ok": False, "error": "CHECK_DIGIT", "error_ai": "01"})
    assert "check digit" in CliRunner().invoke(main, ["scan", "9521101530002"]).stdout
    unknown = CliRunner().invoke(main, ["scan", "1", "--symbology", "sandcode"])
    assert unknown.exit_code == 2
    assert "gs1-128" in unknown.stderr


def test_lines_are_answered_one_by_one_and_a_broken_one_is_named() -> None:
    dropped = LABEL.replace("\x1d", "")
    lines = [json.dumps(LABEL), json.dumps({"in": dropped, "profile": {"gs_dropped": True}, "today": "2026-11-23"})]
    said = CliRunner().invoke(main, ["scan", "-"], input="\n".join(lines))
    first, second = map(json.loads, said.stdout.splitlines())
    assert first == READ
    assert second["ais"] == [["01", "09521101530001"], ["10", "LOT-717261231"]]
    assert READ["ais"] == second["alternatives"][0]
    broken = CliRunner().invoke(main, ["scan", "-"], input=f'{lines[0]}\n{{"out": 1}}\n')
    assert broken.exit_code == 2
    assert "Line 2" in broken.stderr


def test_a_field_that_there_is_not_is_told_of_and_the_line_is_still_answered() -> None:
    asked = {"in": "]C1010952110153000110A$17261231", "profile": {"gs": "$", "layout": "de"}, "when": 1}
    said = CliRunner().invoke(main, ["scan", "-"], input=json.dumps(asked))
    assert json.loads(said.stdout)["derived"]["expiry"] == "2026-12-31"
    assert "no field layout" in said.stderr
    assert "no field when" in said.stderr


def test_a_symbology_that_there_is_not_is_an_answer_where_lines_are_answered() -> None:
    asked = [{"in": "1", "symbology": "sandcode"}, {"in": "96385074", "symbology": "EAN-8"}]
    said = CliRunner().invoke(main, ["scan", "-"], input="\n".join(map(json.dumps, asked)))
    first, second = map(json.loads, said.stdout.splitlines())
    assert first == {"ok": False, "error": "SYMBOLOGY", "error_ai": None}
    assert second["derived"] == {"gtin": "00000096385074"}


def test_the_symbology_of_all_lines_may_be_said_once() -> None:
    said = CliRunner().invoke(main, ["scan", "-", "--symbology", "gs1-128"], input='"10LOT-7"\n')
    assert json.loads(said.stdout)["derived"] == {"lot": "LOT-7"}


@pytest.mark.parametrize(("language", "word"), [("en", "scan again"), ("zh", "请重新扫描")])
def test_what_is_wrong_is_said_with_what_to_do_in_both_languages(language: str, word: str) -> None:
    assert word in CliRunner().invoke(main, ["scan", "9521101530002", "--language", language]).stdout


def test_every_error_and_every_note_has_words_in_both_languages() -> None:
    assert set(words.WRONG) == set(get_args(Error))
    assert set(words.NOTES) == {"COMPRESSED_LINK", "NEEDS", "PAIR", "READINGS"}
    assert all(
        en and zh and en.isascii() and not zh.isascii() for en, zh in (*words.WRONG.values(), *words.NOTES.values())
    )
