# ruff: noqa: SIM905 (a list of codes reads better without its quotation marks)
"""Amounts as shops and spreadsheets write them, to minor units of their currency. Never through a float."""

from __future__ import annotations

import re
from decimal import Decimal

AMOUNT_MAX = 10**12
_THREE_PLACES = 3
_ZERO = frozenset("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split())
_THREE = frozenset("BHD IQD JOD KWD LYD OMR TND".split())
_TWO = frozenset(
    (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
        "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR "
        "IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN "
        "NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
        "STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG"
    ).split()
)
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?\Z")
_GROUPED = {",": re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\Z"), ".": re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+\Z")}


def exponent_of(currency: str) -> int | None:
    """Decimal places of an ISO 4217 currency, or None for a code that is not one."""
    if currency in _TWO:
        return 2
    if currency in _ZERO:
        return 0
    return _THREE_PLACES if currency in _THREE else None


def minor_units(text: str, exponent: int, decimal_mark: str = ".") -> int | None:
    """`1,234.50`, `1234.5`, `1.234,50` or `1 234,50` in minor units; None where it is no amount or could be two.

    `decimal_mark`: what the file most likely writes before its decimals, `,` or `.`.
    """
    plain = _plain(re.sub(r"[ \u00a0\u202f'\u2019]", "", text), exponent, decimal_mark)
    if plain is None or not _PLAIN.match(plain):
        return None
    amount = Decimal(plain).scaleb(exponent)
    whole = amount.to_integral_value()
    return int(whole) if amount == whole and whole <= AMOUNT_MAX else None


def _plain(text: str, exponent: int, decimal_mark: str) -> str | None:
    """The same amount with a point for its decimals and nothing between its thousands."""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        mark, other = (",", ".") if text.rfind(",") > text.rfind(".") else (".", ",")
        head, _, tail = text.rpartition(mark)
        return f"{head.replace(other, '')}.{tail}" if _GROUPED[other].match(head) else None
    if not commas and not points:
        return text
    mark = "," if commas else "."
    if commas + points > 1:
        return text.replace(mark, "") if _GROUPED[mark].match(text) else None
    return _one_mark(text, mark, exponent, decimal_mark)


def _one_mark(text: str, mark: str, exponent: int, decimal_mark: str) -> str | None:
    """One comma or point: thousands or decimals, by the places after it; None where both would fit."""
    as_decimals = text.replace(mark, ".")
    if not _GROUPED[mark].match(text):
        return as_decimals
    if exponent == _THREE_PLACES:
        return as_decimals if mark == decimal_mark else None
    return text.replace(mark, "") if "," in (mark, decimal_mark) else None
