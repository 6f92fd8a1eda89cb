"""pallet.add."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.day import year_of
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.pack.block import SsccBlock, mark, stem
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.pallet import Pallet, lay_on
from backend.domain.stock import places
from backend.domain.stock.rows import Warehouse
from backend.domain.units import PalletSscc, RawScan, RowId
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.pallet.remove import PalletRemove
from backend.ops.ship.unload import sscc_of
from backend.scanning.sscc import check

Fault = tuple[str, str, Params]
"""A code, what hands are to do, and what its words say."""


@operation(
    nature=Nature.FACT,
    right=Right.PACK,
    offline=Offline.REPLAY,
    words={
        "applied": Text(
            "Carton {number} of order {order} is on pallet {pallet}", "订单 {order} 第 {number} 箱已上托盘 {pallet}"
        ),
        "unknown_carton": Text("No carton of ours: set {seen} aside", "不是本仓的箱子：请将 {seen} 放到一边"),
        "already_shipped": Text(
            "Carton {number} of order {order} has left before", "订单 {order} 第 {number} 箱已发出"
        ),
        "cancelled": Text("Order {order} was cancelled: take its carton off", "订单 {order} 已取消：请卸下"),
        "on_truck": Text(
            "Carton {number} of order {order} is on a truck's list: check it",
            "订单 {order} 第 {number} 箱已在装车单上：请核对",
        ),
        "sscc_taken": Text(
            "{pallet} is on carton {other} of order {other_order}: give the pallet another number",
            "{pallet} 已用于订单 {other_order} 第 {other} 箱：请为托盘更换编号",
        ),
        "sscc_unknown": Text(
            "{pallet} is no number of ours: give the pallet another number",
            "{pallet} 不是本公司的编号：请为托盘更换编号",
        ),
        "other_building": Text(
            "{pallet} is a pallet of {other}: give this one another number, and scan its cartons again",
            "{pallet} 是 {other} 的托盘：请为此托盘更换编号，并重新扫描箱子",
        ),
    },
)
class PalletAdd(Op, frozen=True, kw_only=True):
    """A packer has laid a closed carton on a pallet and scanned it. The first one begins the pallet.

    `pallet` is its SSCC, from a block that the device holds. A carton from another pallet lies on this one now. A
    number that is none of ours, or on a carton, is told once, as the pallet is begun.
    """

    pallet: PalletSscc
    warehouse: RowId
    raw: RawScan

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Pallet, self.pallet, needed=False)
        yield Ref(SsccBlock, stem(self.pallet), needed=False)
        yield All(Carton, "sscc", self.pallet)
        code = sscc_of(self.raw)
        for carton in state.all(Carton, "sscc", code) if code else ():
            yield Ref(Shipment, carton.shipment)
            if carton.pallet:
                yield Ref(Pallet, carton.pallet)
        if code:
            yield All(Carton, "sscc", code)

    def decide(self, state: State, context: Context) -> Outcome:
        known = check(self.pallet) and state.find(SsccBlock, stem(self.pallet)) is not None
        return self._lay(state, context, is_known=known)

    def foresee(self, state: State, context: Context) -> Outcome:
        """A block of another device, or one that was closed, is not on this one."""
        return self._lay(state, context, is_known=check(self.pallet))

    def _lay(self, state: State, context: Context, *, is_known: bool) -> Outcome:
        code = sscc_of(self.raw, year_of(context.received_at))
        found = [c for c in state.all(Carton, "sscc", code) if c.warehouse == self.warehouse] if code else []
        bench = places.pack(self.warehouse)
        if not found:
            aside = PhysicalTask("set_aside", self.warehouse, bench)
            return Contradicted("unknown_carton", aside, (), {"seen": code or self.raw[:80]})
        carton = found[0]
        told: Params = {"number": carton.number, "order": carton.order_number, "pallet": self.pallet}
        there = state.find(Pallet, self.pallet)
        if there is not None and there.warehouse != self.warehouse:
            again = PhysicalTask("relabel", self.warehouse, bench, "", 0, ("done",))
            return Contradicted("other_building", again, (), {**told, "other": there.warehouse})
        draft = draft_of(state, context)
        pallet = there or Pallet(id=self.pallet, warehouse=self.warehouse)
        block = state.find(SsccBlock, stem(self.pallet))
        if block is not None:
            mark(draft, block, self.pallet)
        begun = [] if there is not None else self._begun(state, is_known=is_known)
        troubles = self._troubles(state, carton, told, begun)
        if carton.stage != "shipped" and carton.pallet != pallet.id:
            lay_on(draft, pallet, carton)
        return answer(draft, troubles, told)

    def _begun(self, state: State, *, is_known: bool) -> list[Fault]:
        """What is wrong with the number of a pallet that is begun."""
        for other in state.all(Carton, "sscc", self.pallet):
            return [("sscc_taken", "relabel", {"other": other.number, "other_order": other.order_number})]
        return [] if is_known else [("sscc_unknown", "relabel", {})]

    def _troubles(self, state: State, carton: Carton, told: Params, begun: list[Fault]) -> list[Trouble]:
        found = [*begun]
        if carton.stage == "shipped":
            found.append(("already_shipped", "check_carton", {}))
        elif carton.stage == "loaded":
            found.append(("on_truck", "check_list", {}))
        if state.get(Shipment, carton.shipment).stage == "cancelled":
            found.append(("cancelled", "take_off_pallet", {}))
        bench = places.pack(self.warehouse)
        return [
            Trouble(
                code, PhysicalTask(act, self.warehouse, bench, "", 0, ("done",)), {**told, "carton": carton.id, **more}
            )
            for code, act, more in found
        ]

    def undo(self, id_: str) -> Op:
        return PalletRemove(pallet=self.pallet, raw=self.raw)


EXAMPLE = PalletAdd(pallet="087123450000001018", warehouse="ROT", raw="]C100087123450000000012")
