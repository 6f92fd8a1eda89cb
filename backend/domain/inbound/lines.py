"""Counting what comes in on its line."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.inbound.rows import Inbound, InboundLine


def line_id(inbound: str, product: str) -> str:
    """The id of a product's line."""
    return f"{inbound}/{product}"


def line_of(draft: Draft, inbound: Inbound, product: str) -> InboundLine:
    """The line as it stands; a new one, of which nothing was announced, if there is none."""
    id_ = line_id(inbound.id, product)
    found = draft.find(InboundLine, id_)
    return found or InboundLine(id=id_, warehouse=inbound.warehouse, inbound=inbound.id, product=product)


def count_received(draft: Draft, line: InboundLine, units: int) -> InboundLine:
    """Units were taken in, or with a minus taken back."""
    return draft.set(line, received=line.received + units)


def count_rejected(draft: Draft, line: InboundLine, reason: str, units: int) -> InboundLine:
    """Units were rejected for a reason, or with a minus that is taken back."""
    of_reason = int(line.reasons.get(reason, 0)) + units
    reasons = {key: n for key, n in {**line.reasons, reason: of_reason}.items() if n}
    return draft.set(line, rejected=line.rejected + units, reasons=reasons)
