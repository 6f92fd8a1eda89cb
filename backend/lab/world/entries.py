"""What a line of each file of the demo world says."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from backend.domain.people.roles import Role
from backend.domain.people.rows import Language
from backend.domain.product.rows import Level
from backend.domain.stock.rows import LocationKind

YesNo = Literal["yes", "no"]


class WarehouseEntry(Struct, frozen=True, kw_only=True):
    """A building. Its SSCCs begin with `company_prefix`, from the range that GS1 keeps for examples (952)."""

    code: str
    name_en: str
    name_zh: str
    company_prefix: str
    street: str
    city: str
    zip: str
    country: str
    time_zone: str


class LocationEntry(Struct, frozen=True, kw_only=True):
    """A place. Bins count up in the order of the walk: up one aisle, down the next, each bay from the floor up."""

    warehouse: str
    code: str
    kind: LocationKind
    zone: str = ""
    pick_sequence: int = 0
    check_digits: str = ""


class BoxEntry(Struct, frozen=True, kw_only=True):
    """A kind of box that a floor packs into: inner millimetres, grams of the empty box and of what it bears."""

    warehouse: str
    code: str
    name_en: str
    name_zh: str
    length_mm: int
    width_mm: int
    height_mm: int
    tare_g: int
    max_g: int


class PackEntry(Struct, frozen=True, kw_only=True):
    """One level of packing of a product. `gtin` is GTIN-13 for an each, else GTIN-14; no sizes where unknown (0)."""

    level: Level
    units: int
    gtin: str
    weight_g: int = 0
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0


class ProductEntry(Struct, frozen=True, kw_only=True):
    """A product. Prices in cents of EUR, without tax. `packs` begins with the each."""

    sku: str
    name_en: str
    name_zh: str
    product_class: str
    tax_class: Literal["alcohol", "reduced", "standard"]
    gtin: str
    inner_units: int = 0
    gtin_inner: str = ""
    case_units: int
    gtin_case: str
    pallet_units: int
    gtin_pallet: str
    weight_g: int
    length_mm: int
    width_mm: int
    height_mm: int
    case_weight_g: int
    case_length_mm: int
    case_width_mm: int
    case_height_mm: int
    lot_tracked: YesNo
    shelf_life_days: int | None = None
    price_minor: int
    cost_minor: int

    @property
    def packs(self) -> tuple[PackEntry, ...]:
        """Each, inner where there is one, case, pallet."""
        each = PackEntry(
            level="each",
            units=1,
            gtin=self.gtin,
            weight_g=self.weight_g,
            length_mm=self.length_mm,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
        )
        inner = PackEntry(
            level="inner", units=self.inner_units, gtin=self.gtin_inner, weight_g=self.inner_units * self.weight_g
        )
        case = PackEntry(
            level="case",
            units=self.case_units,
            gtin=self.gtin_case,
            weight_g=self.case_weight_g,
            length_mm=self.case_length_mm,
            width_mm=self.case_width_mm,
            height_mm=self.case_height_mm,
        )
        cases = self.pallet_units // self.case_units
        pallet = PackEntry(
            level="pallet", units=self.pallet_units, gtin=self.gtin_pallet, weight_g=cases * self.case_weight_g
        )
        return (each, inner, case, pallet) if self.inner_units else (each, case, pallet)


class CustomerEntry(Struct, frozen=True, kw_only=True):
    """A customer. Credit in cents, `terms_days` to pay, `rep` the sales person who looks after them, or none."""

    number: str
    name_en: str
    name_zh: str = ""
    email: str
    rep: str | None = None
    currency: str
    credit_limit_minor: int
    terms_days: int
    since: date
    blocked: YesNo
    contact: str
    street: str
    city: str
    zip: str
    country: str
    phone: str


class PersonEntry(Struct, frozen=True, kw_only=True):
    """Somebody to sign in as. An empty warehouse means everywhere that the role reaches."""

    id: str
    name: str
    role: Role
    warehouse: str = ""
    badge: str
    language: Language


class StockEntry(Struct, frozen=True, kw_only=True):
    """Units in a bin at the start. `expires_in_days` counts from the day that the world is built."""

    warehouse: str
    location: str
    sku: str
    lot: str = ""
    expires_in_days: int | None = None
    quantity: int


class World(Struct, frozen=True, kw_only=True):
    """All of it."""

    warehouses: tuple[WarehouseEntry, ...]
    locations: tuple[LocationEntry, ...]
    boxes: tuple[BoxEntry, ...]
    products: tuple[ProductEntry, ...]
    customers: tuple[CustomerEntry, ...]
    people: tuple[PersonEntry, ...]
    stock: tuple[StockEntry, ...]
