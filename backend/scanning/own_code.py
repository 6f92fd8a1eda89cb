"""The codes on our own labels: a kind letter, a hyphen, and the code.

| label | spelled | `Scan.code` | |
|---|---|---|---|
| location | `L-A-12-04` | `A-12-04` | as the place is called on the floor |
| tote | `T-0007` | `T-0007` | 4-9 digits; the letter is part of a tote's name |
| order | `O-10421` | `10421` | the number that the shop gave |
| badge | `B-7QX2M` | `7QX2M` | |
| command | `C-UNDO` | `UNDO` | one of `COMMANDS`; `C-WHY-EMPTY` and its like say a reason |

Capitals, digits and hyphen are one codeword each in Code 128, are typed alike by a wedge on most keyboard layouts, and
the letter in front keeps a code from ever being taken for a GTIN or an SSCC. Letters are taken in either case and given
back as capitals, so a code typed by hand or under Caps Lock is still found.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from backend.scanning.checkdigit import is_digits

OwnForm = Literal["location", "tote", "order", "badge", "command"]

FORMS: dict[str, OwnForm] = {"L-": "location", "T-": "tote", "O-": "order", "B-": "badge", "C-": "command"}
PREFIXES: dict[OwnForm, str] = {form: prefix for prefix, form in FORMS.items()}
_WHY = "EMPTY DAMAGED OTHER REACH EXPIRED WRONG QUALITY EXTRA UNWANTED DEFECT REFUSED"
WHY = tuple(f"WHY-{word}" for word in _WHY.split())
"""Reasons: why units are missing, are turned away, or came back. Each step takes those that it knows."""
COMMANDS = frozenset(
    ("CONFIRM", "SHORT", "UNDO", "FULL", "DONE", "NEXT", "CANCEL", "YES", "NO", "PRINT", "LOOK", "HELP", "SCRAP", *WHY)
)
CODE_SET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/#")
CODE_LENGTHS = range(1, 49)
TOTE_LENGTHS = range(4, 10)
BADGE_MARK = "TOTE-BADGE:"
"""In front of the secret of a badge, in its QR code."""


class OwnCode(NamedTuple):
    """Which of our labels it is, and its code in capitals; or the error, with no code."""

    form: OwnForm
    code: str | None
    error: str | None = None


def parse(text: str) -> OwnCode | None:
    """Read one of our codes, or none if the text is not of ours.

    `T-SHIRT` and other foreign words are not totes. What begins with `C-` is a command or the error
    `unknown_command`, never looked up as goods; a malformed code of the other kinds is `malformed_code`.
    """
    form = FORMS.get(text[:2].upper()) if text.isascii() else None
    if form is None:
        return None
    rest = text[2:].upper()
    if form == "tote" and not is_digits(rest):
        return None
    if fits(form, rest):
        return OwnCode(form, "T-" + rest if form == "tote" else rest)
    return OwnCode(form, None, "unknown_command" if form == "command" else "malformed_code")


def fits(form: OwnForm, rest: str) -> bool:
    """True if `rest`, in capitals, may stand behind the prefix of this kind."""
    if form == "command":
        return rest in COMMANDS
    if form == "tote":
        return is_digits(rest) and len(rest) in TOTE_LENGTHS
    return len(rest) in CODE_LENGTHS and CODE_SET.issuperset(rest) and rest[0] not in "-./_"


def spell(form: OwnForm, code: str) -> str:
    """What to print into the bars for the code that `Scan.code` is to give back.

    Raises ValueError for a code that could not be read back.
    """
    text = code.upper() if code.isascii() else code
    rest = text.removeprefix("T-") if form == "tote" else text
    if not fits(form, rest):
        raise ValueError(f"{code!r} cannot be a {form} code")
    return PREFIXES[form] + rest
