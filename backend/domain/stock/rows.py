"""Where goods are: places, balances, and the ledger of moves that they sum up."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh

LocationKind = Literal["bin", "tote", "pack", "stage", "dock", "receive", "quarantine", "outside"]
OUTSIDE = ("supplier", "customer", "adjustment")
"""Places beyond the walls: goods come from a supplier, go to a customer, or turn out to be more or fewer."""
QUARANTINE = "QUARANTINE"
"""What every place of quarantine is called, alone or with a hyphen and more: the ledger knows them by it."""


@table("warehouse")
class Warehouse(Row, frozen=True, kw_only=True):
    """A building. `company_prefix` is the GS1 Company Prefix (7 to 10 digits) that its SSCCs begin with."""

    name_en: str
    name_zh: str
    company_prefix: str
    street: str = ""
    city: str = ""
    zip: str = ""
    country: str = ""
    time_zone: str = "UTC"

    def scopes(self) -> tuple[str, ...]:
        return ("catalog",)


@table("location")
class Location(Row, frozen=True, kw_only=True):
    """A place that can hold goods. Id: `<warehouse>/<code>`. The walk goes by `pick_sequence`."""

    warehouse: str
    code: str
    kind: LocationKind = "bin"
    zone: str = ""
    pick_sequence: int = 0
    check_digits: str = ""

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("stock")
class Stock(Row, frozen=True, kw_only=True):
    """Units of one product and lot at one place. Id: `<location id>/<sku>/<lot>`; `lot` is empty if not tracked.

    `allocated` is what pick tasks count on here; a fact may leave less than that. `corrected` is how much of `quantity`
    came from counts and not from goods that moved: units found to be more (or, below zero, fewer) than the books said.
    """

    warehouse: str
    location: str
    product: str
    lot: str = ""
    quantity: int = 0
    allocated: int = 0
    corrected: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    @property
    def moved(self) -> int:
        """The balance of the goods that moved, without what counts have corrected."""
        return self.quantity - self.corrected


@table("stock_position")
class StockPosition(Row, frozen=True, kw_only=True):
    """One product in one warehouse, in base units. Id: `<warehouse>/<sku>`. What is in quarantine is not on hand.

    Always: `on_hand + short_open - reserved - leased >= 0`. Only a physical fact raises `short_open`.
    """

    warehouse: str
    product: str
    on_hand: int = 0
    short_open: int = 0
    reserved: int = 0
    leased: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse), "desk")

    @property
    def free(self) -> int:
        """Units that may still be promised."""
        return max(0, self.on_hand - self.reserved - self.leased)


@table("pick_face")
class PickFace(Row, frozen=True, kw_only=True):
    """A bin that a product is picked from, and between how many units it is kept. Id: `<location id>/<sku>`.

    Fewer than `least` units call for a refill up to `most`; with `most` 0 the bin is the product's no longer.
    """

    warehouse: str
    location: str
    product: str
    least: int = 0
    most: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("move")
class Move(Row, frozen=True, kw_only=True):
    """One entry of the ledger: units that went from one place to another. Never changed once written."""

    warehouse: str
    op: str
    product: str
    lot: str = ""
    from_location: str
    to_location: str
    quantity: int

    def scopes(self) -> tuple[str, ...]:
        return ()


@table("counter")
class Counter(Row, frozen=True, kw_only=True):
    """The next number of a series, such as `ROT/run` or `ROT/sscc`."""

    next: int = 1

    def scopes(self) -> tuple[str, ...]:
        return ()
