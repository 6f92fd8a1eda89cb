"""Serial numbers of units that were picked: each is taken once."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.pick.rows import PickTask
from backend.domain.row import Row, table, wh


@table("picked_serial")
class PickedSerial(Row, frozen=True, kw_only=True):
    """A unit with its serial number (GS1 AI 21), and the stop that it was picked at. Id: `<sku>/<serial>`.

    `task` is empty once the unit was put back: the number is free again. Once its order has left it is on no device any
    more, which would else hold every number ever shipped; the server still knows that it is taken, and since when.
    `back_with` is the return that it came back with from the customer, if it did: then it is free as well.
    """

    warehouse: str
    product: str
    serial: str
    lot: str = ""
    task: str = ""
    shipment: str = ""
    order_number: str = ""
    picked_by: str = ""
    picked_at: int = 0
    shipped_at: int | None = None
    back_with: str | None = None

    def scopes(self) -> tuple[str, ...]:
        return () if self.shipped_at is not None else (wh(self.warehouse),)


def serial_id(product: str, serial: str) -> str:
    """The id of a unit."""
    return f"{product}/{serial}"


def taken(draft: Draft, product: str, serial: str) -> PickedSerial | None:
    """The unit as it was picked before, if it is not back."""
    found = draft.find(PickedSerial, serial_id(product, serial))
    return found if found is not None and found.task and found.back_with is None else None


def take(draft: Draft, task: PickTask, serial: str, lot: str) -> None:
    """A unit is picked at a stop."""
    id_ = serial_id(task.product, serial)
    before = draft.find(PickedSerial, id_)
    before = before or PickedSerial(id=id_, warehouse=task.warehouse, product=task.product, serial=serial)
    draft.set(
        before, warehouse=task.warehouse, lot=lot, task=task.id, shipment=task.shipment,
        order_number=task.order_number, picked_by=draft.author, picked_at=draft.at, shipped_at=None,
        back_with=None,
    )  # fmt: skip


def free(draft: Draft, task: str, product: str, serial: str) -> None:
    """A unit of a stop is back: its number may be taken again."""
    found = draft.find(PickedSerial, serial_id(product, serial))
    if found is not None and found.task == task:
        draft.set(found, task="", shipment="", order_number="")


def leave(draft: Draft, shipment: str) -> None:
    """The units of a shipment have left."""
    for unit in draft.all(PickedSerial, "shipment", shipment):
        draft.set(unit, shipped_at=draft.at)


def come_back(draft: Draft, receipt: str, product: str, serial: str) -> None:
    """A unit that had left is here again, and may be sold: somebody looked at it with a return."""
    found = draft.find(PickedSerial, serial_id(product, serial)) if serial else None
    if found is not None and found.shipped_at is not None and found.back_with is None:
        draft.set(found, back_with=receipt)


def not_back(draft: Draft, receipt: str, product: str, serial: str) -> None:
    """What was said of a unit that came back is taken back: the customer still has it, as far as anybody knows."""
    found = draft.find(PickedSerial, serial_id(product, serial)) if serial else None
    if found is not None and found.shipped_at is not None and found.back_with == receipt:
        draft.set(found, back_with=None)
