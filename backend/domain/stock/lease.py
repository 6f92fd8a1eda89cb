"""Leases: units set aside for one device, so that it can promise them while nobody can be asked.

Every moment here is the server's, at receipt. A device whose clock is wrong may show a wrong badge, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.draft import Draft
from backend.domain.row import Row, table, wh
from backend.domain.stock.position import let_go

HOUR_MS = 3_600_000
GRACE_MS = 12 * HOUR_MS
"""From `use_by`, after which a device promises nothing more of it, to `reclaim_at`, when its rest is taken back."""
PLENTY = 20
"""With more than so many shifts' demand free, nobody has to be sparing."""
FAT_SHIFTS = 4
"""Shifts that a lease lasts where there is plenty, so that nobody notices it."""
REFILL_PERCENT = 40
SHARE_PERCENT = 30
"""Of what is free, as much may be set aside for all sales people together in one round."""

State = Literal["open", "spent", "returned", "reclaimed"]


@table("lease")
class Lease(Row, frozen=True, kw_only=True):
    """Units of one product that one person may promise from one device.

    `open_on` is the device while the lease is open, and empty afterwards: it keeps the list of a device short. A closed
    lease leaves every scope.
    """

    device: str
    person: str
    warehouse: str
    product: str
    quantity: int
    used: int = 0
    use_by: int
    reclaim_at: int
    state: State = "open"
    open_on: str = ""

    def scopes(self) -> tuple[str, ...]:
        return ("desk", wh(self.warehouse), f"rep:{self.person}") if self.state == "open" else ()

    @property
    def rest(self) -> int:
        """Units that may still be promised of it."""
        return self.quantity - self.used if self.state == "open" else 0


def wish(demand: int, free: int) -> int:
    """The units that a device should hold, for what its holder sells of a product in a usual shift."""
    return FAT_SHIFTS * demand if free > PLENTY * demand else (3 * demand + 1) // 2


def size(demand: int, free: int, reps: int) -> int:
    """The units that it may hold: all that it should where there is plenty, else no more than its share of the free."""
    wanted = wish(demand, free)
    return wanted if free > PLENTY * demand else min(wanted, free * SHARE_PERCENT // (100 * max(1, reps)))


def is_low(rest: int, quantity: int) -> bool:
    """Whether it is time to ask for more."""
    return rest * 100 < quantity * REFILL_PERCENT


def is_due(lease: Lease, received_at: int) -> bool:
    """Whether the rest of a lease is to be taken back."""
    return lease.state == "open" and received_at >= lease.reclaim_at


def pledge(leases: Iterable[Lease], units: int, at: int) -> list[tuple[str, int]]:
    """What a line draws on the leases that its device holds of its product: the one that ends first goes first."""
    drawn: list[tuple[str, int]] = []
    for lease in sorted(leases, key=lambda lease: (lease.use_by, lease.id)):
        quantity = min(units, lease.rest) if at < lease.use_by else 0
        if quantity > 0:
            drawn.append((lease.id, quantity))
            units -= quantity
    return drawn


def close(draft: Draft, lease: Lease, state: State) -> int:
    """End an open lease: its rest is free again, and what was promised of it stays promised. Returns the rest."""
    assert lease.state == "open", lease
    rest = lease.rest
    let_go(draft, lease.warehouse, lease.product, rest)
    draft.set(lease, state=state, open_on="")
    return rest


def draw(draft: Draft, lease: Lease, units: int) -> None:
    """Count units as promised; a lease of which all is promised is spent. The position is moved by who promises."""
    assert units <= lease.rest, lease
    is_spent = units == lease.rest
    draft.set(
        lease, used=lease.used + units, state="spent" if is_spent else "open", open_on="" if is_spent else lease.open_on
    )
