"""From the characters of a scanner to what stands in the code: the one way in, for any text whatever.

What that means here and now - which product, which tote - others look up. The TypeScript twin is
`pwa/src/scanning/grammar.ts`; `tests/cases/grammar.json` holds both to the same answers.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from backend.scanning import gtin, sscc, symbology
from backend.scanning.checkdigit import ends_right, is_digits
from backend.scanning.gs1 import elements, link, meaning, pairs
from backend.scanning.gs1.elements import GS, Error, Pair, Problem

Form = Literal["gs1", "digital-link", "gtin", "sscc", "url", "plain"]
LENGTH_MAX = 4096
"""Characters; the largest DataMatrix has 2,335, the largest QR code 4,296 and no one prints that on goods."""
EDGES = " \t\r\n\x02\x03\x04"
"""What wedges add around a scan. Not `str.strip`'s own set: that takes GS away too, which is data."""
STAND_INS = re.compile(r"\u241d|\{GS\}|\[GS\]|\^\]|\\x1[dD]|\\u001[dD]|[|~^#@]")
"""What scanners are set to send for GS where a keyboard cannot. None of these is a character of an element string."""
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
BRACKETED = re.compile(r"\((\d{2,4})\)([^(]*(?:\((?!\d{2,4}\))[^(]*)*)", re.ASCII)
EAN_8, UPC_E, UPC_A, EAN_13, ITF_14, SSCC = 8, 8, 12, 13, 14, 18
"""Digits of each."""


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """How a scanner differs from one that sends what it reads."""

    prefix: str = ""
    suffix: str = ""
    """Characters that it puts before and behind every scan."""
    gs: tuple[str, ...] = ()
    """What it sends for GS."""
    gs_dropped: bool = False
    """It sends nothing for GS: an element string may have more than one reading."""


PLAIN_PROFILE = Profile()


class Read(Struct, frozen=True, kw_only=True):
    """What a code says. With `error` nothing else is to be relied on: the worker scans again."""

    form: Form
    aim: str | None
    """Symbology identifier, such as `]C1`, if the scanner sends them (ISO/IEC 15424)."""
    text: str
    """The data without identifier, prefix, suffix and blanks around it."""
    year: int
    ais: tuple[Pair, ...] = ()
    warnings: tuple[str, ...] = ()
    """`NEEDS <ai>`: what it goes with is not there. `PAIR <ai> <ai>`: hardly meant together. `READINGS`: see
    `alternatives`. `COMPRESSED_LINK`: may be a compressed Digital Link, which is not supported."""
    alternatives: tuple[tuple[Pair, ...], ...] = ()
    """Other readings of the same characters, likeliest first. `ais` is the one in which no separator was lost, if that
    is possible at all; which one is right only the worker can see."""
    error: Error | None = None
    error_ai: str | None = None

    @property
    def derived(self) -> dict[str, str | int]:
        """See `meaning.derived`."""
        return meaning.derived(self.ais, self.year)


def normalise(raw: str, profile: Profile = PLAIN_PROFILE) -> str:
    """What the scanner would have sent if it added nothing and had a key for GS."""
    text = raw.strip(EDGES).removeprefix(profile.prefix).removesuffix(profile.suffix)
    for token in profile.gs:
        text = text.replace(token, GS) if token else text
    return text


def read(raw: str, year: int, profile: Profile = PLAIN_PROFILE, symbology_: str | None = None) -> Read:
    """Read a scan. `year` is the present one. `symbology_`: the identifier, where it is known from elsewhere."""
    aim, text = symbology.strip(normalise(raw, profile))
    return _Reader(aim or symbology_, text, year, profile).read()


class _Reader:
    __slots__ = ("aim", "profile", "text", "year")

    def __init__(self, aim: str | None, text: str, year: int, profile: Profile) -> None:
        self.aim, self.text, self.year, self.profile = aim, text, year, profile

    def read(self) -> Read:
        carrier = "unmarked" if self.aim is None else symbology.carrier(self.aim)
        error = self._unreadable(carrier)
        if error is not None:
            return self._wrong("plain", error)
        match carrier:
            case "element_string":
                return self._element_string()
            case "ean13" | "ean8" | "ean_add_on":
                return self._retail(carrier)
            case "itf":
                return self._itf()
            case "unmarked" if self._begins_like_gs1():
                return self._element_string()
            case _:
                return self._plain()

    def _unreadable(self, carrier: str | None) -> Error | None:
        if len(self.text) > LENGTH_MAX:
            return "LENGTH"
        if carrier is None:
            return "SYMBOLOGY"
        return "EMPTY" if self.text.strip(GS) == "" else None

    def _wrong(self, form: Form, code: Error, ai: str | None = None) -> Read:
        return Read(form=form, aim=self.aim, text=self.text, year=self.year, error=code, error_ai=ai)

    def _number(self, form: Form, ai: str, number: str | None) -> Read:
        if number is None:
            return self._wrong(form, "CHECK_DIGIT", ai)
        return Read(form=form, aim=self.aim, text=self.text, year=self.year, ais=((ai, number),))

    def _keys(self, form: Form, found: list[Pair] | Problem, others: tuple[tuple[Pair, ...], ...] = ()) -> Read:
        if isinstance(found, Problem):
            return self._wrong(form, *found)
        unique = tuple(dict.fromkeys(found))
        problem = pairs.twice(unique) or pairs.forbidden(unique)
        if problem is not None:
            return self._wrong(form, *problem)
        said = pairs.warnings(unique)
        return Read(
            form=form, aim=self.aim, text=self.text, year=self.year, ais=unique,
            warnings=(*said, "READINGS") if others else said, alternatives=others,
        )  # fmt: skip

    def _element_string(self) -> Read:
        text = STAND_INS.sub(GS, self.text)
        if text.startswith("("):
            return self._keys("gs1", self._bracketed())
        found = elements.parse(text, self.year)
        if not self.profile.gs_dropped:
            return self._keys("gs1", found)
        readings = [one for one in elements.readings(text, self.year) if pairs.forbidden(one) is None]
        if isinstance(found, Problem) and readings:
            found = list(readings[0])
        return self._keys("gs1", found, tuple(one for one in readings if list(one) != found))

    def _bracketed(self) -> list[Pair] | Problem:
        found: list[Pair] = []
        place = 0
        for one in BRACKETED.finditer(self.text):
            ai, value = one[1], one[2]
            if one.start() != place:
                break
            place = one.end()
            if ai not in elements.RULES:
                return Problem("UNKNOWN_AI", ai)
            if (problem := elements.wrong(ai, value, self.year)) is not None:
                return problem
            found.append((ai, value))
        return found if place == len(self.text) else Problem("UNKNOWN_AI")

    def _retail(self, carrier: symbology.Carrier) -> Read:
        # An add-on of two or five digits (periodicals) says nothing about which article it is.
        digits = self.text[:EAN_13] if carrier == "ean_add_on" else self.text
        if not is_digits(digits):
            return self._wrong("gtin", "CHARSET", "01")
        if len(digits) not in ((EAN_8,) if carrier == "ean8" else (UPC_E, UPC_A, EAN_13)):
            return self._wrong("gtin", "LENGTH", "01")
        # Eight digits under ]E0 are a UPC-E: an EAN-8 says ]E4.
        is_upc_e = carrier != "ean8" and len(digits) == UPC_E
        return self._number("gtin", "01", gtin.expand_upc_e(digits) if is_upc_e else gtin.normalise(digits))

    def _itf(self) -> Read:
        # A slanted beam reads the middle of an ITF symbol as a shorter one, so only the one length is believed.
        if len(self.text) != ITF_14 or not is_digits(self.text):
            return self._wrong("gtin", "LENGTH" if is_digits(self.text) else "CHARSET", "01")
        return self._number("gtin", "01", gtin.normalise(self.text))

    def _plain(self) -> Read:
        if link.is_address(self.text):
            return self._address()
        if self._is_bracketed():
            return self._element_string()
        if is_digits(self.text):
            return self._bare_number()
        if CONTROL.search(self.text) is not None:
            return self._wrong("plain", "CHARSET")
        return Read(form="plain", aim=self.aim, text=self.text, year=self.year)

    def _address(self) -> Read:
        found = link.parse(self.text, self.year)
        if found is not None:
            return self._keys("digital-link", found)
        said = ("COMPRESSED_LINK",) if link.is_compressed(self.text) else ()
        return Read(form="url", aim=self.aim, text=self.text, year=self.year, warnings=said)

    def _is_bracketed(self) -> bool:
        first = BRACKETED.match(self.text) if self.text.startswith("(") else None
        return first is not None and first[1] in elements.RULES

    def _begins_like_gs1(self) -> bool:
        """A GS, or a key with its identifier in front: a GS1 symbol from a scanner that sends no identifiers."""
        text = self.text
        if GS in text:
            return True
        if text[:2] == "00":
            return sscc.check(text[2 : 2 + SSCC])
        key = text[2 : 2 + ITF_14]
        return text[:2] in {"01", "02"} and len(key) == ITF_14 and ends_right(key)

    def _bare_number(self) -> Read:
        text = self.text
        if sscc.check(text):
            return self._number("sscc", "00", text)
        number = gtin.normalise(text)
        if number is not None:
            return self._number("gtin", "01", number)
        # Shorter numbers are often those of orders and parts; these lengths are hardly ever anything but a misread.
        if len(text) in {EAN_13, ITF_14}:
            return self._wrong("gtin", "CHECK_DIGIT", "01")
        if len(text) == SSCC:
            return self._wrong("sscc", "CHECK_DIGIT", "00")
        if len(text) == 2 * EAN_13 and ends_right(text[:EAN_13]) and ends_right(text[EAN_13:]):
            return self._wrong("gtin", "LENGTH", "01")  # two pulls of the trigger
        return Read(form="plain", aim=self.aim, text=text, year=self.year)
