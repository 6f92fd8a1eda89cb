"""What goods that come in say of their lot: new ones are entered, known ones learn their date."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.outcome import Params, PhysicalTask
from backend.domain.product.rows import Lot, Product
from backend.ops.answer import Trouble
from backend.ops.kernel import Ref, Text, Want

LOT_MISSING = Text("{product} goes by lot: read the lot", "{product} 按批次管理：请读取批次")
EXPIRY_DIFFERS = Text(
    "Lot {lot} expires on {known} by the books: read its date again", "批次 {lot} 账面到期日为 {known}：请重新核对日期"
)


class Labelled(Struct, frozen=True):
    """What a label says, where the goods lie, and how many units. `expiry` is an ISO date, or none."""

    warehouse: str
    place: str
    lot: str
    expiry: str | None
    units: int


def lot_wants(product: str, lot: str) -> Iterable[Want]:
    """The lot of a product, which may be a new one."""
    if lot:
        yield Ref(Lot, f"{product}/{lot}", needed=False)


def learn_lot(draft: Draft, product: Product, label: Labelled, told: Params) -> list[Trouble]:
    """Enter the lot, or its date. Returns what a person has to look at again."""
    if not product.lot_tracked:
        return []
    if not label.lot:
        read = PhysicalTask("read_lot", label.warehouse, label.place, product.id, label.units)
        return [Trouble("lot_missing", read, told)]
    id_ = f"{product.id}/{label.lot}"
    known = draft.find(Lot, id_)
    if known is None:
        draft.put(Lot(id=id_, product=product.id, code=label.lot, expiry=label.expiry))
    elif known.expiry is None and label.expiry is not None:
        draft.set(known, expiry=label.expiry)
    elif label.expiry is not None and known.expiry != label.expiry:
        check = PhysicalTask("check_date", label.warehouse, label.place, product.id, label.units)
        seen: Params = {**told, "known": known.expiry or "", "seen": label.expiry}
        return [Trouble("expiry_differs", check, seen)]
    return []
