"""`tote scan`."""

from __future__ import annotations

import json
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
def command(*, code: str, symbology: str | None, as_json: bool) -> None:
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
        sys.exit(_many())
    said = _answered(Question(code.replace("\\x1d", "\x1d"), symbology))
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo("\n".join(_told(said, code)))
    sys.exit(0 if said["ok"] else SOME)


def _answered(question: Question) -> dict[str, Any]:
    from backend.scanning import symbology
    from backend.scanning.explain import UnknownSymbologyError, answer

    try:
        return answer(question, datetime.now(UTC).date())
    except UnknownSymbologyError as unknown:
        fail(f"There is no symbology {unknown}.", f"One of: ]C1 and the like, {', '.join(symbology.NAMES)}")


def _many() -> int:
    import msgspec

    from backend.scanning.explain import Question

    is_right = True
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            asked = msgspec.json.decode(line, type=str | Question)
        except (msgspec.MsgspecError, UnicodeError) as error:
            fail(f"Line {number} cannot be read: {error}", 'A line is a JSON string, or {"in": "…", "profile": {…}}.')
        said = _answered(Question(asked) if isinstance(asked, str) else asked)
        is_right = is_right and said["ok"]
        click.echo(json.dumps(said, ensure_ascii=False))
    return 0 if is_right else SOME


def _told(said: dict[str, Any], code: str) -> Iterator[str]:
    from backend.scanning.own_code import parse

    if not said["ok"]:
        where = f" at ({said['error_ai']})" if said["error_ai"] else ""
        yield f"{said['error']}{where}: {WRONG[said['error']]}"
        return
    own = parse(code) if said["form"] == "plain" else None
    if own is not None:
        yield f"{own.form} {own.code}" if own.code else f"{own.form}: {own.error}"
    else:
        yield said["form"] + (f", from a symbol {said['aim']}" if said["aim"] else "")
    yield from (f"  ({ai}) {value}" for ai, value in said["ais"])
    yield from (f"  {name}: {value}" for name, value in said["derived"].items())
    yield from (f"  note: {warning}" for warning in said["warnings"])
    for other in said["alternatives"]:
        yield "  or: " + "".join(f"({ai}){value}" for ai, value in other)


WRONG = {
    "AI_PAIR": "two identifiers that must not stand together",
    "CHARSET": "a character that may not stand there",
    "CHECK_DIGIT": "the check digit is wrong: a misread, or a misprint; scan again",
    "CURRENCY": "no currency of ISO 4217",
    "DATE": "no such day or time",
    "DL_PATH": "the path of the link cannot be read",
    "DL_QUALIFIER": "this does not qualify the key of the link",
    "DL_QUALIFIER_ORDER": "the qualifiers of the link are in a wrong order",
    "DUPLICATE_AI": "two different values",
    "EMPTY": "nothing was sent",
    "LENGTH": "too short or too long",
    "SYMBOLOGY": "no symbology identifier that scanners send; Caps Lock, maybe",
    "UNKNOWN_AI": "no such application identifier; a separator may have been lost",
    "VALUE": "not a value that may stand there",
}
