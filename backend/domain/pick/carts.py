"""What a floor's lead says of releasing: the kinds of carts that it has, and what counts as urgent."""

from __future__ import annotations

from backend.domain.row import Row, table, wh

SLOTS_MAX = 24
"""Slots of a cart."""
URGENT_HOURS = 4
"""Where nobody has said otherwise, orders due within these hours are urgent."""


@table("cart_type")
class CartType(Row, frozen=True, kw_only=True):
    """A kind of cart: its slots for totes, and the kilograms and litres that it takes, 0 for no limit.

    Id: `<warehouse>/<code>`; the code is what its label says. What is not `active` is offered no more.
    """

    warehouse: str
    code: str
    name_en: str
    name_zh: str
    slots: int
    kilograms: int = 0
    litres: int = 0
    active: bool = True

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("release_rule")
class ReleaseRule(Row, frozen=True, kw_only=True):
    """How a floor releases. Id: the warehouse's. Orders due within `urgent_hours` never share a cart with others.

    `valuable_from`: minor units of an order's own currency, from which on each unit of it is scanned into its carton;
    none for no order.
    """

    warehouse: str
    urgent_hours: int = URGENT_HOURS
    valuable_from: int | None = None
    set_by: str = ""
    set_at: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


def is_valuable(rule: ReleaseRule | None, total: int) -> bool | None:
    """Whether an order of so many minor units is valuable there; none where it is not."""
    return True if rule is not None and rule.valuable_from and rule.valuable_from <= total else None
