"""How many codes are read a second, on one core, of the kinds that a shift scans."""

from __future__ import annotations

import statistics
import time

from backend.lab.bench.quick import Figure
from backend.scanning import grammar
from backend.scanning.checkdigit import check_digit
from backend.scanning.sscc import sscc

COUNT, TRIES, YEAR = 2_000, 7, 2026
PRIME = 7_919
"""Spreads the item numbers."""


def _gtin(number: int) -> str:
    body = f"0952{number * PRIME % 10**9:09d}"
    return body + check_digit(body)


def codes(count: int) -> list[str]:
    """So many of each: a GTIN, a label with lot and date, a DataMatrix with a serial number, a carton, a location."""
    found: list[str] = []
    for number in range(count):
        gtin = _gtin(number)
        found += [
            f"]E0{gtin[1:]}", f"]C101{gtin}10LOT{number}\x1d17261231", f"]d201{gtin}1726123121SN{number}",
            f"]C100{sscc(3, '952123', number)}", f"L-A-{number % 99}-{number % 7}",
        ]  # fmt: skip
    return found


def rate() -> Figure:
    """Codes a second; the median of several tries."""
    texts = codes(COUNT)
    took: list[float] = []
    for _ in range(TRIES):
        start = time.process_time()
        for text in texts:
            grammar.read(text, YEAR)
        took.append(time.process_time() - start)
    return Figure("codes read, one core", len(texts) / statistics.median(took), "codes/s")
