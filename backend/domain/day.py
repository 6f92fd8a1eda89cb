"""Calendar days from UTC milliseconds, by integer arithmetic alone: the same sums run in the browser."""

from __future__ import annotations

DAY_MS = 86_400_000
_MARCH_TO_DECEMBER = 10
"""Months of a year that is counted from March before the calendar year ends."""


def civil(utc_ms: int) -> tuple[int, int, int]:
    """Year, month and day (proleptic Gregorian, UTC) of a moment."""
    # Days are counted from 1 March of year 0, so that a leap day is the last day of its year.
    days = utc_ms // DAY_MS + 719_468
    era, of_era = divmod(days, 146_097)
    year_of_era = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * of_year + 2) // 153
    day = of_year - (153 * month_from_march + 2) // 5 + 1
    if month_from_march < _MARCH_TO_DECEMBER:
        return era * 400 + year_of_era, month_from_march + 3, day
    return era * 400 + year_of_era + 1, month_from_march - 9, day


def year_of(utc_ms: int) -> int:
    """The year of a moment."""
    return civil(utc_ms)[0]


def iso_day(utc_ms: int) -> str:
    """The day of a moment as `YYYY-MM-DD`."""
    year, month, day = civil(utc_ms)
    return f"{year:04d}-{month:02d}-{day:02d}"
