"""`tote scan`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from backend.cli.common import SOME, fail

if TYPE_CHECKING:
    from backend.scanning.explain import Question


@click.command(short_help="Explain any code.")
@click.argument("code")
@click.option("--symbology", metavar="S", help="What it was read from: ]C1, gs1-128, ean13, qr …")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Of the words.  [default: as LANG has it]")
def command(*, code: str, symbology: str | None, as_json: bool, language: str | None) -> None:
    r"""Explain any code: what a scanner sent, or what is printed under the bars.

    \b
      tote scan '(01)09521101530001(17)261231(10)LOT-7'
      tote scan ']C1010952110153000110LOT-7\x1d17261231' --json
      tote scan https://id.example.org/01/09521101530001

    \x1d stands for GS. `-` reads one JSON string a line from standard input, or one object with `in` and, if wanted,
    `symbology`, `profile` and `today`, and writes one line of JSON each:

    \b
      {"in": "0109521101530001…", "profile": {"gs_dropped": true}, "today": "2026-11-23"}

    Ends with 1 if a code is wrong.
    """
    from backend.scanning.explain import Question

    if code == "-":
        sys.exit(_many(symbology))
    question = Question(code.replace("\\x1d", "\x1d"), symbology)
    if as_json:
        said = _answered(question)
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        said = _told_of(question, zh=(language or os.environ.get("LANG", "")).startswith("zh"))
    sys.exit(0 if said["ok"] else SOME)


def _answered(question: Question) -> dict[str, Any]:
    from backend.scanning.explain import UnknownSymbologyError, answer

    try:
        return answer(question, datetime.now(UTC).date())
    except UnknownSymbologyError:
        return {"ok": False, "error": "SYMBOLOGY", "error_ai": None}


def _told_of(question: Question, *, zh: bool) -> dict[str, Any]:
    from backend.scanning import symbology

    if question.symbology is not None and symbology.named(question.symbology) is None:
        names = ", ".join(symbology.NAMES)
        fail(f"There is no symbology {question.symbology}.", f"One of: ]C1 and the like, {names}")
    said = _answered(question)
    click.echo("\n".join(_told(said, question.text, zh=zh)))
    return said


def _many(symbology: str | None) -> int:
    import msgspec

    from backend.scanning.explain import Question

    is_right = True
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            asked = msgspec.convert(_known(msgspec.json.decode(line), number), str | Question)
        except (msgspec.MsgspecError, UnicodeError) as error:
            fail(f"Line {number} cannot be read: {error}", 'A line is a JSON string, or {"in": "…", "profile": {…}}.')
        question = Question(asked) if isinstance(asked, str) else asked
        said = _answered(msgspec.structs.replace(question, symbology=question.symbology or symbology))
        is_right = is_right and said["ok"]
        click.echo(json.dumps(said, ensure_ascii=False))
    return 0 if is_right else SOME


def _known(asked: object, number: int) -> object:
    """The question without the fields that there are not, which are told of: the other lines are still answered."""
    from msgspec.structs import fields

    from backend.scanning.explain import Question
    from backend.scanning.profile import Profile

    if not isinstance(asked, dict):
        return asked
    kept = _without(asked, {field.encode_name for field in fields(Question)}, number)
    if isinstance(kept.get("profile"), dict):
        kept["profile"] = _without(kept["profile"], {field.encode_name for field in fields(Profile)}, number)
    return kept


def _without(asked: dict[str, Any], names: set[str], number: int) -> dict[str, Any]:
    for name in asked.keys() - names:
        click.echo(f"Line {number}: there is no field {name}; it is left out.", err=True)
    return {name: value for name, value in asked.items() if name in names}


def _told(said: dict[str, Any], code: str, *, zh: bool) -> Iterator[str]:
    from backend.scanning import own_code, profile, symbology, words

    if not said["ok"]:
        yield words.wrong(said, zh=zh)
        return
    own = own_code.parse(symbology.strip(profile.normalise(code))[1]) if said["form"] == "plain" else None
    if own is not None:
        yield f"{own.form} {own.code}" if own.code else f"{own.form}: {own.error}"
    else:
        yield said["form"] + (f", from a symbol {said['aim']}" if said["aim"] else "")
    yield from (f"  ({ai}) {value}" for ai, value in said["ais"])
    yield from (f"  {name}: {value}" for name, value in said["derived"].items())
    yield from (f"  note: {words.note(warning, zh=zh)}" for warning in said["warnings"])
    for other in said["alternatives"]:
        yield "  or: " + "".join(f"({ai}){value}" for ai, value in other)
