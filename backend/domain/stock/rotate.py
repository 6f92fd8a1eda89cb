"""Which stock goes first: what expires first, and then what is nearest on the walk."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from backend.domain.stock.rows import Location, Stock


class Shelf(Struct, frozen=True):
    """A balance with what its turn depends on. `expiry` is an ISO date, or none."""

    stock: Stock
    location: Location
    expiry: str | None = None

    @property
    def open(self) -> int:
        """Units that no task counts on yet."""
        return max(0, self.stock.quantity - self.stock.allocated)


class Share(Struct, frozen=True):
    """Units to take from one balance."""

    shelf: Shelf
    units: int


def turn(shelf: Shelf) -> tuple[str, int, str, str]:
    """The sort key: first expired, first out (FEFO); what never expires goes last."""
    return (shelf.expiry or "9999-12-31", shelf.location.pick_sequence, shelf.location.id, shelf.stock.lot)


def by_way(shelf: Shelf) -> tuple[int, str, str, str]:
    """The sort key where nobody asks what expires first: the nearest on the walk."""
    return (shelf.location.pick_sequence, shelf.location.id, shelf.expiry or "9999-12-31", shelf.stock.lot)


def allocate(shelves: Iterable[Shelf], wanted: int, until: str, *, fefo: bool = True) -> tuple[list[Share], int]:
    """Spread wanted units over bins. Returns the shares and what is not covered.

    Lots that are not good until a day are left out; with `fefo` what expires first goes first.
    """
    shares: list[Share] = []
    fresh = (s for s in shelves if s.location.kind == "bin" and (s.expiry is None or s.expiry >= until))
    for shelf in sorted(fresh, key=turn if fefo else by_way):
        units = min(wanted, shelf.open)
        if units > 0:
            shares.append(Share(shelf, units))
            wanted -= units
    return shares, wanted
