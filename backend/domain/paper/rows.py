"""What was done by a printed sheet while devices were down, and entered afterwards."""

from __future__ import annotations

from backend.domain.row import Row, table, wh


@table("paper_line")
class PaperLine(Row, frozen=True, kw_only=True):
    """One line of a sheet that was entered. Id: the line's own, so that it counts once.

    `kind` and `units`: the op that it came to, and how many. `by` did it `at` (UTC ms, as they wrote it down);
    `entered_by` typed it in. `op` is the op that entered it.
    """

    warehouse: str
    kind: str
    units: int
    by: str
    at: int
    entered_by: str
    entered_at: int
    op: str

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)
