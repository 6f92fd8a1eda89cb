"""task.settle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.count.book import counted_id
from backend.domain.count.rows import StockCounted
from backend.domain.draft import Draft
from backend.domain.outcome import Outcome, PhysicalTask, Refused
from backend.domain.pack.box import BoxType
from backend.domain.pack.like import PackLike, contents_of, like_id
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.people.roles import Right
from backend.domain.pick.rows import PickRun, PickTask, Tote
from backend.domain.pick.serials import PickedSerial, serial_id
from backend.domain.stock.ledger import balance
from backend.domain.stock.rows import Stock
from backend.domain.task.rows import ExceptionTask
from backend.domain.task.settle import (
    COUNTED,
    RULED,
    accepted,
    found_after_all,
    left_behind,
    note_count,
    param,
    pick_task,
    put_back,
    recounted,
    taken_out,
    weighed_right,
)  # fmt: skip
from backend.domain.units import RowId, Word
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, UNFINISHED, Trouble, answer, below_promised, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.replaced import PICKED_INSTEAD, after_found, given_up_wants


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
        "decide_refund": Text("Say on the refund itself what became of it", "请直接处理该退款"),
        "below_promised": BELOW_PROMISED,
        "unfinished": UNFINISHED,
        "picked_instead": PICKED_INSTEAD,
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
        if task.act in {"recount", "accept_count"}:
            yield Ref(StockCounted, counted_id(task.place, task.product, lot), needed=False)
        yield wants.position(task.warehouse, task.product)
        if param(task, "from"):
            yield from self._tote(state, param(task, "from"))
        yield from self._carton(state, task)
        if task.code == "weight_off":
            yield from self._weighed(state, param(task, "carton"))
        if param(task, "task"):
            yield from self._stop(state, param(task, "task"))

    def _stop(self, state: State, id_: str) -> Iterable[Want]:
        yield from wants.task(state, id_)
        stop = state.find(PickTask, id_)
        if stop is not None:
            yield from given_up_wants(state, id_)
            yield All(Tote, "shipment", stop.shipment)
            for tote in state.all(Tote, "shipment", stop.shipment):
                yield All(Stock, "location", tote.id)
            task = state.get(ExceptionTask, self.task)
            if task.code.startswith(RULED):
                yield Ref(PickRun, stop.run)
            unit = param(task, "unit")
            if unit:
                yield Ref(PickedSerial, serial_id(stop.product, unit), needed=False)

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

    def _weighed(self, state: State, carton: str) -> Iterable[Want]:
        yield Ref(Carton, carton, needed=False)
        found = state.find(Carton, carton)
        if found is not None and found.box:
            yield Ref(BoxType, found.box, needed=False)
        yield All(CartonItem, "carton", carton)
        items = state.all(CartonItem, "carton", carton)
        for item in items[:1]:
            contents = contents_of((i.product, i.quantity) for i in items)
            yield Ref(PackLike, like_id(item.warehouse, contents), needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        task = state.get(ExceptionTask, self.task)
        if task.stage == "settled":
            told: dict[str, str | int] = {"by": task.settled_by or "", "choice": task.settled_as}
            return Refused("already_settled", told, ("keep_theirs",))
        if task.act == "decide_order":
            return Refused("decide_order", {"order": param(task, "order")}, ("open_order",))
        if task.act == "see_to_refund":
            return Refused("decide_refund", {}, ("open_refunds",))
        if self.choice not in task.choices:
            return Refused("unknown_choice", {"choice": self.choice}, task.choices)
        if self.choice == "recount" and self.counted is None:
            return Refused("count_missing", {"place": task.place}, ("recount",))
        draft = draft_of(state, context)
        troubles = self._act(draft, task)
        draft.set(draft.get(ExceptionTask, task.id), stage="settled", settled_by=context.author, settled_as=self.choice)
        return answer(draft, troubles, {"choice": self.choice})

    def _act(self, draft: Draft, task: ExceptionTask) -> list[Trouble]:
        if self.choice in COUNTED and task.product:
            before = balance(draft, task.warehouse, task.place, task.product, param(task, "lot")).quantity
            counted = self.counted if self.choice == "recount" else None
            grew = accepted(draft, task) if counted is None else recounted(draft, task, counted)
            note_count(draft, task, before)
            return [below_promised(task.warehouse, task.place, task.product, grew)] if grew else []
        if self.choice == "found":
            found, stop = found_after_all(draft, task), pick_task(draft, task)
            return after_found(draft, stop, found) if found is not None and stop is not None else []
        if self.choice == "put_back_done":
            units = put_back(draft, task)
            draft.set(draft.get(ExceptionTask, task.id), settled_units=units)
            return self._still_wanted(draft, task)
        if self.choice == "taken_out":
            draft.set(task, settled_units=taken_out(draft, task))
        if self.choice == "contents_right" and task.code == "weight_off":
            weighed_right(draft, task)
        return []

    def _still_wanted(self, draft: Draft, task: ExceptionTask) -> list[Trouble]:
        """What broke a rule is back, and the walk is over: somebody picks the right ones."""
        stop = left_behind(draft, task)
        if stop is None:
            return []
        rest = PhysicalTask("pick_rest", stop.warehouse, stop.location, stop.product, stop.left)
        number = draft.get(PickRun, stop.run).number
        return [Trouble("unfinished", rest, {"units": stop.left, "stops": 1, "number": number, "task": stop.id})]


EXAMPLE = TaskSettle(task="0192f3a0-op9/x", choice="recount", counted=3)
