"""Which pick faces to fill up, and from where: a task list that is worked out from rows, and stored nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from msgspec import Struct

from backend.domain.stock.rotate import Shelf, turn
from backend.domain.stock.rows import PickFace


class Refill(Struct, frozen=True):
    """Carry `units` from a place to a pick face. `why`: it holds fewer than its least, or a picker came short there."""

    face: PickFace
    shelf: Shelf
    units: int
    why: str


def refills(faces: Iterable[PickFace], shelves: Iterable[Shelf], shorts: AbstractSet[tuple[str, str]]) -> list[Refill]:
    """What to carry now, short picks first. `shorts`: places and products where somebody came short.

    Goods come from bins that are no face of theirs, what expires first going first. One way at a time for each face:
    when it is done, the rows say whether there is another.
    """
    kept = sorted((f for f in faces if f.most > 0), key=lambda f: f.id)
    at_face = {(f.location, f.product) for f in kept}
    stores = sorted((s for s in shelves if s.location.kind == "bin"), key=turn)
    found: list[Refill] = []
    for face in kept:
        here = sum(
            s.stock.quantity for s in stores if (s.location.id, s.stock.product) == (face.location, face.product)
        )
        short = (face.location, face.product) in shorts
        if here >= face.most or (here >= face.least and not short):
            continue
        for shelf in stores:
            if shelf.stock.product == face.product and shelf.open and (shelf.location.id, face.product) not in at_face:
                found.append(Refill(face, shelf, min(shelf.open, face.most - here), "short" if short else "low"))
                break
    return sorted(found, key=lambda one: one.why != "short")
