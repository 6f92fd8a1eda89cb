"""Planning a wave: which approved orders go onto which cart. It proposes; nothing is reserved or moved by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from backend.domain.pick.carts import CartType

Mode = Literal["single", "cluster", "batch", "zone"]
"""One order a walk; a cart with a slot for each of several orders; the same, picked product by product and shared out
afterwards; or the same, with its totes handed over from zone to zone."""
Way = Literal["batch", "zone"]
"""The modes in which a run is walked otherwise than order by order."""
PLANNED_MS_MAX = 15 * 60_000
"""A plan may be so old when it is released: what has become urgent since may go with the others."""
HOUR_MS = 3_600_000


class Cart(Struct, frozen=True):
    """What one cart takes. Grams and millilitres; zero for no limit."""

    slots: int
    grams: int = 0
    millilitres: int = 0


def cart_of(kind: CartType) -> Cart:
    """What a cart of a kind takes."""
    return Cart(kind.slots, kind.kilograms * 1000, kind.litres * 1000)


class Candidate(Struct, frozen=True):
    """An order that may go, due at a time or at none. What is not known of its weight or size counts as zero."""

    order: str
    due: int | None
    aisles: frozenset[str]
    stops: int = 0
    units: int = 0
    grams: int = 0
    millilitres: int = 0
    goods: frozenset[tuple[str, str]] = frozenset()
    """The bins that it takes from, each with the product."""


class Proposal(Struct, frozen=True):
    """One run of the wave. `over`: a single order that is more than the cart takes by itself."""

    orders: tuple[str, ...]
    urgent: bool
    stops: int
    units: int
    grams: int
    millilitres: int
    aisles: int
    over: bool = False


def propose(candidates: Sequence[Candidate], mode: Mode, cart: Cart, urgent_until: int) -> list[Proposal]:
    """Runs for all candidates: the urgent ones first, and never on a cart with others.

    A run begins with the order that is due first, and takes the ones that lead it into the fewest further aisles; a
    batch takes those that add the fewest stops, since what several orders take from one bin is one stop.
    """
    runs: list[Proposal] = []
    for urgent in (True, False):
        left = sorted((c for c in candidates if _is_urgent(c, urgent_until) is urgent), key=_turn)
        while left:
            load = [left.pop(0)]
            while mode != "single" and (best := _next(load, left, mode, cart)) is not None:
                left.remove(best)
                load.append(best)
            runs.append(_run(load, mode, cart, urgent=urgent))
    return runs


def is_mixed(dues: Sequence[int | None], now: int, urgent_hours: int) -> bool:
    """Whether orders of one run are some urgent and some not, by the moments that they are due.

    What has become urgent within the last `PLANNED_MS_MAX` may be with either: a plan is not out of date at once.
    """
    limit = now + urgent_hours * HOUR_MS
    surely = any(due is not None and due <= limit - PLANNED_MS_MAX for due in dues)
    return surely and any(due is None or due > limit for due in dues)


def _is_urgent(candidate: Candidate, until: int) -> bool:
    return candidate.due is not None and candidate.due <= until


def _turn(candidate: Candidate) -> tuple[bool, int, str]:
    """The first due first; those that nobody waits for on a day come last."""
    return candidate.due is None, candidate.due or 0, candidate.order


def _next(load: list[Candidate], left: Sequence[Candidate], mode: Mode, cart: Cart) -> Candidate | None:
    fits = [c for c in left if _fits([*load, c], cart)]
    if mode == "batch":
        taken = _goods(load)
        return min(fits, key=lambda c: (len(c.goods - taken), *_turn(c)), default=None)
    there = _aisles(load)
    return min(fits, key=lambda c: (len(c.aisles - there), *_turn(c)), default=None)


def _fits(load: Sequence[Candidate], cart: Cart) -> bool:
    grams, millilitres = sum(c.grams for c in load), sum(c.millilitres for c in load)
    heavy = 0 < cart.grams < grams
    large = 0 < cart.millilitres < millilitres
    return len(load) <= cart.slots and not heavy and not large


def _aisles(load: Sequence[Candidate]) -> frozenset[str]:
    return frozenset().union(*(c.aisles for c in load))


def _goods(load: Sequence[Candidate]) -> frozenset[tuple[str, str]]:
    return frozenset().union(*(c.goods for c in load))


def _run(load: Sequence[Candidate], mode: Mode, cart: Cart, *, urgent: bool) -> Proposal:
    stops = len(_goods(load)) if mode == "batch" else sum(c.stops for c in load)
    return Proposal(
        orders=tuple(c.order for c in load), urgent=urgent, stops=stops,
        units=sum(c.units for c in load), grams=sum(c.grams for c in load),
        millilitres=sum(c.millilitres for c in load), aisles=len(_aisles(load)), over=not _fits(load, cart),
    )  # fmt: skip
