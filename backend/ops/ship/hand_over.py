"""ship.hand_over."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.order.progress import move_on, tell_the_desk
from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickTask
from backend.domain.pick.serials import PickedSerial, leave
from backend.domain.row import wh
from backend.domain.ship.hold import LoadHold, holds_on, is_held
from backend.domain.ship.load import close_books, drive_off, shortages
from backend.domain.ship.rows import Manifest
from backend.domain.ship.stops import ManifestStop, let_go
from backend.domain.stock import places
from backend.domain.units import Line, RowId, Word
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, Trouble, answer, below_promised, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.LOAD,
    offline=Offline.QUEUE,
    words={
        "applied": Text("{cartons} cartons have left with {driver}", "{cartons} 箱已由 {driver} 运走"),
        "held_left": Text(
            "Quality holds carton {number} of order {order}, and it has left: call {driver} back",
            "订单 {order} 第 {number} 箱被质检扣留，但已发出：请召回 {driver}",
        ),
        "left_behind": Text(
            "{manifest} has left without {cartons} cartons of order {order}: back to the dock, for another truck",
            "{manifest} 已发车，订单 {order} 还有 {cartons} 箱未装：请退回月台，等待下一辆车",
        ),
        "below_promised": BELOW_PROMISED,
    },
)
class ShipHandOver(Op, frozen=True, kw_only=True):
    """The driver has signed and the truck leaves: stock goes out of the door, and the promises are kept.

    An order is shipped when its last carton has left. A second hand-over takes along what was loaded late. What quality
    holds has left like all else, and somebody has to see to it. What was planned for the truck and is not on it waits
    for another one: who leads the dock hears what stands there.
    """

    manifest: RowId
    driver: Word
    seal: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Manifest, self.manifest).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Manifest, self.manifest)
        yield All(Carton, "manifest", self.manifest)
        yield All(ManifestStop, "manifest", self.manifest)
        for stop in state.all(ManifestStop, "manifest", self.manifest):
            yield Ref(Shipment, stop.shipment)
            yield All(Carton, "shipment", stop.shipment)
        for carton in state.all(Carton, "manifest", self.manifest):
            yield All(CartonItem, "carton", carton.id)
            yield All(Carton, "shipment", carton.shipment)
            yield from wants.order_of(state, carton.shipment)
            yield from wants.desk_lines(state, carton.shipment)
            yield All(PickTask, "shipment", carton.shipment)
            yield All(PickedSerial, "shipment", carton.shipment)
            bench = places.pack(carton.warehouse)
            for hold in holds_on(carton, state.all(CartonItem, "carton", carton.id)):
                yield Ref(LoadHold, hold, needed=False)
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
        held = [self._held(manifest, carton) for carton in cartons if is_held(draft, carton)]
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
        behind = [self._behind(manifest, *left) for left in let_go(draft, manifest)]
        return answer(draft, [*held, *troubles, *behind], {"cartons": len(cartons), "driver": self.driver})

    def _held(self, manifest: Manifest, carton: Carton) -> Trouble:
        check = PhysicalTask("check_carton", manifest.warehouse, manifest.dock, "", 0, ("done",))
        told: Params = {"number": carton.number, "order": carton.order_number, "carton": carton.id}
        return Trouble("held_left", check, {**told, "driver": self.driver, "manifest": manifest.number})

    def _behind(self, manifest: Manifest, shipment: Shipment, cartons: int) -> Trouble:
        back = PhysicalTask("back_to_dock", manifest.warehouse, manifest.dock, "", cartons, ("done",))
        told: Params = {"order": shipment.order_number, "cartons": cartons, "manifest": manifest.number}
        return Trouble("left_behind", back, told)

    def _ship(self, draft: Draft, shipment: Shipment) -> None:
        tell_the_desk(draft, shipment.id)
        if all(c.stage == "shipped" for c in draft.all(Carton, "shipment", shipment.id)):
            close_books(draft, shipment)
            leave(draft, shipment.id)
            move_on(draft, shipment, self.kind)


EXAMPLE = ShipHandOver(manifest="0192f3a0-truck1", driver="J. de Vries", seal="S-4471")
