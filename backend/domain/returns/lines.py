"""Counting what comes back on its line."""

from __future__ import annotations

from collections import Counter

from backend.domain.draft import Draft
from backend.domain.pack.rows import ShipmentLine
from backend.domain.returns.rows import Disposition, ReturnLine, ReturnReason, ReturnReceipt
from backend.domain.stock import places


def line_id(receipt: str, product: str) -> str:
    """The id of a product's line."""
    return f"{receipt}/{product}"


def line_of(draft: Draft, receipt: ReturnReceipt, product: str) -> ReturnLine:
    """The line as it stands; a new one, of which nothing was sent, if there is none."""
    id_ = line_id(receipt.id, product)
    found = draft.find(ReturnLine, id_)
    return found or ReturnLine(id=id_, warehouse=receipt.warehouse, receipt=receipt.id, product=product)


def left_of(draft: Draft, receipt: ReturnReceipt) -> dict[str, int]:
    """What of a shipment may still come back with this return, by product: some, and in the order of the products.

    What came back before is not expected again, nor what another return that is open expects.
    """
    assert receipt.shipment
    left: Counter[str] = Counter()
    for line in draft.all(ShipmentLine, "shipment", receipt.shipment):
        left[line.product] += line.packed
    for other in draft.all(ReturnReceipt, "shipment", receipt.shipment):
        for came in () if other.id == receipt.id else draft.all(ReturnLine, "receipt", other.id):
            left[came.product] -= max(came.returned, came.expected) if other.stage == "open" else came.returned
    return {product: units for product, units in sorted(left.items()) if units > 0}


def beyond(draft: Draft, receipt: ReturnReceipt, line: ReturnLine) -> int:
    """Units of a line that are more than was sent, whichever return of the order they came with; 0 for a blind one."""
    if not receipt.shipment:
        return 0
    lines = draft.all(ShipmentLine, "shipment", receipt.shipment)
    if not lines:
        return line.over
    sent = sum(one.packed for one in lines if one.product == line.product)
    others = [one.id for one in draft.all(ReturnReceipt, "shipment", receipt.shipment) if one.id != receipt.id]
    before = [draft.find(ReturnLine, line_id(other, line.product)) for other in others]
    return max(0, line.returned + sum(one.returned for one in before if one) - sent)


def place_of(warehouse: str, location: str, disposition: Disposition) -> str:
    """Where goods are in the books: what is scrapped leaves them as any loss does."""
    return places.adjustment(warehouse) if disposition == "scrap" else location


def made_of(place: str, disposition: Disposition) -> Disposition:
    """What really becomes of goods: those put into quarantine are held, whatever button was pressed."""
    return "quarantine" if disposition == "restock" and places.is_held(place) else disposition


def counted(line: ReturnLine, disposition: Disposition) -> int:
    """The units of a line of which this was made."""
    return {"restock": line.restocked, "quarantine": line.quarantined, "scrap": line.scrapped}[disposition]


def count(draft: Draft, line: ReturnLine, disposition: Disposition, reason: ReturnReason, units: int) -> ReturnLine:
    """Units came back, or with a minus they did not."""
    of_reason = max(0, int(line.reasons.get(reason, 0)) + units)
    reasons = {key: n for key, n in {**line.reasons, reason: of_reason}.items() if n}
    now = counted(line, disposition) + units
    if disposition == "restock":
        return draft.set(line, restocked=now, reasons=reasons)
    if disposition == "quarantine":
        return draft.set(line, quarantined=now, reasons=reasons)
    return draft.set(line, scrapped=now, reasons=reasons)
