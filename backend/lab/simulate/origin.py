"""Whose an exception is: the product's, or that of a patch that was planted in it and does not fit.

A patch that fails by itself shows nothing of the checker: any build with an exception in it would be found so.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from backend.sync import commit, decide

BACKEND = Path(__file__).parents[2]
PATCHES = BACKEND.parent / "tests" / "planted"
HANDS = {BACKEND / "sync" / "working.py", BACKEND / "domain" / "draft.py"}
"""Through which rows are read: whoever asks there for what is not there has the fault."""


def is_of_patch(error: BaseException) -> bool:
    """Whether the code that fails stands in a patch: it raises by itself, or asks for what it may not ask for."""
    frames = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    ours = [path for path in frames if path not in HANDS and (BACKEND in path.parents or PATCHES in path.parents)]
    return bool(ours) and PATCHES in ours[-1].parents


class Heard:
    """What failed by itself, of all that the server and the devices ran into."""

    def __init__(self) -> None:
        self.of_patch: list[str] = []

    def exception(self, _message: str, *_more: Any) -> None:
        """The server has caught one, and writes it to its log."""
        error = sys.exc_info()[1]
        if error is not None:
            self.caught(error)

    def caught(self, error: BaseException) -> None:
        """Somebody has."""
        if is_of_patch(error):
            self.of_patch.append(repr(error)[:200])


@contextmanager
def listening() -> Iterator[Heard]:
    """While a patch is in the code, each exception is looked at."""
    heard, before = Heard(), (commit.log, decide.log)
    vars(commit)["log"] = vars(decide)["log"] = heard
    _LISTENERS.append(heard)
    try:
        yield heard
    finally:
        _LISTENERS.remove(heard)
        vars(commit)["log"], vars(decide)["log"] = before


_LISTENERS: list[Heard] = []


def caught(error: BaseException) -> None:
    """A device, or the server at work of its own, has run into this."""
    for heard in _LISTENERS:
        heard.caught(error)
