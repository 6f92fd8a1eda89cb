"""Pictures of goods: what was turned away at the door, and what came back."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh


@table("photo")
class Photo(Row, frozen=True, kw_only=True):
    """A picture that somebody took. The row only names it: its bytes are kept apart, by their SHA-256 in hex.

    `job` and `delivery`: the delivery or return at which it was taken. `product`: what it shows, empty for all of it.
    `device`: where it lies until it is brought; none of those that were taken before this was noted.
    """

    warehouse: str
    job: Literal["inbound", "returns"]
    delivery: str
    product: str = ""
    reason: str = ""
    sha256: str
    taken_by: str
    taken_at: int
    device: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), "desk")
