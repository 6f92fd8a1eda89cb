"""pack.close."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, PhysicalTask
from backend.domain.pack.rows import Carton, CartonItem
from backend.domain.pack.weight import expected_g, is_off
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock import places
from backend.domain.stock.rows import Counter, Warehouse
from backend.domain.units import Grams, RowId
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.scanning.sscc import sscc


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Carton {number} is closed: {sscc}", "第 {number} 箱已封：{sscc}"),
        "weight_off": Text(
            "Carton {number} weighs {weighed} g in place of {expected} g: open it and check",
            "第 {number} 箱重 {weighed} 克，应为 {expected} 克：请开箱核对",
        ),
        "carton_empty": Text(
            "Carton {number} has nothing in it by the books: open it and check", "第 {number} 箱账面为空：请开箱核对"
        ),
    },
)
class PackClose(Op, frozen=True, kw_only=True):
    """A packer has closed a carton and put it on the scale. It gets its SSCC, once; a second weighing counts anew."""

    carton: RowId
    weight_g: Grams

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Carton, self.carton).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Carton, self.carton)
        yield All(CartonItem, "carton", self.carton)
        for item in state.all(CartonItem, "carton", self.carton):
            yield Ref(Product, item.product)
        carton = state.find(Carton, self.carton)
        if carton is not None:
            yield Ref(Warehouse, carton.warehouse)
            yield Ref(Counter, f"{carton.warehouse}/sscc", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        carton = state.get(Carton, self.carton)
        code = carton.sscc or next_sscc(draft, state.get(Warehouse, carton.warehouse))
        stage = "closed" if carton.stage == "open" else carton.stage
        draft.set(carton, stage=stage, sscc=code, weight_g=self.weight_g)
        return answer(draft, self._check(state, carton), {"number": carton.number, "sscc": code})

    def _check(self, state: State, carton: Carton) -> list[Trouble]:
        items = [i for i in state.all(CartonItem, "carton", carton.id) if i.quantity]
        told: dict[str, str | int] = {"number": carton.number, "carton": carton.id, "weighed": self.weight_g}
        bench = places.pack(carton.warehouse)
        check = PhysicalTask("open_and_check", carton.warehouse, bench, "", 0, ("contents_right", "repacked"))
        if not items:
            return [Trouble("carton_empty", check, told)]
        expected = expected_g((state.get(Product, i.product).weight_g, i.quantity) for i in items)
        if expected is None or not is_off(self.weight_g, expected):
            return []
        return [Trouble("weight_off", check, {**told, "expected": expected})]


def next_sscc(draft: Draft, warehouse: Warehouse) -> str:
    """The next SSCC of a warehouse. The serial runs over into the extension digit, and then starts again."""
    id_ = f"{warehouse.id}/sscc"
    counter = draft.find(Counter, id_) or Counter(id=id_)
    draft.set(counter, next=counter.next + 1)
    room: int = 10 ** (16 - len(warehouse.company_prefix))
    return sscc(counter.next // room % 10, warehouse.company_prefix, counter.next % room)


EXAMPLE = PackClose(carton="0192f3a0-order1/1", weight_g=1240)
