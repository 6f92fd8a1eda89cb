"""How far back the change log reaches."""

from __future__ import annotations

from backend.domain.row import Row, table


@table("log_floor")
class LogFloor(Row, frozen=True, kw_only=True):
    """The change log of a scope holds what came after `floor`. Id: the scope."""

    floor: int = 0

    def scopes(self) -> tuple[str, ...]:
        return ()
