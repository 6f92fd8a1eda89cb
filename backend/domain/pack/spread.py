"""Units of one product over the lines that want it: an order may ask for the same product twice."""

from __future__ import annotations

from collections.abc import Sequence


def spread(units: int, room: Sequence[int]) -> list[int]:
    """Fill each line's room in turn; what is over goes to the last line."""
    shares: list[int] = []
    for space in room:
        share = min(units, max(0, space))
        shares.append(share)
        units -= share
    if shares:
        shares[-1] += units
    return shares


def unspread(units: int, filled: Sequence[int]) -> list[int]:
    """Take units back from the last line first, as far as there are any."""
    shares = [0] * len(filled)
    for at in range(len(filled) - 1, -1, -1):
        shares[at] = min(units, max(0, filled[at]))
        units -= shares[at]
    return shares
