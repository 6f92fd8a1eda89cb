"""What may be sent in place of a product that is short."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table

Consent = Literal["always", "ask", "never"]
"""What a customer says to substitutes: send them, ask each time, do not."""


@table("substitute")
class Substitute(Row, frozen=True, kw_only=True):
    """One product that may go in place of another. Id: `<sku>/<sku of the other>`. The lowest `rank` goes first.

    `gives` units of the other stand for `per` units of the product. An entry that was taken out is not `active`.
    """

    product: str
    other: str
    gives: int = 1
    per: int = 1
    rank: int = 1
    active: bool = True

    def scopes(self) -> tuple[str, ...]:
        return ("catalog",)


def substitute_id(product: str, other: str) -> str:
    """The id of an entry."""
    return f"{product}/{other}"
