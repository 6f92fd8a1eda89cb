"""Dates and times in element strings, of which most have no century (GenSpecs 7.12)."""

from __future__ import annotations

from functools import lru_cache

DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY, LEAP_DAYS = 2, 29
AHEAD_MAX, BACK_MAX = 50, 49
"""Years from now that a two-digit year can mean."""
HOURS, MINUTES = 24, 60


def century(yy: int, year: int) -> int:
    """The full year of a two-digit one, as seen from `year`."""
    ahead = yy - year % 100
    shift = -100 if ahead > AHEAD_MAX else 100 if ahead < -BACK_MAX else 0
    return year - year % 100 + shift + yy


def days_of(year: int, month: int) -> int:
    """Days of a month, 0 if there is no such month."""
    if not 1 <= month <= len(DAYS):
        return 0
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return LEAP_DAYS if is_leap and month == FEBRUARY else DAYS[month - 1]


@lru_cache(8192)
def iso_date(yymmdd: str, year: int, *, month_alone: bool = True) -> str | None:
    """`YYMMDD` as `yyyy-mm-dd`, none if there is no such day. `year` is the present one.

    Day 00 is the last day of the month where `month_alone` is allowed (GenSpecs 3.4.1).
    """
    full, month, day = century(int(yymmdd[:2]), year), int(yymmdd[2:4]), int(yymmdd[4:6])
    last = days_of(full, month)
    if day > last or (day == 0 and not (month_alone and last)):
        return None
    return f"{full:04d}-{month:02d}-{day or last:02d}"


def is_full_date(yyyymmdd: str) -> bool:
    """True if `YYYYMMDD` is a day."""
    return 1 <= int(yyyymmdd[6:]) <= days_of(int(yyyymmdd[:4]), int(yyyymmdd[4:6]))


def is_time(hhmm: str) -> bool:
    """True if `HHMM` is a time of day."""
    return int(hhmm[:2]) < HOURS and int(hhmm[2:]) < MINUTES
