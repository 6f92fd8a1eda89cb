"""task.settle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.draft import Draft
from backend.domain.order.rows import OrderLine
from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickTask, Tote
from backend.domain.stock.rows import Stock
from backend.domain.task.rows import ExceptionTask
from backend.domain.task.settle import found_after_all, param, put_back, recounted, taken_out
from backend.domain.units import RowId, Word
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, Trouble, answer, below_promised, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SETTLE,
    offline=Offline.QUEUE,
    words={
        "applied": Text("Settled: {choice}", "已处理：{choice}"),
        "already_settled": Text("{by} has settled this: {choice}", "{by} 已处理：{choice}"),
        "unknown_choice": Text("{choice} is no way to settle this", "不能以 {choice} 处理此任务"),
        "count_missing": Text("Say how many you counted at {place}", "请填写 {place} 的实盘数量"),
        "decide_order": Text(
            "Decide on the order itself: approve, cancel or reject it", "请直接处理该订单：批准、取消或拒绝"
        ),
        "below_promised": BELOW_PROMISED,
    },
)
class TaskSettle(Op, frozen=True, kw_only=True):
    """Somebody has done what a task asked for, and says how it came out.

    `recount` takes the counted units of the place; other choices take none.
    """

    task: RowId
    choice: Word
    counted: Annotated[int, Meta(ge=0, le=1_000_000)] | None = None

    def where(self, state: State) -> tuple[str, ...]:
        return state.get(ExceptionTask, self.task).scopes()

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(ExceptionTask, self.task)
        task = state.find(ExceptionTask, self.task)
        if task is None or not task.warehouse:
            return
        lot = param(task, "lot")
        for place in {task.place, param(task, "from"), param(task, "to")} - {""}:
            yield wants.balance(place, task.product, lot)
        yield wants.position(task.warehouse, task.product)
        if param(task, "from"):
            yield from self._tote(state, param(task, "from"))
        yield from self._carton(state, task)
        if param(task, "task"):
            yield from self._stop(state, param(task, "task"))

    def _stop(self, state: State, id_: str) -> Iterable[Want]:
        yield from wants.task(state, id_)
        stop = state.find(PickTask, id_)
        if stop is not None:
            yield from wants.promise(stop.shipment_line, stop.warehouse, stop.product)
            yield Ref(OrderLine, stop.shipment_line, needed=False)

    def _tote(self, state: State, place: str) -> Iterable[Want]:
        yield Ref(Tote, place, needed=False)
        yield All(Stock, "location", place)
        tote = state.find(Tote, place)
        if tote is not None and tote.shipment:
            yield Ref(Shipment, tote.shipment)

    def _carton(self, state: State, task: ExceptionTask) -> Iterable[Want]:
        item = param(task, "item")
        if param(task, "carton") and not item:
            item = f"{param(task, 'carton')}/{task.product}/{param(task, 'lot')}"
        if not item:
            return
        yield Ref(CartonItem, item, needed=False)
        found = state.find(CartonItem, item)
        if found is not None:
            yield Ref(Carton, found.carton)
            carton = state.find(Carton, found.carton)
            if carton is not None:
                yield All(ShipmentLine, "shipment", carton.shipment)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(ExceptionTask, self.task)
        if task.stage == "settled":
            told: dict[str, str | int] = {"by": task.settled_by or "", "choice": task.settled_as}
            return Refused("already_settled", told, ("keep_theirs",))
        if task.act == "decide_order":
            return Refused("decide_order", {"order": param(task, "order")}, ("open_order",))
        if self.choice not in task.choices:
            return Refused("unknown_choice", {"choice": self.choice}, task.choices)
        if self.choice == "recount" and self.counted is None:
            return Refused("count_missing", {"place": task.place}, ("recount",))
        draft = draft_of(state, context)
        troubles = self._act(draft, task)
        draft.set(task, stage="settled", settled_by=context.author, settled_as=self.choice)
        return answer(draft, troubles, {"choice": self.choice})

    def _act(self, draft: Draft, task: ExceptionTask) -> list[Trouble]:
        if self.choice == "recount" and self.counted is not None and task.product:
            grew = recounted(draft, task, self.counted)
            return [below_promised(task.warehouse, task.place, task.product, grew)] if grew else []
        if self.choice == "found":
            found_after_all(draft, task)
        if self.choice == "put_back_done":
            put_back(draft, task)
        if self.choice == "taken_out":
            taken_out(draft, task)
        return []


EXAMPLE = TaskSettle(task="0192f3a0-op9/x", choice="recount", counted=3)
