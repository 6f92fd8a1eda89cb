"""From the characters of a scanner to what they say. Which product, carton or place that is, others look up."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from backend.scanning import gs1, gtin, own_code, sscc, symbology
from backend.scanning.checkdigit import ends_right, is_digits

Form = Literal["gtin", "sscc", "gs1", "location", "tote", "command", "badge", "order", "text"]

RAW_LENGTH_MAX = 200
EAN_8, UPC_E, UPC_A, EAN_13, ITF_14, SSCC = 8, 8, 12, 13, 14, 18
"""Digits of each."""
EDGES = " \t\r\n"
"""What wedges add around a scan. Not `str.strip`'s own set: that takes GS away too, which is data."""


class Scan(msgspec.Struct, frozen=True, kw_only=True):
    """What one scan says. With `error` set nothing else is to be relied on: the worker scans again.

    `form` `sscc` has `sscc`, also if read from an element string with AI 00; `gtin` has `gtin`; `gs1` is any other
    element string, and may have a GTIN, lot, expiry, serial or count, or none of them; the rest have `code`.
    """

    raw: str
    """As received, cut after 200 characters."""
    aim: str | None = None
    """Symbology identifier, such as `]C1`, if the scanner sends them."""
    form: Form
    gtin: str | None = None
    """14 digits. From AI 01, or AI 02 (what is inside) where there is no 01."""
    sscc: str | None = None
    """18 digits."""
    lot: str | None = None
    expiry: str | None = None
    """yyyy-mm-dd. From AI 17 (expiry), or AI 15 (best before) where there is no 17."""
    serial: str | None = None
    count: int | None = None
    """From AI 37 (of the items in AI 02) or AI 30."""
    code: str | None = None
    """Code of our own label without its prefix, in upper case; for `text` the text without blanks around it."""
    elements: tuple[tuple[str, str], ...] = ()
    """Every (AI, value) of an element string, in its order."""
    error: str | None = None
    """`empty`, `too_long`, `control_character`, `unknown_symbology`, `two_codes`, `length`, `charset`, `check_digit`,
    `date`, `conflict`, `unknown_ai`, `unknown_command`, `malformed_code`."""
    at: str | None = None
    """The application identifier that the error was met at."""


READS_KEPT = 4096
"""The same few codes come again and again, several times for one op; a reading is a value and can be shared."""


@lru_cache(READS_KEPT)
def read(raw: str, year: int) -> Scan:
    """Read a scan, for any text whatever. `year` is the present year; two-digit years are judged by it."""
    if len(raw) > RAW_LENGTH_MAX:
        return Scan(raw=raw[:RAW_LENGTH_MAX], form="text", error="too_long")
    aim, text = symbology.strip(raw.strip(EDGES))
    carrier = None if aim is None else symbology.carrier(aim)
    if aim is not None and carrier is None:
        return Scan(raw=raw, aim=aim, form="text", error="unknown_symbology")
    if text == "":
        return Scan(raw=raw, aim=aim, form="text", error="empty")
    return _by_carrier(raw, aim, carrier or "plain", text, year)


def _by_carrier(raw: str, aim: str | None, carrier: symbology.Carrier, text: str, year: int) -> Scan:
    match carrier:
        case "element_string":
            return _element_string(raw, aim, text, year)
        case "ean13" | "ean8" | "ean_add_on":
            return _retail(raw, aim, carrier, text)
        case "itf":
            return _itf(raw, aim, text)
        case "plain":
            return _plain(raw, aim, text, year)


def _element_string(raw: str, aim: str | None, text: str, year: int) -> Scan:
    elements, error, at = gs1.parse(text, year)
    if error is not None:
        return Scan(raw=raw, aim=aim, form="gs1", error=error, at=at)
    value = dict(elements)
    expiry = value.get("17", value.get("15"))
    count = value.get("37", value.get("30"))
    return Scan(
        raw=raw,
        aim=aim,
        form="sscc" if "00" in value else "gs1",
        gtin=value.get("01", value.get("02")),
        sscc=value.get("00"),
        lot=value.get("10"),
        expiry=None if expiry is None else gs1.iso_date(expiry, year),
        serial=value.get("21"),
        count=None if count is None else int(count),
        elements=elements,
    )


def _retail(raw: str, aim: str | None, carrier: symbology.Carrier, text: str) -> Scan:
    # An add-on of two or five digits (periodicals) says nothing about which article it is.
    digits = text[:EAN_13] if carrier == "ean_add_on" else text
    if not is_digits(digits):
        return Scan(raw=raw, aim=aim, form="gtin", error="charset")
    lengths = (EAN_8,) if carrier == "ean8" else (UPC_E, UPC_A, EAN_13)
    if len(digits) not in lengths:
        return Scan(raw=raw, aim=aim, form="gtin", error="length")
    # Eight digits under ]E0 are a UPC-E: an EAN-8 says ]E4.
    upc_e = carrier != "ean8" and len(digits) == UPC_E
    number = gtin.expand_upc_e(digits) if upc_e else gtin.normalise(digits)
    return Scan(raw=raw, aim=aim, form="gtin", gtin=number, error="check_digit" if number is None else None)


def _itf(raw: str, aim: str | None, text: str) -> Scan:
    # A slanted beam reads the middle of an ITF symbol as a shorter one, so only the one length is believed.
    if len(text) != ITF_14:
        return Scan(raw=raw, aim=aim, form="gtin", error="length")
    number = gtin.normalise(text)
    return Scan(raw=raw, aim=aim, form="gtin", gtin=number, error="check_digit" if number is None else None)


def _plain(raw: str, aim: str | None, text: str, year: int) -> Scan:
    if gs1.GS in text or _begins_like_gs1(text):
        return _element_string(raw, aim, text, year)
    if any(char < " " or char == "\x7f" for char in text):
        return Scan(raw=raw, aim=aim, form="text", error="control_character")
    own = own_code.parse(text)
    if own is not None:
        return Scan(raw=raw, aim=aim, form=own.form, code=own.code, error=own.error)
    if is_digits(text):
        return _bare_number(raw, aim, text)
    return Scan(raw=raw, aim=aim, form="text", code=text)


def _begins_like_gs1(text: str) -> bool:
    """A GTIN or SSCC with its identifier in front: a GS1 symbol from a scanner that sends no symbology identifier."""
    if text[:2] == "00":
        return sscc.check(text[2 : 2 + SSCC])
    key = text[2 : 2 + ITF_14]
    return text[:2] in ("01", "02") and len(key) == ITF_14 and ends_right(key)


def _bare_number(raw: str, aim: str | None, text: str) -> Scan:
    if sscc.check(text):
        return Scan(raw=raw, aim=aim, form="sscc", sscc=text)
    number = gtin.normalise(text)
    if number is not None:
        return Scan(raw=raw, aim=aim, form="gtin", gtin=number)
    # Shorter numbers are often those of orders and parts; these lengths are hardly ever anything but a misread.
    if len(text) in (EAN_13, ITF_14, SSCC):
        return Scan(raw=raw, aim=aim, form="sscc" if len(text) == SSCC else "gtin", error="check_digit")
    if len(text) == 2 * EAN_13 and ends_right(text[:EAN_13]) and ends_right(text[EAN_13:]):
        return Scan(raw=raw, aim=aim, form="gtin", error="two_codes")
    return Scan(raw=raw, aim=aim, form="text", code=text)
