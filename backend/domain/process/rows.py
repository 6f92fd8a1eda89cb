"""How a floor wants its work done, where that is not the usual way."""

from __future__ import annotations

from backend.domain.row import Row, table, wh


@table("process_switch")
class ProcessSwitch(Row, frozen=True, kw_only=True):
    """One switch of a warehouse as it was set, of those in `switches.py`. Id: `<warehouse>/<switch>`."""

    warehouse: str
    switch: str
    value: str
    set_by: str
    set_at: int

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)
