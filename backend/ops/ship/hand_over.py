"""ship.hand_over."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.order.progress import move_on, tell_the_desk
from backend.domain.outcome import Outcome
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickTask
from backend.domain.row import wh
from backend.domain.ship.load import close_books, drive_off, shortages
from backend.domain.ship.rows import Manifest
from backend.domain.stock import places
from backend.domain.units import Line, RowId, Word
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, answer, below_promised, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.LOAD,
    offline=Offline.QUEUE,
    words={
        "applied": Text("{cartons} cartons have left with {driver}", "{cartons} 箱已由 {driver} 运走"),
        "below_promised": BELOW_PROMISED,
    },
)
class ShipHandOver(Op, frozen=True, kw_only=True):
    """The driver has signed and the truck leaves: stock goes out of the door, and the promises are kept.

    An order is shipped when its last carton has left. A second hand-over takes along what was loaded late.
    """

    manifest: RowId
    driver: Word
    seal: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Manifest, self.manifest).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Manifest, self.manifest)
        yield All(Carton, "manifest", self.manifest)
        for carton in state.all(Carton, "manifest", self.manifest):
            yield All(CartonItem, "carton", carton.id)
            yield All(Carton, "shipment", carton.shipment)
            yield from wants.order_of(state, carton.shipment)
            yield from wants.desk_lines(state, carton.shipment)
            yield All(PickTask, "shipment", carton.shipment)
            bench = places.pack(carton.warehouse)
            for item in state.all(CartonItem, "carton", carton.id):
                yield wants.balance(bench, item.product, item.lot)
                yield wants.position(carton.warehouse, item.product)
            for line in state.all(ShipmentLine, "shipment", carton.shipment):
                yield from wants.promise(line.id, line.warehouse, line.product)
            for task in state.all(PickTask, "shipment", carton.shipment):
                yield wants.balance(task.location, task.product, task.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        manifest = state.get(Manifest, self.manifest)
        cartons = [c for c in draft.all(Carton, "manifest", manifest.id) if c.stage == "loaded"]
        products = sorted({i.product for c in cartons for i in draft.all(CartonItem, "carton", c.id)})
        before = shortages(draft, manifest.warehouse, products)
        for carton in cartons:
            drive_off(draft, carton)
        for shipment in dict.fromkeys(c.shipment for c in cartons):
            self._ship(draft, draft.get(Shipment, shipment))
        draft.set(
            manifest, stage="handed_over", driver=self.driver, seal=self.seal,
            handed_over_at=manifest.handed_over_at or context.received_at,
        )  # fmt: skip
        after = shortages(draft, manifest.warehouse, products)
        bench = places.pack(manifest.warehouse)
        troubles = [
            below_promised(manifest.warehouse, bench, p, after[p] - before[p]) for p in products if after[p] > before[p]
        ]
        return answer(draft, troubles, {"cartons": len(cartons), "driver": self.driver})

    def _ship(self, draft: Draft, shipment: Shipment) -> None:
        tell_the_desk(draft, shipment.id)
        if all(c.stage == "shipped" for c in draft.all(Carton, "shipment", shipment.id)):
            close_books(draft, shipment)
            move_on(draft, shipment, self.kind)


EXAMPLE = ShipHandOver(manifest="0192f3a0-truck1", driver="J. de Vries", seal="S-4471")
