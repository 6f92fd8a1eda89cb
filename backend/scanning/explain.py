"""What a code says, as plain data: for `tote scan`, `POST /api/scan` and the cases that both sides are held to."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from backend.scanning import symbology
from backend.scanning.grammar import Read, read
from backend.scanning.profile import PLAIN_PROFILE, Profile


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """A code as a scanner sent it, and what is known about it."""

    text: str = msgspec.field(name="in")
    symbology: str | None = None
    """An identifier such as `]C1`, or a name such as `gs1-128`, where the text does not begin with one."""
    profile: Profile = PLAIN_PROFILE
    day: date | None = msgspec.field(default=None, name="today")
    """Two-digit years are judged by it; without it, by the clock."""


class UnknownSymbologyError(ValueError):
    """A name that is neither an identifier nor one of `symbology.NAMES`."""


def answer(question: Question, on: date) -> dict[str, Any]:
    """What the code of a question says. `on`: the day, where the question does not say it.

    Raises UnknownSymbologyError.
    """
    aim = None if question.symbology is None else symbology.named(question.symbology)
    if question.symbology is not None and aim is None:
        raise UnknownSymbologyError(question.symbology)
    return explained(read(question.text, (question.day or on).year, question.profile, aim))


def explained(got: Read) -> dict[str, Any]:
    """`ok`, and what was read; or what is wrong and the application identifier at which it was met."""
    if got.error is not None:
        return {"ok": False, "error": got.error, "error_ai": got.error_ai}
    return {
        "ok": True,
        "form": got.form,
        "aim": got.aim,
        "ais": [list(pair) for pair in got.ais],
        "derived": got.derived,
        "warnings": list(got.warnings),
        "alternatives": [[list(pair) for pair in other] for other in got.alternatives],
    }
