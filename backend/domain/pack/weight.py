"""Whether a carton weighs what its contents should."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

EMPTY_CARTON_G = 200
HEAVY_G = 10_000
POUND_G = 454
OUNCE_G = 28
SLACK_G = 30
SLACK_PERCENT = 5
LIKE_LEAST = 3
"""Weighings of the same contents from which on they say more than what the catalogue has for each product."""
HEAVY_LIKE_G = 5_000
"""From here on a pound counts as nothing. ShipHero's limit is one pound, over which a missing bottle would hide."""


def expected_g(contents: Iterable[tuple[int, int]], empty: int = EMPTY_CARTON_G) -> int | None:
    """Grams of a carton that holds units of given grams each; none if the weight of one product is not known."""
    pairs = list(contents)
    if any(grams <= 0 for grams, _ in pairs):
        return None
    return empty + sum(grams * units for grams, units in pairs)


def is_off(weighed_g: int, expected: int) -> bool:
    """Off by more than 5 percent and 30 g; from 10 kg on, by more than a pound: one light item must not hide."""
    difference = abs(weighed_g - expected)
    if expected >= HEAVY_G:
        return difference > POUND_G
    return difference > SLACK_G and difference * 100 > expected * SLACK_PERCENT


def is_unlike(net_g: int, weights: Sequence[int]) -> bool:
    """Off by more than 5 percent, more than two standard deviations, and at least an ounce (heavy: a pound).

    The rule of ShipHero's weight discrepancy detection. In whole numbers: both sides are taken times the count.
    """
    count, total = len(weights), sum(weights)
    difference = abs(count * net_g - total)
    least = POUND_G if total >= count * HEAVY_LIKE_G else OUNCE_G
    spread = count * sum(w * w for w in weights) - total * total
    return difference * 100 > total * SLACK_PERCENT and difference >= count * least and difference**2 > 4 * spread


def judge(
    weighed_g: int, contents: Iterable[tuple[int, int]], weights: Sequence[int], empty: int = EMPTY_CARTON_G
) -> tuple[int | None, bool]:
    """What a carton should weigh, if that is known, and whether it is off. `weights`: of like ones, without the box."""
    if len(weights) >= LIKE_LEAST:
        return empty + sum(weights) // len(weights), is_unlike(weighed_g - empty, weights)
    expected = expected_g(contents, empty)
    return expected, expected is not None and is_off(weighed_g, expected)
