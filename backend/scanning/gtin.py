"""Trade item numbers. Inside Tote a GTIN is always 14 digits: shops and scanners drop and add leading zeros."""

from __future__ import annotations

from backend.scanning.checkdigit import ends_right, is_digits

GTIN_LENGTH = 14
GTIN_LENGTHS = frozenset((8, 12, 13, GTIN_LENGTH))
UPC_E_LENGTH = 8


def normalise(text: str) -> str | None:
    """GTIN-8, -12, -13 or -14 as 14 digits, or none if the length or the check digit is wrong."""
    return text.zfill(GTIN_LENGTH) if len(text) in GTIN_LENGTHS and ends_right(text) else None


def expand_upc_e(text: str) -> str | None:
    """The GTIN as 14 digits of an eight-digit UPC-E (number system 0 or 1), or none (GenSpecs 5.2.2.4.2).

    An EAN-8 looks the same: only the symbology identifier tells them apart.
    """
    if len(text) != UPC_E_LENGTH or not is_digits(text) or text[0] not in "01":
        return None
    system, body, last, check = text[0], text[1:6], text[6], text[7]
    if last in "012":
        item = body[:2] + last + "0000" + body[2:]
    elif last == "3":
        item = body[:3] + "00000" + body[3:]
    elif last == "4":
        item = body[:4] + "00000" + body[4:]
    else:
        item = body + "0000" + last
    return normalise(system + item + check)
