"""pack.close."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.pack.block import SsccBlock, mark, stem
from backend.domain.pack.box import BoxType, empty_g
from backend.domain.pack.like import PackLike, contents_of, follow_box, learn, learn_box, like_id, likes
from backend.domain.pack.rows import Carton, CartonItem
from backend.domain.pack.weight import judge
from backend.domain.people.roles import Right
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.ship.pallet import Pallet
from backend.domain.stock import places
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Grams, RowId, SsccText
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.series import next_sscc, series_wants
from backend.scanning.sscc import check

Number = Callable[[Draft, Warehouse], str]
"""Where a carton gets an SSCC from that has no good one of its own; empty if from nowhere."""


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    version=3,
    words={
        "applied": Text("Carton {number} is closed: {sscc}", "第 {number} 箱已封：{sscc}"),
        "weight_off": Text(
            "Carton {number} weighs {weighed} g in place of {expected} g: open it and check",
            "第 {number} 箱重 {weighed} 克，应为 {expected} 克：请开箱核对",
        ),
        "carton_empty": Text(
            "Carton {number} has nothing in it by the books: open it and check", "第 {number} 箱账面为空：请开箱核对"
        ),
        "other_label": Text(
            "Carton {number} has the number {sscc}: put that label on it, and not {given}",
            "第 {number} 箱的箱号是 {sscc}：请贴该标签，不要贴 {given}",
        ),
        "sscc_taken": Text(
            "{given} is on carton {other} of order {other_order}: label carton {number} with {sscc}",
            "{given} 已用于订单 {other_order} 第 {other} 箱：请为第 {number} 箱改贴 {sscc}",
        ),
        "sscc_on_pallet": Text(
            "{given} is the number of a pallet: label carton {number} with {sscc}",
            "{given} 是托盘编号：请为第 {number} 箱改贴 {sscc}",
        ),
        "sscc_unknown": Text(
            "{given} is no carton number of ours: label carton {number} with {sscc}",
            "{given} 不是本公司的箱号：请为第 {number} 箱改贴 {sscc}",
        ),
        "no_number": Text(
            "No carton numbers are left: carton {number} has none. Ask GS1 for another company prefix",
            "箱号已用完：第 {number} 箱没有箱号。请向 GS1 申请新的厂商识别代码",
        ),
    },
)
class PackClose(Op, frozen=True, kw_only=True):
    """A packer has closed a carton and put it on the scale. It gets its SSCC, once; a second weighing counts anew.

    `sscc` is the number that the device has put on it, from a block that it holds; without one the server gives one.
    What stands on the carton counts, unless the carton has a number, or another carton or a pallet has this one.
    `box` is the kind of box that the bench named: it is the carton's, unless the packer has said that it is another.
    """

    carton: RowId
    weight_g: Grams
    sscc: SsccText = ""
    box: RowId | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Carton, self.carton).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Carton, self.carton)
        yield All(CartonItem, "carton", self.carton)
        for item in state.all(CartonItem, "carton", self.carton):
            yield Ref(Product, item.product)
        carton = state.find(Carton, self.carton)
        if carton is not None:
            yield from series_wants(state, carton.warehouse)
            for box in filter(None, (carton.box, self.box)):
                yield Ref(BoxType, box, needed=False)
            contents = _contents(state.all(CartonItem, "carton", self.carton))
            yield Ref(PackLike, like_id(carton.warehouse, contents), needed=False)
        if check(self.sscc):
            yield Ref(SsccBlock, stem(self.sscc), needed=False)
            yield All(Carton, "sscc", self.sscc)
            yield Ref(Pallet, self.sscc, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        known = check(self.sscc) and state.find(SsccBlock, stem(self.sscc)) is not None
        return self._close(state, context, next_sscc, is_known=known)

    def foresee(self, state: State, context: Context) -> Outcome:
        """The series is not on a device, nor is a block that was closed meanwhile: its own number counts there."""
        return self._close(state, context, lambda _draft, _house: "", is_known=check(self.sscc))

    def _close(self, state: State, context: Context, number: Number, *, is_known: bool) -> Outcome:
        draft = draft_of(state, context)
        carton = state.get(Carton, self.carton)
        block = state.find(SsccBlock, stem(self.sscc)) if check(self.sscc) else None
        if block is not None:
            mark(draft, block, self.sscc)  # it was printed, wherever it comes to be: it is not given again
        fault = self._fault(state, carton, is_known=is_known)
        code = carton.sscc or (self.sscc if self.sscc and fault is None else "")
        code = code or number(draft, state.get(Warehouse, carton.warehouse))
        if code == self.sscc:
            fault = None  # the next of the series stood on it already: nothing is to be relabelled
        stage = "closed" if carton.stage == "open" else carton.stage
        box = carton.box or self._named(state, carton)
        draft.set(carton, stage=stage, sscc=code or None, weight_g=self.weight_g, box=box)
        told: Params = {"number": carton.number, "sscc": code}
        troubles = [*self._relabel(carton, fault, told), *self._check(draft, carton)]
        return answer(draft, troubles, told)

    def _named(self, state: State, carton: Carton) -> str | None:
        """The box that the bench named, if it is one of this floor."""
        box = state.find(BoxType, self.box) if self.box else None
        return box.id if box is not None and box.warehouse == carton.warehouse else None

    def _fault(self, state: State, carton: Carton, *, is_known: bool) -> tuple[str, Params] | None:
        """What is wrong with the label that the carton bears."""
        given: Params = {"given": self.sscc}
        if self.sscc in ("", carton.sscc):
            return None
        if carton.sscc:
            return "other_label", given
        for other in state.all(Carton, "sscc", self.sscc) if check(self.sscc) else ():
            return "sscc_taken", {**given, "other": other.number, "other_order": other.order_number}
        if check(self.sscc) and state.find(Pallet, self.sscc) is not None:
            return "sscc_on_pallet", given
        return None if is_known else ("sscc_unknown", given)

    def _relabel(self, carton: Carton, fault: tuple[str, Params] | None, told: Params) -> list[Trouble]:
        bench = places.pack(carton.warehouse)
        params: Params = {**told, "carton": carton.id}
        if fault is not None:
            code, more = fault
            relabel = PhysicalTask("relabel", carton.warehouse, bench, "", 0, ("relabelled",))
            return [Trouble(code, relabel, {**params, **more})]
        if not told["sscc"]:
            return [Trouble("no_number", PhysicalTask("set_aside", carton.warehouse, bench), params)]
        return []

    def _check(self, draft: Draft, carton: Carton) -> list[Trouble]:
        """Hold the weight against what is in the carton; a right one is remembered for those that come."""
        items = [i for i in draft.all(CartonItem, "carton", carton.id) if i.quantity]
        told: Params = {"number": carton.number, "carton": carton.id, "weighed": self.weight_g}
        bench = places.pack(carton.warehouse)
        if not items:
            check = PhysicalTask("open_and_check", carton.warehouse, bench, "", 0, ("contents_right", "repacked"))
            return [Trouble("carton_empty", check, told)]
        contents = _contents(items)
        like = likes(draft.find(PackLike, like_id(carton.warehouse, contents)), contents)
        each = ((draft.get(Product, i.product).weight_g, i.quantity) for i in items)
        empty = empty_g(draft, draft.get(Carton, carton.id))
        if carton.stage == "open":
            self._learn(draft, carton, contents)
        expected, is_off = judge(self.weight_g, each, like.weights if like else (), empty)
        if is_off and expected is not None:
            check = PhysicalTask("check_weight", carton.warehouse, bench, "", 0, ("contents_right", "repacked"))
            return [Trouble("weight_off", check, {**told, "expected": expected})]
        if self.weight_g != carton.weight_g:
            learn(draft, carton.warehouse, contents, self.weight_g - empty)
        return []

    def _learn(self, draft: Draft, carton: Carton, contents: str) -> None:
        """What the packer has said is remembered; what they followed in silence is no word for that box."""
        if carton.box:
            learn_box(draft, carton.warehouse, contents, carton.box)
        elif draft.get(Carton, carton.id).box:
            follow_box(draft, carton.warehouse, contents)


def _contents(items: Iterable[CartonItem]) -> str:
    return contents_of((i.product, i.quantity) for i in items)


EXAMPLE = PackClose(carton="0192f3a0-order1/1", weight_g=1240, sscc="087123450000001001", box="ROT/BOX-M")
