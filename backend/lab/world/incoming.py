"""What is on its way to the demo world, and the bins that are kept filled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from backend.ops.inbound.announce import AnnouncedLine, InboundAnnounce
from backend.ops.kernel import Op
from backend.ops.stock.set_face import StockSetFace
from backend.sync.service import Sync

ON_THE_WAY = {
    "PO-7741": ("ROT", "Bodegas Sol y Viña", 0, {"WIN-RJCR-75": 60, "WIN-CAVA-75": 36, "GLA-BEER-6": 24}),
    "PO-7742": ("ROT", "Aceites del Sur", 1, {"OIL-EVOO-1": 48, "OIL-SUNF-5": 24}),
    "PO-8802": ("SZX", "华南餐具", 0, {"DIS-GLOV-L": 80}),
}
"""By number: the warehouse, the supplier, in how many days, and units by product."""
KEPT = {"ROT/C-04-02": ("COF-CAPS-100", 60, 120), "ROT/A-09-02": ("WIN-CAVA-75", 24, 90)}
"""By bin: the product that is picked there, at least and at most."""


def incoming(sync: Sync) -> list[Op]:
    """The ops that announce it all, due from the server's today on."""
    today = datetime.fromtimestamp(sync.clock() / 1000, UTC).date()
    found: list[Op] = [
        InboundAnnounce(
            inbound=f"demo-{number.lower()}", warehouse=warehouse, number=number, supplier=supplier,
            due_on=(today + timedelta(days)).isoformat(),
            lines=tuple(AnnouncedLine(product=product, quantity=units) for product, units in products.items()),
        )
        for number, (warehouse, supplier, days, products) in ON_THE_WAY.items()
    ]  # fmt: skip
    found += [
        StockSetFace(location=place, product=product, least=least, most=most)
        for place, (product, least, most) in KEPT.items()
    ]
    return found
