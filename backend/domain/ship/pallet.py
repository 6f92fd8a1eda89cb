"""Cartons on a pallet: each has its own SSCC, and the pallet has one for all of them."""

from __future__ import annotations

from typing import Literal

from backend.domain.draft import Draft
from backend.domain.pack.rows import Carton
from backend.domain.row import Row, table, wh


@table("pallet")
class Pallet(Row, frozen=True, kw_only=True):
    """A pallet of closed cartons. Id: its SSCC, 18 digits."""

    warehouse: str
    stage: Literal["open", "closed"] = "open"
    cartons: int = 0

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


def lay_on(draft: Draft, pallet: Pallet, carton: Carton) -> None:
    """A carton lies on a pallet now, wherever it lay before. A closed pallet is open again."""
    take_down(draft, carton)
    now = draft.find(Pallet, pallet.id) or pallet
    draft.set(now, stage="open", cartons=now.cartons + 1)
    draft.set(draft.get(Carton, carton.id), pallet=pallet.id)


def take_down(draft: Draft, carton: Carton) -> None:
    """A carton lies on no pallet any more."""
    before = draft.find(Pallet, carton.pallet) if carton.pallet else None
    if before is not None:
        draft.set(before, cartons=before.cartons - 1)
        draft.set(carton, pallet=None)
