"""Where a truck is to go: which orders it takes, and at which of its stops it leaves them."""

from __future__ import annotations

from backend.domain.draft import Draft
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.row import Row, table, wh
from backend.domain.ship.rows import Manifest


@table("manifest_stop")
class ManifestStop(Row, frozen=True, kw_only=True):
    """An order that a truck is to take. Id: `<manifest>/<shipment>`.

    `stop` 1 is the first on the road. 0: it is planned no more, and leaves every scope.
    """

    warehouse: str
    manifest: str
    shipment: str
    stop: int

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),) if self.stop > 0 else ()


def plan(draft: Draft, manifest: Manifest, shipment: str, stop: int) -> None:
    """A truck takes an order to a stop; no other truck does then."""
    for other in draft.all(ManifestStop, "shipment", shipment):
        if other.manifest != manifest.id and other.stop > 0:
            draft.set(other, stop=0)
    id_ = f"{manifest.id}/{shipment}"
    row = draft.find(ManifestStop, id_) or ManifestStop(
        id=id_, warehouse=manifest.warehouse, manifest=manifest.id, shipment=shipment, stop=0
    )
    draft.set(row, stop=stop)


def planned(draft: Draft, manifest: Manifest) -> list[ManifestStop]:
    """What a truck is to take."""
    return [row for row in draft.all(ManifestStop, "manifest", manifest.id) if row.stop > 0]


def let_go(draft: Draft, manifest: Manifest) -> list[tuple[Shipment, int]]:
    """A truck has left: what was planned for it and is not on it is free for others.

    Gives the orders of which closed cartons stand at the dock, with how many.
    """
    here: list[tuple[Shipment, int]] = []
    for row in planned(draft, manifest):
        shipment = draft.get(Shipment, row.shipment)
        if shipment.stage == "shipped":
            continue
        draft.set(row, stop=0)
        cartons = [c for c in draft.all(Carton, "shipment", shipment.id) if c.stage == "closed"]
        if cartons and shipment.stage != "cancelled":
            here.append((shipment, len(cartons)))
    return here
