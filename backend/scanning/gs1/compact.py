"""The table of identifiers as a text of a few kilobytes, for the app: one line for all that have the same rules.

`<identifiers>;<parts>;<flags>;<needs>;<never>;<key>`, such as `3100-3105;n6;p;01,02;=;`: ranges run through numbers of
one length, `=` is the own first three digits, `p` a predefined length, `q` not for the query of a link.
A key that takes no qualifiers is `.`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backend.scanning.gs1.shape import Identifier, Part
from backend.scanning.gs1.table import TABLE

LETTERS = {"digits": "n", "cset82": "x", "cset39": "y", "base64url": "z"}
FAMILY = 3


def lines() -> Iterator[str]:
    """The table, in the order of the identifiers."""
    groups: dict[str, list[str]] = {}
    for ai in sorted(TABLE):
        groups.setdefault(_rules(TABLE[ai]), []).append(ai)
    yield from (f"{_ranges(ais)};{rules}".rstrip(";") for rules, ais in groups.items())


def _rules(row: Identifier) -> str:
    flags = ("p" if row.predefined else "") + ("" if row.attribute else "q")
    needs = "&".join(",".join(group) for group in row.needs)
    never = ",".join("=" if bar == row.ai[:FAMILY] and len(row.ai) > FAMILY else bar for bar in row.never)
    key = "" if row.key is None else "|".join(",".join(qualifiers) for qualifiers in row.key) or "."
    return ";".join((" ".join(_part(part) for part in row.parts), flags, needs, never, key))


def _part(part: Part) -> str:
    length = str(part.high) if part.low == part.high else f"{part.low}-{part.high}"
    checks = "".join(f":{check}" for check in part.checks)
    return f"{LETTERS[part.charset]}{length}{checks}{'?' if part.optional else ''}"


def _ranges(ais: Iterable[str]) -> str:
    runs: list[list[str]] = []
    for ai in ais:
        follows = bool(runs) and len(runs[-1][-1]) == len(ai) and int(ai) == int(runs[-1][-1]) + 1
        if follows:
            runs[-1].append(ai)
        else:
            runs.append([ai])
    return ",".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
