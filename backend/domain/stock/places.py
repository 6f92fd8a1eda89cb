"""The names of the places that every warehouse has, and of balances and positions."""

from __future__ import annotations

from backend.domain.stock.rows import OUTSIDE, QUARANTINE


def cart(warehouse: str) -> str:
    """Where picked units are while no tote has been bound to their slot."""
    return f"{warehouse}/CART"


def pack(warehouse: str) -> str:
    """Where units are once they were scanned into a carton."""
    return f"{warehouse}/PACK"


def supplier(warehouse: str) -> str:
    """Beyond the walls: where received goods come from."""
    return f"{warehouse}/supplier"


def customer(warehouse: str) -> str:
    """Beyond the walls: where shipped goods go."""
    return f"{warehouse}/customer"


def adjustment(warehouse: str) -> str:
    """Beyond the walls: the other side of a count that differs from the books."""
    return f"{warehouse}/adjustment"


def is_held(place: str) -> bool:
    """Whether a place is of quarantine: what lies there is ours, and nobody may pick or promise it."""
    code = place.rpartition("/")[2]
    return code == QUARANTINE or code.startswith(f"{QUARANTINE}-")


def is_free(place: str) -> bool:
    """Whether what lies at a place counts as on hand."""
    return not is_outside(place) and not is_held(place)


def is_outside(place: str) -> bool:
    """Whether a place is beyond the walls; such places have no balance."""
    return place.rpartition("/")[2] in OUTSIDE


def stock_id(place: str, product: str, lot: str) -> str:
    """The id of a balance."""
    return f"{place}/{product}/{lot}"


def position_id(warehouse: str, product: str) -> str:
    """The id of a stock position."""
    return f"{warehouse}/{product}"
