"""How strictly a floor goes by lot, serial number and date when it picks: per class of products, set by its lead."""

from __future__ import annotations

from typing import Literal, Protocol, TypeVar

from backend.domain.day import DAY_MS, iso_day
from backend.domain.product.rows import Product
from backend.domain.row import Row, table, wh

Strict = Literal["none", "warn", "force"]
"""Goes on silently; is asked about once, and told to the lead; is not taken by a device."""

R = TypeVar("R", bound=Row)


@table("pick_rule")
class PickRule(Row, frozen=True, kw_only=True):
    """The picking rules of a class in a warehouse. Id: `<warehouse>/<class>`; without a class, of all other products.

    `fefo`: what expires first is taken first. `lot`: the lot that is wanted is taken, and read. `serial`: each unit has
    a serial number of its own. `expiry`: units are good for `least_days` more at least.
    """

    warehouse: str
    product_class: str = ""
    fefo: Strict = "warn"
    lot: Strict = "force"
    serial: Strict = "none"
    expiry: Strict = "force"
    least_days: int = 0
    set_by: str = ""
    set_at: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    @property
    def unread(self) -> Strict:
        """How strictly a lot is to be read. Where nobody has set a rule, a code without one stands for the stop's."""
        return self.lot if self.set_by else "none"


class _Finds(Protocol):
    def find(self, row: type[R], id_: str) -> R | None: ...


def rule_id(warehouse: str, product_class: str) -> str:
    """The id of the rule of a class."""
    return f"{warehouse}/{product_class}"


def rule_of(rows: _Finds, warehouse: str, product: str) -> PickRule:
    """The rule of a product's class, else that of all other products, else the usual one."""
    found = rows.find(Product, product)
    own = rows.find(PickRule, rule_id(warehouse, found.product_class)) if found is not None else None
    others = rule_id(warehouse, "")
    return own or rows.find(PickRule, others) or PickRule(id=others, warehouse=warehouse)


def needed_until(rule: PickRule, at: int) -> str:
    """The day until which units that leave now have to be good."""
    return iso_day(at + rule.least_days * DAY_MS)
