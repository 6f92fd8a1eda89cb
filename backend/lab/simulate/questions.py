"""The checker's own book of checkpoints: what is asked, what was answered, and of which answers somebody was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from backend.lab.simulate.leases import Fail, Json
from backend.lab.simulate.standing import Stood, told

BAD = {"answered_no", "too_low", "too_high", "not_answered"}
"""Codes of answers that hands have to see to."""


def trouble(asked: Json, said: str, tenths: int | None) -> str:
    """What is wrong with an answer, by what was asked."""
    if said in {"yes", "no"}:
        return "" if said == "yes" else "answered_no"
    if said == "unable" or tenths is None:
        return "not_answered"
    least, most = asked.get("least"), asked.get("most")
    if least is not None and tenths < least:
        return "too_low"
    return "too_high" if most is not None and tenths > most else ""


class Book:
    """All questions and answers of one log. `tasks`: by op, code and question of each task to see to."""

    def __init__(self, fail: Fail, tasks: dict[str, list[tuple[str, str]]]) -> None:
        self.fail, self._tasks = fail, tasks
        self.asked: dict[str, Json] = {}
        """By checkpoint: what is asked now."""
        self.entries: dict[str, tuple[Any, ...]] = {}
        self.last: dict[str, tuple[Any, ...]] = {}
        """By checkpoint and person, or by checkpoint where an answer holds for all: the latest one."""
        self._turns: dict[str, Callable[[Stood], None]] = {
            "checkpoint.set": self._set, "checkpoint.answer": self._answered,
        }  # fmt: skip

    def read(self, stood: Stood) -> None:
        """One op, in the order of the log."""
        if stood.kind in self._turns:
            self._turns[stood.kind](stood)

    def _set(self, stood: Stood) -> None:
        body, (_, _, least, most, *_) = stood.body, _question(stood.body)
        if least is not None and most is not None and least > most:
            self.fail("P3", f"{stood.kind} {stood.id}: no figure is fine, and it is asked")
        self.asked[f"{body['warehouse']}/{body['name']}"] = body

    def _answered(self, stood: Stood) -> None:
        """It is on record as it was asked then; what is not fine is one task. A later answer is the latest one."""
        id_, said, tenths = stood.body["checkpoint"], stood.body["said"], stood.body.get("tenths")
        asked = self.asked[id_]
        wrong, told_of = trouble(asked, said, tenths), self._tasks.pop(stood.id, [])
        where = f"{stood.kind} {stood.id}: {said} {tenths} to {id_}"
        if told_of != ([(wrong, id_)] if wrong else []):
            self.fail("P2", f"{where} is {wrong or 'fine'}, and somebody was told of {told_of}")
        if (wrong and stood.code != wrong) or (not wrong and stood.code in BAD):
            self.fail("P2", f"{where} is {wrong or 'fine'}, and it was answered {stood.code or 'that it is noted'}")
        at, least, most = min(stood.wall, stood.heard), asked.get("least"), asked.get("most")
        self.entries[stood.id] = (
            id_, asked["ask_en"].strip(), least, most, said, tenths, not wrong, stood.author, at, stood.heard
        )  # fmt: skip
        key = f"{id_}/{stood.author if asked['per'] == 'person' else ''}"
        if key not in self.last or self.last[key][-1] <= at:
            self.last[key] = said, tenths, not wrong, stood.author, at


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the rows. `raw`: the driver's connection."""
    tasks: dict[str, list[tuple[str, str]]] = defaultdict(list)
    query = "SELECT op, code, json_extract(params, '$.checkpoint') FROM exception_task WHERE act = 'see_to_it'"
    for op, code, of in raw.execute(query):
        tasks[op].append((code, of))
    book = Book(fail, tasks)
    for stood in told(raw):
        book.read(stood)
    for op, of in tasks.items():
        fail("P2", f"somebody is to see to {of}, and {op} is no answer that stands")
    query = 'SELECT id, checkpoint, ask_en, least, most, said, tenths, fine, "by", at, heard_at FROM checkpoint_entry'
    _compare(raw, query, book.entries, "the answer", fail)
    _compare(raw, 'SELECT id, said, tenths, fine, "by", at FROM checkpoint_last', book.last, "the latest answer", fail)
    query = "SELECT id, step, ask_en, least, most, per, hours, active FROM checkpoint"
    asked = {id_: _question(body) for id_, body in book.asked.items()}
    _compare(raw, query, asked, "the question", fail)


def _question(body: Json) -> tuple[Any, ...]:
    least, most, active = body.get("least"), body.get("most"), body.get("active", True)
    return body["step"], body["ask_en"].strip(), least, most, body["per"], body["hours"], active


def _compare(raw: Any, query: str, said: dict[str, tuple[Any, ...]], what: str, fail: Fail) -> None:
    rows = {id_: tuple(row) for id_, *row in raw.execute(query)}
    for id_ in sorted(rows.keys() | said.keys()):
        if rows.get(id_) != said.get(id_):
            fail("P2", f"{what} {id_} is {rows.get(id_)}, people said {said.get(id_)}")
