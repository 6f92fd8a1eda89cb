"""Blocks of SSCCs: numbers that one device gives to cartons by itself, while nobody can be asked.

Numbers are given once and for all. A block that may be in two hands is closed, and what was left of it is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from backend.domain.draft import Draft
from backend.domain.row import Row, table, wh

SIZE = 100
"""Numbers in a block. It begins at a multiple of this, so that the block of an SSCC follows from its digits."""
STEM = 15
"""Digits that all SSCCs of a block begin with: 18 without the check digit and the two that count in the block."""
FULL = 1000
"""Numbers that a device should hold: more than a packer closes cartons in a shift."""
LOW = 500
"""With no more than so many left, it is time to ask for more."""

State = Literal["open", "spent", "closed"]


@table("sscc_block")
class SsccBlock(Row, frozen=True, kw_only=True):
    """Serial numbers `first` to `first + count - 1` under an extension digit. Id: what their SSCCs begin with.

    `used`: all below count as given, though some may be on no carton. `open_on` is the device while the block is open,
    and empty afterwards; a block that is not open leaves every scope.
    """

    device: str
    warehouse: str
    company_prefix: str
    extension: int
    first: int
    count: int = SIZE
    used: int = 0
    state: State = "open"
    open_on: str = ""

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),) if self.state == "open" else ()

    @property
    def rest(self) -> int:
        """Numbers that its device may still give."""
        return self.count - self.used if self.state == "open" else 0


def stem(sscc: str) -> str:
    """The id of the block that an SSCC is from, if it is from one."""
    return sscc[:STEM]


def mark(draft: Draft, block: SsccBlock, sscc: str) -> None:
    """Count a number, and all before it, as given. A block of which all are given is spent."""
    used = max(block.used, int(sscc[STEM:-1]) + 1)
    if block.state != "open" or used < block.count:
        draft.set(block, used=used)
    else:
        draft.set(block, used=used, state="spent", open_on="")


def close_all(draft: Draft, device: str) -> None:
    """No number of a device's blocks is given any more: they may be in other hands, or it may have forgotten which."""
    for block in draft.all(SsccBlock, "open_on", device):
        draft.set(block, state="closed", open_on="")


def wanted(held: Iterable[SsccBlock]) -> int:
    """How many more blocks a device should be given; none while it has enough."""
    left = sum(block.rest for block in held)
    return 0 if left > LOW else (FULL - left) // SIZE
