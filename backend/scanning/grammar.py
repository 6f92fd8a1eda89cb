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
from backend.scanning.gs1 import brackets, elements, link, meaning, pairs
from backend.scanning.gs1.elements import GS, Error, Pair, Problem
from backend.scanning.profile import PLAIN_PROFILE, Profile, normalise

Form = Literal["gs1", "digital-link", "gtin", "sscc", "url", "plain"]
LENGTH_MAX = 4096
"""Characters; the largest DataMatrix has 2,335, the largest QR code 4,296 and no one prints that on goods."""
STAND_INS = re.compile(r"\u241d|\{(?:GS|FNC1)\}|\[(?:GS|FNC1)\]|\^\]|\\x1[dD]|\\u001[dD]|[|~^#@]")
"""What scanners are set to send for GS where a keyboard cannot. None of these is a character of an element string."""
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
EAN_8, UPC_E, UPC_A, EAN_13, ITF_14, SSCC = 8, 8, 12, 13, 14, 18
"""Digits of each."""
COMPOSITE = "]e0"
KEYS = frozenset(("00", "01", "02", "03", "253", "255", "402", *map(str, range(410, 418)), "8003", "8017", "8018"))
"""Identifiers whose value has a check digit."""
LABEL_DIGITS_MIN = 16
"""The shortest element string that has one of them."""


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
        present = tuple([ai for ai, _ in unique])
        problem, said = pairs.judged(present)
        if len(set(present)) < len(present):
            problem = pairs.twice(unique)
        if problem is not None:
            return self._wrong(form, *problem)
        return Read(
            form=form, aim=self.aim, text=self.text, year=self.year, ais=unique,
            warnings=(*said, "READINGS") if others else said, alternatives=others,
        )  # fmt: skip

    def _element_string(self) -> Read:
        if self.text.startswith("("):
            return self._keys("gs1", brackets.parse(self.text, self.year))
        if self.aim == "]e0" and self._is_retail():
            return self._wrong("plain", "SYMBOLOGY")
        text, found = self._parsed()
        if not self.profile.gs_dropped:
            return self._keys("gs1", found)
        readings = [one for one in elements.readings(text, self.year) if not _forbidden(one)]
        if isinstance(found, Problem) and readings:
            found = list(readings[0])
        return self._keys("gs1", found, tuple(one for one in readings if list(one) != found))

    def _parsed(self) -> tuple[str, list[Pair] | Problem]:
        """The text with GS where it was meant, and what it says."""
        found = elements.parse(self.text, self.year)
        if not isinstance(found, Problem):
            return self.text, found
        # `#` may be data of a part number (8010), so that a sign is GS only where the text cannot be read otherwise.
        text = STAND_INS.sub(GS, self.text)
        other = elements.parse(text, self.year) if text != self.text else found
        return (self.text, found) if isinstance(other, Problem) and not self.profile.gs_dropped else (text, other)

    def _is_retail(self) -> bool:
        """The digits of an EAN or UPC: under `]e0` they are those of `]E0`, with Caps Lock on."""
        text = self.text
        if len(text) == UPC_E:
            return gtin.expand_upc_e(text) is not None
        return len(text) in (UPC_A, EAN_13) and ends_right(text)

    def _retail(self, carrier: symbology.Carrier) -> Read:
        digits, mark, composite = self.text.partition(COMPOSITE)
        below = self._article(carrier, digits.removesuffix("|") if mark else digits)
        if not mark or below.error:
            return below
        # A small symbol above the bars, whose element string is sent behind its own identifier.
        found = elements.parse(composite, self.year)
        return self._keys("gs1", found if isinstance(found, Problem) else [*below.ais, *found])

    def _article(self, carrier: symbology.Carrier, text: str) -> Read:
        # An add-on of two or five digits (periodicals) says nothing about which article it is.
        digits = text[:EAN_13] if carrier == "ean_add_on" else text
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
        if brackets.begin(self.text):
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

    def _begins_like_gs1(self) -> bool:
        """A GS, or a key with its identifier: a GS1 symbol from a scanner that sends no identifiers."""
        text = self.text
        if GS in text:
            return True
        if len(text) < LABEL_DIGITS_MIN or not is_digits(text[:2]) or sscc.check(text):
            return False
        if text[:2] not in {"00", "01", "02"}:
            found = elements.parse(text, self.year)
            return not isinstance(found, Problem) and any(ai in KEYS for ai, _ in found)
        end = 2 + (SSCC if text[:2] == "00" else ITF_14)
        key = text[2:end]
        if len(text) < end or not is_digits(key):
            return False
        # A wrong check digit is a misread, not a text, where the text ends or goes on as a label does.
        goes_on = len(text) == end or elements.at(text, end) is not None
        return ends_right(key) or (goes_on and not self._is_double())

    def _is_double(self) -> bool:
        """Two pulls of the trigger."""
        text = self.text
        return len(text) == 2 * EAN_13 and ends_right(text[:EAN_13]) and ends_right(text[EAN_13:])

    def _bare_number(self) -> Read:
        text = self.text
        if sscc.check(text):
            return self._number("sscc", "00", text)
        number = gtin.normalise(text) or gtin.expand_upc_e(text)
        if number is not None:
            return self._number("gtin", "01", number)
        # Shorter numbers are often those of orders and parts; these lengths are hardly ever anything but a misread.
        if len(text) in {EAN_13, ITF_14}:
            return self._wrong("gtin", "CHECK_DIGIT", "01")
        if len(text) == SSCC:
            return self._wrong("sscc", "CHECK_DIGIT", "00")
        if self._is_double():
            return self._wrong("gtin", "LENGTH", "01")
        return Read(form="plain", aim=self.aim, text=text, year=self.year)


def _forbidden(reading: tuple[Pair, ...]) -> bool:
    return pairs.judged(tuple(ai for ai, _ in reading))[0] is not None
