"""Exceptions: what the world and the books disagree about, as a task for a person at a place."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh


@table("exception_task")
class ExceptionTask(Row, frozen=True, kw_only=True):
    """A physical act that settles a contradiction. Id: `<op id>/x`. `scope` is where it shows: a floor, or `desk`.

    `owner` has it in hand, and wants to be done by `due_at`. `settled_units`: what settling it has moved in the books.
    """

    scope: str
    code: str
    act: str
    warehouse: str = ""
    place: str = ""
    product: str = ""
    quantity: int = 0
    params: dict[str, str | int] = {}  # noqa: RUF012  (msgspec copies it for each row)
    choices: tuple[str, ...] = ("done",)
    stage: Literal["open", "settled"] = "open"
    op: str
    raised_by: str
    raised_at: int
    settled_by: str | None = None
    settled_as: str = ""
    owner: str | None = None
    due_at: int | None = None
    settled_units: int | None = None

    def scopes(self) -> tuple[str, ...]:
        if self.scope == "desk" or not self.warehouse:
            return ("desk",)
        return (wh(self.warehouse), "desk")
