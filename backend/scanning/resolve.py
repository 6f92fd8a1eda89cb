"""What a scan says to the floor: a number, one of our own labels, or a text. Others look up what that is."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import msgspec

from backend.scanning import grammar, own_code

Form = Literal["gtin", "sscc", "gs1", "location", "tote", "command", "badge", "order", "text"]
RAW_LENGTH_MAX = 200
"""Characters of a scan that an op may carry."""
EAN_13 = 13


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
    """Every (AI, value) of an element string or a Digital Link, in its order."""
    error: str | None = None
    """A code of `gs1.Error` in small letters, or `two_codes`, `unknown_command`, `malformed_code`."""
    at: str | None = None
    """The application identifier that the error was met at."""


READS_KEPT = 4096
"""The same few codes come again and again, several times for one op; a reading is a value and can be shared."""


@lru_cache(READS_KEPT)
def read(raw: str, year: int) -> Scan:
    """Read a scan, for any text whatever. `year` is the present year; two-digit years are judged by it."""
    if len(raw) > RAW_LENGTH_MAX:
        return Scan(raw=raw[:RAW_LENGTH_MAX], form="text", error="length")
    got = grammar.read(raw, year)
    if got.error is not None:
        return _wrong(raw, got)
    return _elements(raw, got) if got.ais and got.form not in {"gtin", "sscc"} else _alone(raw, got)


def _alone(raw: str, got: grammar.Read) -> Scan:
    if got.form == "gtin":
        return Scan(raw=raw, aim=got.aim, form="gtin", gtin=got.ais[0][1])
    if got.form == "sscc":
        return Scan(raw=raw, aim=got.aim, form="sscc", sscc=got.ais[0][1])
    own = own_code.parse(got.text)
    if own is None:
        return Scan(raw=raw, aim=got.aim, form="text", code=got.text)
    return Scan(raw=raw, aim=got.aim, form=own.form, code=own.code, error=own.error)


FORMS: dict[grammar.Form, Form] = {"gs1": "gs1", "digital-link": "gs1", "gtin": "gtin", "sscc": "sscc"}


def _wrong(raw: str, got: grammar.Read) -> Scan:
    if got.error == "LENGTH" and len(got.text) == 2 * EAN_13 and got.form == "gtin" and got.aim is None:
        return Scan(raw=raw, form="gtin", error="two_codes")
    # What a number that stands alone is, is no identifier that was met in it.
    at = got.error_ai if got.form in {"gs1", "digital-link"} else None
    error = (got.error or "").lower()
    return Scan(raw=raw, aim=got.aim, form=FORMS.get(got.form, "text"), error=error, at=at)


def _elements(raw: str, got: grammar.Read) -> Scan:
    value, said = dict(got.ais), got.derived
    expiry, count = said.get("expiry", said.get("best_before")), said.get("count")
    return Scan(
        raw=raw,
        aim=got.aim,
        form="sscc" if "00" in value else "gs1",
        gtin=value.get("01", value.get("02")),
        sscc=value.get("00"),
        lot=value.get("10"),
        expiry=None if expiry is None else str(expiry),
        serial=value.get("21"),
        count=None if count is None else int(count),
        elements=got.ais,
    )
