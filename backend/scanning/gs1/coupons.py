"""The two coupons of North America, whose digits say how many digits follow (8110, 8112)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend.scanning.gs1 import dates


def _counted(counts: Iterable[int], least: int) -> str:
    """A digit, and behind it that many digits more than `least`."""
    return "(?:" + "|".join(f"{count}[0-9]{{{count + least}}}" for count in counts) + ")"


COMPANY, SERIAL, RETAILER = _counted(range(7), 6), _counted(range(10), 6), _counted(range(1, 8), 6)
OFFER, VALUE = "[0-9]{6}", _counted(range(1, 6), 0)
PURCHASE = f"{VALUE}[0-49][0-9]{{3}}"
"""How much of what must be bought: an amount, what it counts, a family of items."""
OTHER = f"{PURCHASE}(?:{COMPANY}|9)"
"""A further purchase, of another company or of the same."""
COUPON = re.compile(
    f"{COMPANY}{OFFER}{VALUE}{PURCHASE}(?:1[0-3]{OTHER})?(?:2{OTHER})?(?:3(?P<last>[0-9]{{6}}))?"
    f"(?:4(?P<first>[0-9]{{6}}))?(?:5{SERIAL})?(?:6{RETAILER})?(?:9[01256][0-2][0-9][01])?"
)
POSITIVE_OFFER = re.compile(f"[01]{COMPANY}{OFFER}{SERIAL}")


def is_coupon(value: str, year: int) -> bool:
    """True for the digits of a paper coupon, whose days exist and do not end before they begin."""
    found = COUPON.fullmatch(value)
    if found is None:
        return False
    days = [dates.iso_date(text, year, month_alone=False) for text in found.group("first", "last") if text]
    known = [day for day in days if day is not None]
    return len(known) == len(days) and known == sorted(known)


def is_positive_offer(value: str) -> bool:
    """True for the digits of a coupon whose offer stands in a file of its issuer."""
    return POSITIVE_OFFER.fullmatch(value) is not None
