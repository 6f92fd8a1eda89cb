"""The columns of a Shopify orders export, in its order, and those without which it cannot be read."""

from __future__ import annotations


def _address(kind: str) -> tuple[str, ...]:
    parts = ("Name", "Street", "Address1", "Address2", "Company", "City", "Zip", "Province", "Country", "Phone")
    return tuple(f"{kind} {part}" for part in parts)


_TAXES = tuple(f"Tax {n} {part}" for n in range(1, 6) for part in ("Name", "Value"))

COLUMNS: tuple[str, ...] = (
    "Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Fulfilled at", "Accepts Marketing",
    "Currency", "Subtotal", "Shipping", "Taxes", "Total", "Discount Code", "Discount Amount", "Shipping Method",
    "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem compare at price",
    "Lineitem sku", "Lineitem requires shipping", "Lineitem taxable", "Lineitem fulfillment status",
    *_address("Billing"), *_address("Shipping"),
    "Notes", "Note Attributes", "Cancelled at", "Payment Method", "Payment Reference", "Refunded Amount", "Vendor",
    "Outstanding Balance", "Employee", "Location", "Device ID", "Id", "Tags", "Risk Level", "Source",
    "Lineitem discount", *_TAXES, "Phone", "Receipt Number", "Duties", "Billing Province Name",
    "Shipping Province Name", "Payment ID", "Payment Terms Name", "Next Payment Due At", "Payment References",
)  # fmt: skip

REQUIRED: tuple[str, ...] = (
    "Name", "Email", "Financial Status", "Fulfillment Status", "Currency", "Total", "Created at",
    "Lineitem quantity", "Lineitem name", "Lineitem price", "Lineitem sku",
    "Shipping Name", "Shipping City", "Shipping Zip", "Shipping Country",
)  # fmt: skip
"""Older and newer exports leave out others; these have been there always."""

HEAD: tuple[str, ...] = ("Financial Status", "Currency", "Total")
"""Filled on the first row of an order only: a row with one of them begins an order."""
