"""The labels that Tote prints, one struct a kind. What a field holds is printed as it is; titles come in `lang`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Line = Annotated[str, Meta(max_length=200)]
"""One line of text. Longer than its place on the label, it is made smaller, then cut."""
Address = Annotated[tuple[Line, ...], Meta(max_length=12)]
"""Name, street, city, country: a line each, the name first. Empty lines are left out."""
Count = Annotated[int, Meta(ge=0, le=99_999_999)]
Grams = Annotated[int, Meta(ge=0, le=99_999_999)]
"""Gross weight; 0 if it was not weighed."""
Dangerous = Annotated[tuple[Line, ...], Meta(max_length=40)]
"""The marks of dangerous goods inside, such as `UN1993 · 3`: number and class. Six at most are printed."""
Lang = Literal["en", "zh"]
Arrow = Literal["", "up", "down", "left", "right"]
ProductSymbol = Literal["ean", "gs1-128", "datamatrix", "qr-link", "code128"]


class Printed(Struct, frozen=True, kw_only=True, tag_field="kind", forbid_unknown_fields=True):
    """What every label has."""

    reprint: bool = False
    """The same label again, marked as such in a corner."""
    lang: Lang = "en"
    """Of the printed titles."""


class LocationLabel(Printed, frozen=True, kw_only=True, tag="location"):
    """A place on the floor."""

    code: Line
    check_digits: Line = ""
    """What a picker reads aloud or types where the bars cannot be reached."""
    arrow: Arrow = ""
    """Where the place is, seen from the label: a label on a beam serves the shelf above or below."""
    note: Line = ""


class ToteLabel(Printed, frozen=True, kw_only=True, tag="tote"):
    """A tote, by its name such as `T-0007`."""

    code: Line
    note: Line = ""


class OrderLabel(Printed, frozen=True, kw_only=True, tag="order"):
    """An order, by the number that the shop gave."""

    code: Line
    note: Line = ""


class CommandLabel(Printed, frozen=True, kw_only=True, tag="command"):
    """A command that is scanned instead of tapped, such as `CONFIRM`."""

    code: Line


class BadgeLabel(Printed, frozen=True, kw_only=True, tag="badge"):
    """A badge. Its secret signs its bearer in: it comes from whoever issued it, and is kept nowhere."""

    secret: Line
    """32 letters and digits, with or without `TOTE-BADGE:` in front."""
    name: Line
    note: Line = ""


class ProductLabel(Printed, frozen=True, kw_only=True, tag="product"):
    """Goods: one piece, or a case of `units`."""

    gtin: Line = ""
    """GTIN-8, -12, -13 or -14. May be empty where `symbol` is `code128`, which says the SKU."""
    sku: Line
    name: Line
    lot: Line = ""
    expiry: Line = ""
    """ISO, such as `2026-12-31`."""
    units: Count = 1
    symbol: ProductSymbol = "ean"


class CartonLabel(Printed, frozen=True, kw_only=True, tag="carton"):
    """The logistic label of a carton. Five address lines at most are printed."""

    sscc: Line
    """18 digits with the right check digit."""
    order_number: Line
    ship_to: Address
    from_name: Line
    carton_no: Count
    carton_count: Count | None = None
    """None while it is not known how many there will be."""
    weight_g: Grams = 0
    carrier: Line = ""
    purchase_order: Line = ""
    """The customer's own number of the order."""
    dangerous: Dangerous = ()


class PalletLabel(Printed, frozen=True, kw_only=True, tag="pallet"):
    """The logistic label of a pallet. With a content, its GTIN and count go into a second symbol."""

    sscc: Line
    ship_to: Address
    from_name: Line
    cartons: Count
    weight_g: Grams = 0
    content_gtin: Line = ""
    """What is on the pallet, where it is one thing only."""
    count: Count = 0
    """How many of it."""
    lot: Line = ""
    best_before: Line = ""
    """ISO, such as `2026-12-31`."""


class ShippingLabel(Printed, frozen=True, kw_only=True, tag="shipping"):
    """What a carrier needs on a parcel."""

    sscc: Line
    order_number: Line
    ship_to: Address
    ship_from: Address
    carrier: Line
    service: Line = ""
    route: Line = ""
    """The carrier's own code for the way, in big letters."""
    phone: Line = ""
    weight_g: Grams = 0
    dangerous: Dangerous = ()


class ReturnLabel(Printed, frozen=True, kw_only=True, tag="return"):
    """A parcel on its way back."""

    code: Line
    """The number of the return."""
    order_number: Line
    return_to: Address
    customer: Line = ""


Label = (
    LocationLabel
    | ToteLabel
    | OrderLabel
    | CommandLabel
    | BadgeLabel
    | ProductLabel
    | CartonLabel
    | PalletLabel
    | ShippingLabel
    | ReturnLabel
)
"""Any label; on the wire `{"kind": "location", "code": "A-12-04"}` and so on."""
KINDS: dict[str, type[Label]] = {str(kind.__struct_config__.tag): kind for kind in Label.__args__}
_DECODER: msgspec.json.Decoder[Label] = msgspec.json.Decoder(Label)


def decode(text: bytes | str) -> Label:
    """A label from JSON. Raises msgspec.MsgspecError where it cannot be one."""
    return _DECODER.decode(text)
