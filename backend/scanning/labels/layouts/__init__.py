"""Where what stands, one layout a kind, in millimetres."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.scanning.labels import kinds
from backend.scanning.labels.kinds import Label
from backend.scanning.labels.layouts import badge, logistic, parcel, product, small
from backend.scanning.labels.marks import Page

_LAYOUTS: dict[type[Label], Callable[[Any], Page]] = {
    kinds.LocationLabel: small.location,
    kinds.ToteLabel: small.tote,
    kinds.OrderLabel: small.order,
    kinds.CommandLabel: small.command,
    kinds.BadgeLabel: badge.badge,
    kinds.ProductLabel: product.product,
    kinds.CartonLabel: logistic.carton,
    kinds.PalletLabel: logistic.pallet,
    kinds.ShippingLabel: parcel.shipping,
    kinds.ReturnLabel: parcel.returned,
}


def layout(label: Label) -> Page:
    """The marks of a label. Raises LabelError for one that could not be read back."""
    return _LAYOUTS[type(label)](label)
