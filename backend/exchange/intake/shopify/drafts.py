"""What a reading of an orders export yields. Money is in minor units of the order's currency."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from backend.domain.units import Amount, Country, Currency, Line, Note, Units, UtcMs, Word

Severity = Literal["error", "notice"]
PaymentStatus = Literal["authorized", "paid", "partially_paid", "partially_refunded", "pending", "unpaid"]


class Address(Struct, frozen=True, kw_only=True):
    """Where goods or a bill go. `country` is ISO 3166-1 alpha-2, or empty where the file gives none."""

    name: Line = ""
    company: Line = ""
    street1: Line = ""
    street2: Line = ""
    city: Line = ""
    zip: Line = ""
    province: Line = ""
    country: Country = ""
    phone: Line = ""


class LineDraft(Struct, frozen=True, kw_only=True):
    """One line of an order. `row` is its line number in the file; `discount` is for the whole line."""

    row: int
    sku: Word
    name: Line
    quantity: Units
    unit_price: Amount
    discount: Amount = 0


class OrderDraft(Struct, frozen=True, kw_only=True):
    """An order as the shop has it, whole: every line that needs shipping is here, or the order is not.

    `external_id` is the shop's `Id`, or the order's number where the file has none that can be trusted.
    `tax_included` tells whether the prices hold the tax. Whether a SKU is known is for the catalogue to say.
    """

    external_id: Word
    number: Word
    channel: Literal["shopify"] = "shopify"
    email: Line
    placed_at: UtcMs
    currency: Currency
    lines: tuple[LineDraft, ...]
    shipping: Address
    billing: Address
    total: Amount
    shipping_fee: Amount
    discount: Amount
    tax: Amount
    tax_included: bool = False
    payment_status: PaymentStatus
    shipping_method: Line = ""
    discount_code: Line = ""
    tags: tuple[Line, ...] = ()
    notes: Note = ""


class Problem(Struct, frozen=True, kw_only=True):
    """Something that a person should know about the file.

    `row` is the line number that an editor shows, 1 being the header; `also` are further rows that it explains.
    An `error` means that the row's order was left out; a `notice` that nothing is wrong with what was read.
    """

    row: int
    column: str
    code: str
    value: str
    en: str
    zh: str
    severity: Severity
    also: tuple[int, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """One file, read. Every one of its `rows` (blank ones aside) is in an order or in a problem."""

    orders: tuple[OrderDraft, ...]
    problems: tuple[Problem, ...]
    rows: int
    encoding: str
    delimiter: str
