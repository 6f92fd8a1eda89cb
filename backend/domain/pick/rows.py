"""A walk through the aisles: the run, the orders on its cart, and each stop."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, wh


@table("pick_run")
class PickRun(Row, frozen=True, kw_only=True):
    """One walk with a cart. `picker` holds it from the claim on.

    `mode` is how it is walked: `batch` (the units of a bin for all orders at once, shared out afterwards), `zone` (the
    totes go from zone to zone, `zone` being where they are), or none for the usual way, order by order. `cart` is the
    kind of cart that it was released for, if one was named.
    """

    warehouse: str
    number: str
    stage: Literal["ready", "picking", "done", "cancelled"] = "ready"
    picker: str | None = None
    orders: int = 0
    tasks: int = 0
    units: int = 0
    mode: str | None = None
    zone: str | None = None
    cart: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("pick_slot")
class PickSlot(Row, frozen=True, kw_only=True):
    """One order on the cart of a run, and the tote that its units go into. Id: `<run>/<slot>`."""

    warehouse: str
    run: str
    slot: int
    shipment: str
    order_number: str
    tote: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def story(self) -> str | None:
        return self.shipment


@table("pick_task")
class PickTask(Row, frozen=True, kw_only=True):
    """One stop: units of one product from one place for one order.

    Id: `<run>/<sequence>`, or `<op>/<n>` for a stop that a picker has added on the way, in place of a short one.

    `picked` units were scanned at the place, `put` of them were confirmed by scanning the tote. It is done when picked
    and short come to the quantity and all of it is put. `cancelled`: the order is off, what is picked goes back.
    """

    warehouse: str
    run: str
    sequence: int
    slot: str
    shipment: str
    shipment_line: str
    order_number: str
    product: str
    location: str
    lot: str = ""
    quantity: int
    picked: int = 0
    put: int = 0
    short: int = 0
    short_reason: str = ""
    cancelled: bool = False

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def story(self) -> str | None:
        return self.shipment

    @property
    def left(self) -> int:
        """Units still to be picked or reported short."""
        return 0 if self.cancelled else max(0, self.quantity - self.picked - self.short)


@table("tote")
class Tote(Row, frozen=True, kw_only=True):
    """A box that goes round. Id: `<warehouse>/<code>`, the same as its location. Empty when `shipment` is none."""

    warehouse: str
    code: str
    shipment: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)
