"""What is sold and stored: products, their units of measure and their barcodes."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table

Level = Literal["each", "inner", "case", "pallet"]


@table("product")
class Product(Row, frozen=True, kw_only=True):
    """A product; its id is the SKU. Weight in grams of one base unit.

    `upright`: this side up, so that the height of a unit stays its height in a box. None: nobody has said so.
    `un_number`: of dangerous goods, such as UN1993; `hazard_class`: as on the transport document, such as 3 or 3 (6.1).
    """

    name_en: str
    name_zh: str
    product_class: str = ""
    weight_g: int = 0
    lot_tracked: bool = False
    shelf_life_days: int | None = None
    active: bool = True
    upright: bool | None = None
    un_number: str | None = None
    hazard_class: str | None = None

    @property
    def danger(self) -> str:
        """The mark of dangerous goods, such as `UN1993 · 3`; empty for others."""
        return " · ".join(part for part in (self.un_number, self.un_number and self.hazard_class) if part)

    def scopes(self) -> tuple[str, ...]:
        return ("catalog",)


@table("product_unit")
class ProductUnit(Row, frozen=True, kw_only=True):
    """One level of packing of a product: how many base units, grams and millimetres. Id: `<sku>/<level>`."""

    product: str
    level: Level
    units: int
    weight_g: int = 0
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0

    def scopes(self) -> tuple[str, ...]:
        return ("catalog",)


@table("barcode")
class Barcode(Row, frozen=True, kw_only=True):
    """A code that stands for a product and a number of base units. Id: the GTIN as 14 digits, or the free code."""

    product: str
    level: Level = "each"
    units: int = 1

    def scopes(self) -> tuple[str, ...]:
        return ("catalog",)


@table("lot")
class Lot(Row, frozen=True, kw_only=True):
    """A production lot. Id: `<sku>/<lot>`. `expiry` is an ISO date, or none."""

    product: str
    code: str
    expiry: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return ("catalog",)
