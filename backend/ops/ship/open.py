"""ship.open."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.rows import Manifest
from backend.domain.stock.rows import Counter, Warehouse
from backend.domain.units import Line, RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.LOAD,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Manifest {number} is open at {dock}", "装车单 {number} 已在 {dock} 开始"),
        "already_there": Text("This manifest was opened before", "此装车单已存在"),
    },
)
class ShipOpen(Op, frozen=True, kw_only=True):
    """A truck is at a dock: a list for the cartons that it takes is begun."""

    manifest: RowId
    warehouse: RowId
    dock: Word
    carrier: Word
    vehicle: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Manifest, self.manifest, needed=False)
        yield Ref(Counter, f"{self.warehouse}/manifest", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(Manifest, self.manifest) is not None:
            return Refused("already_there", {"manifest": self.manifest})
        draft = draft_of(state, context)
        id_ = f"{self.warehouse}/manifest"
        counter = draft.find(Counter, id_) or Counter(id=id_)
        draft.set(counter, next=counter.next + 1)
        number = f"M{counter.next:04d}"
        draft.put(
            Manifest(
                id=self.manifest, warehouse=self.warehouse, number=number, dock=self.dock, carrier=self.carrier,
                vehicle=self.vehicle,
            )
        )  # fmt: skip
        return answer(draft, params={"number": number, "dock": self.dock})


EXAMPLE = ShipOpen(manifest="0192f3a0-truck1", warehouse="ROT", dock="D1", carrier="DHL", vehicle="12-AB-34")
