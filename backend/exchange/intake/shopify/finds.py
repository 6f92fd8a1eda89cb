"""Collects what is wrong with a file while it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backend.exchange.intake.shopify.drafts import Problem
from backend.exchange.intake.shopify.words import WORDS

VALUE_CHARS_MAX = 80
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def shown(value: str) -> str:
    """A cell as a report shows it: one line, at most 80 characters, cut with an ellipsis."""
    line = _CONTROL.sub(" ", value[: VALUE_CHARS_MAX * 4]).strip()
    return line if len(line) <= VALUE_CHARS_MAX else line[: VALUE_CHARS_MAX - 1] + "…"


class Finds:
    """The problems found so far. `bad_rows` have an error of their own, `told_rows` stay out because of one."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.bad_rows: set[int] = set()
        self.told_rows: set[int] = set()

    def add(
        self, row: int, column: str, code: str, value: str = "", more: str = "", *, also: Sequence[int] = ()
    ) -> None:
        """Notes a problem; its sentence comes from `WORDS[code]`."""
        words = WORDS[code]
        value, more = shown(value), shown(more)
        if words.severity == "error":
            self.bad_rows.add(row)
            self.told_rows.update(also)
        self.problems.append(
            Problem(
                row=row,
                column=column,
                code=code,
                value=value,
                en=words.en.format(value=value, more=more),
                zh=words.zh.format(value=value, more=more),
                severity=words.severity,
                also=tuple(sorted(set(also) - {row})),
            )
        )
