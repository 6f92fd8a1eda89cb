"""Whether a carton weighs what its contents should."""

from __future__ import annotations

from collections.abc import Iterable

EMPTY_CARTON_G = 200
HEAVY_G = 10_000
POUND_G = 454
SLACK_G = 30
SLACK_PERCENT = 5


def expected_g(contents: Iterable[tuple[int, int]]) -> int | None:
    """Grams of a carton that holds units of given grams each; none if the weight of one product is not known."""
    pairs = list(contents)
    if any(grams <= 0 for grams, _ in pairs):
        return None
    return EMPTY_CARTON_G + sum(grams * units for grams, units in pairs)


def is_off(weighed_g: int, expected: int) -> bool:
    """Off by more than 5 percent and 30 g; from 10 kg on, by more than a pound: one light item must not hide."""
    difference = abs(weighed_g - expected)
    if expected >= HEAVY_G:
        return difference > POUND_G
    return difference > SLACK_G and difference * 100 > expected * SLACK_PERCENT
