"""pick.substitute."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.elsewhere import Rest
from backend.domain.pick.replace import replace_by, replaceable, stops_for
from backend.domain.pick.rows import PickTask
from backend.domain.product.rows import Product
from backend.domain.product.substitutes import Substitute, substitute_id
from backend.domain.row import wh
from backend.domain.stock.rows import Location
from backend.domain.units import RowId, Units
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pick.short import BINS_MAX, OtherBin
from backend.ops.replaced import replace_wants
from backend.ops.wants import balance


@operation(
    nature=Nature.FACT,
    right=Right.PICK,
    offline=Offline.REPLAY,
    words={
        "applied": Text(
            "{given} of {product} in place of {units} of {wanted}", "{product} {given} 件代替 {wanted} {units} 件"
        ),
        "not_promised": Text(
            "{lacking} of {product} cannot go in place of {wanted}: leave them there",
            "{product} {lacking} 件不能代替 {wanted}：请留在原处",
        ),
    },
)
class PickSubstitute(Op, frozen=True, kw_only=True):
    """A picker goes for another product in place of units that are short: the customer has agreed to it for good.

    `units` are those that are replaced. `places`: where the other product is picked from, at the end of the walk; a
    stop each, with the ids `<op>/1`, `<op>/2` … What is not free any more, or not agreed to, asks for nothing there.
    """

    task: RowId
    other: RowId
    units: Units
    places: Annotated[tuple[OtherBin, ...], Meta(min_length=1, max_length=BINS_MAX)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(PickTask, self.task).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield from replace_wants(state, self.task, self.other)
        yield Ref(Product, self.other)
        for place in self.places:
            yield Ref(Location, place.location)
            yield balance(place.location, self.other, place.lot)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(PickTask, self.task)
        draft = draft_of(state, context)
        entry = state.find(Substitute, substitute_id(task.product, self.other))
        agreed = draft.get(Shipment, task.shipment).substitutes == "always"
        rests = [self._rest(state, task, place) for place in self.places]
        units = replaceable(draft, task, entry, self.units) if agreed else 0
        used = entry or Substitute(id="", product=task.product, other=self.other)
        planned = sum(rest.units for rest in rests if rest.counts)
        units = min(units, planned // used.gives * used.per)
        line = replace_by(draft, task, used, units)
        stops_for(draft, task, line, task.run, task.slot, rests)
        given = draft.get(ShipmentLine, line.id).wanted
        told: Params = {"product": self.other, "given": given, "wanted": task.product, "units": units}
        lacking = sum(rest.units for rest in rests) - given
        first = rests[0].location
        leave = PhysicalTask("leave_there", task.warehouse, first, self.other, lacking, ("seen",))
        troubles = [Trouble("not_promised", leave, {"lacking": lacking, "task": task.id})] if lacking > 0 else []
        return answer(draft, troubles, told)

    def _rest(self, state: State, task: PickTask, other: OtherBin) -> Rest:
        place = state.get(Location, other.location)
        return Rest(place.id, other.lot, other.units, place.kind == "bin" and place.warehouse == task.warehouse)


EXAMPLE = PickSubstitute(
    task="0192f3a0-run1/1", other="PEN-02", units=1, places=(OtherBin(location="ROT/A-02", units=1),)
)
