"""Which bin to propose for goods that are put away. Only a proposal: any place that is scanned is taken as true."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.stock.rows import Location, PickFace, Stock


def put_away(
    bins: Iterable[Location], stocks: Iterable[Stock], faces: Iterable[PickFace], product: str
) -> Location | None:
    """The nearest bin on the walk that holds the product; else the one that is kept for it; else the first empty one.

    `bins`, `stocks` and `faces` are of one warehouse. A bin that is kept for another product is not empty.
    """
    walk = sorted((b for b in bins if b.kind == "bin"), key=lambda b: (b.pick_sequence, b.id))
    full = [s for s in stocks if s.quantity > 0]
    kept = [f for f in faces if f.most > 0]
    holds = {s.location for s in full if s.product == product}
    own = {f.location for f in kept if f.product == product}
    taken = {s.location for s in full} | {f.location for f in kept}
    for fits in (holds.__contains__, own.__contains__, lambda id_: id_ not in taken):
        found = next((b for b in walk if fits(b.id)), None)
        if found is not None:
            return found
    return None
