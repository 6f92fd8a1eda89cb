"""count.record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from backend.domain.count import book
from backend.domain.count.limit import allowed, limit_of
from backend.domain.count.rows import CountLimit, CountStage, StockCounted
from backend.domain.draft import Draft
from backend.domain.order.rows import OrderLine
from backend.domain.outcome import Contradicted, Outcome, Params, PhysicalTask
from backend.domain.people.roles import Right
from backend.domain.people.rows import Grant
from backend.domain.pick.rows import PickTask
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.stock.ledger import balance
from backend.domain.stock.rows import Location
from backend.domain.task.opened import open_task
from backend.domain.task.rows import ExceptionTask
from backend.domain.task.settle import let_go_of_short, param
from backend.domain.units import MOST, Line, RowId, UtcMs
from backend.ops import wants
from backend.ops.answer import BELOW_PROMISED, Trouble, answer, below_promised, draft_of
from backend.ops.kernel import All as Every
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Balance = Annotated[int, Meta(ge=-1_000_000_000, le=1_000_000_000, description="base units (eaches)")]
Counted = Annotated[int, Meta(ge=0, le=1_000_000, description="base units (eaches)")]


class CountLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One product and lot at the place, and the baseline: what the device's rows said when counting began.

    `quantity` and `corrected` are those of the balance then, with the device's own unsent work; `ver` is its version (0
    where there was none). `moved` is what the device saw move in, less what moved out, until counting was done.
    """

    product: RowId
    lot: Line = ""
    counted: Counted
    quantity: Balance
    corrected: Balance = 0
    moved: Balance = 0
    ver: Annotated[int, Meta(ge=0, le=MOST)] = 0


@operation(
    nature=Nature.FACT,
    right=Right.COUNT,
    offline=Offline.REPLAY,
    words={
        "applied": Text(
            "{place} counted: {lines} kinds of goods, {units} units corrected",
            "{place} 已盘点：{lines} 种商品，更正 {units} 件",
        ),
        "second_count": Text(
            "{place}: {units} units against the books. Somebody else counts it again",
            "{place}：与账面相差 {units} 件，请他人复盘",
        ),
        "counts_differ": Text(
            "{place}: {first} and then {counted} counted. A lead accepts it",
            "{place}：先盘 {first}，复盘 {counted}，请组长确认",
        ),
        "count_crossed": Text(
            "{place}: {units} units moved while it was counted. Count it again",
            "{place}：盘点期间有 {units} 件变动，请重新盘点",
        ),
        "not_a_place": Text("{place} cannot be counted", "{place} 无法盘点"),
        "below_promised": BELOW_PROMISED,
    },
)
class CountRecord(Op, frozen=True, kw_only=True):
    """Somebody has counted goods at a place, while others go on working there.

    `tasks` are those that it answers, as far as the device knew them.
    """

    location: RowId
    lines: Annotated[tuple[CountLine, ...], Meta(min_length=1, max_length=100)]
    tasks: Annotated[tuple[RowId, ...], Meta(max_length=50)] = ()
    begun_at: UtcMs

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Location, self.location).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Location, self.location)
        place = state.find(Location, self.location)
        for line in self.lines:
            yield Ref(Product, line.product)
            yield wants.balance(self.location, line.product, line.lot)
            yield from last_count(state, self.location, line.product, line.lot)
            if place is not None:
                yield wants.position(place.warehouse, line.product)
        if place is not None:
            yield Every(CountLimit, "warehouse", place.warehouse)
            for warehouse in (place.warehouse, ""):
                yield Every(Grant, "warehouse", warehouse)
        for id_ in self.tasks:
            yield from _answered(state, id_)

    def decide(self, state: State, context: Context) -> Outcome:
        return self.counted_by(state, context)

    def counted_by(self, state: State, context: Context, *, in_doubt: bool = False) -> Outcome:
        """The same; a count `in_doubt` corrects nothing, however small its difference: somebody else counts again."""
        place = state.get(Location, self.location)
        if place.kind == "outside":
            say = PhysicalTask("say_where", place.warehouse, place.id, self.lines[0].product, self.lines[0].counted)
            return Contradicted("not_a_place", say, (), {"place": place.id})
        draft = draft_of(state, context)
        grants = [g for where in (place.warehouse, "") for g in state.all(Grant, "warehouse", where)]
        limits = state.all(CountLimit, "warehouse", place.warehouse)
        limit = (0, 0) if in_doubt else limit_of(limits, grants, context.author)
        said, corrected = _Said(draft), 0
        for line in {(one.product, one.lot): one for one in self.lines}.values():
            counting = _Counting(draft, place, line, limit)
            corrected += abs(counting.difference)
            counting.book(said)
            if counting.stage == "booked":
                self._settle(draft, line)
        told: Params = {"place": place.id, "lines": len(self.lines), "units": corrected}
        return answer(draft, said.first, told)

    def _settle(self, draft: Draft, line: CountLine) -> None:
        """The tasks that asked for this count are done."""
        for id_ in self.tasks:
            task = draft.find(ExceptionTask, id_)
            if task is None or task.stage != "open" or task.act not in {"recount", "count"}:
                continue
            asked = task.product in {"", line.product} and param(task, "lot") in {"", line.lot}
            if task.place == self.location and asked:
                let_go_of_short(draft, task)
                draft.set(task, stage="settled", settled_by=draft.author, settled_as="recount")

    def undo(self, id_: str) -> Op:
        from backend.ops.count.undo import CountUndo  # late: it is the other way round there

        return CountUndo(count=id_, location=self.location)


def last_count(state: State, place: str, product: str, lot: str) -> Iterable[Want]:
    """The last count of a balance, with the task that waits for it."""
    id_ = book.counted_id(place, product, lot)
    yield Ref(StockCounted, id_, needed=False)
    last = state.find(StockCounted, id_)
    if last is not None and last.task:
        yield Ref(ExceptionTask, last.task, needed=False)


def _answered(state: State, id_: str) -> Iterable[Want]:
    """A task that a count answers, with the stop that was short."""
    yield Ref(ExceptionTask, id_, needed=False)
    task = state.find(ExceptionTask, id_)
    stop_id = param(task, "task") if task is not None else ""
    if not stop_id:
        return
    yield from (replace(want, needed=False) if isinstance(want, Ref) else want for want in wants.task(state, stop_id))
    stop = state.find(PickTask, stop_id)
    if stop is not None:
        yield from wants.promise(stop.shipment_line, stop.warehouse, stop.product)
        yield Ref(OrderLine, stop.shipment_line, needed=False)
        yield wants.held(stop.id)


class _Said:
    """What went wrong in a count: the outcome names the first, the others are tasks of their own."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.first: list[Trouble] = []

    def add(self, trouble: Trouble) -> str:
        """Open its task. Returns the task's id."""
        if not self.first:
            self.first.append(trouble)
            return f"{self._draft.op}/x"
        return open_task(self._draft, trouble.code, trouble.task, trouble.params).id


class _Counting:
    """One line of a count being decided."""

    def __init__(self, draft: Draft, place: Location, line: CountLine, limit: tuple[int, int]) -> None:
        self._draft, self._place, self._line = draft, place, line
        now = balance(draft, place.warehouse, place.id, line.product, line.lot)
        known = line.quantity - line.corrected + line.moved
        self._expected = line.quantity + line.moved
        self._before = now.corrected
        self._found = line.counted - known
        self._others = now.moved - known
        self._last = draft.find(StockCounted, book.counted_id(place.id, line.product, line.lot))
        self._crossed = book.is_crossed(self._found - self._before, self._others)
        self._within = abs(self._found - self._before) <= allowed(limit, max(0, self._expected))
        self.stage: CountStage = self._stage()

    def _stage(self) -> CountStage:
        if self._within and not self._crossed:
            return "booked"
        last = self._last
        waits = last is not None and last.stage in {"second", "accept"}
        twice = waits and last is not None and (last.by != self._draft.author or last.stage == "accept")
        return "accept" if twice else "second"

    @property
    def difference(self) -> int:
        """What is booked by it, in units."""
        return self._found - self._before if self.stage == "booked" else 0

    def book(self, said: _Said) -> None:
        """Enter it, and ask for whatever else it needs."""
        draft, place, line = self._draft, self._place, self._line
        book.close(draft, self._last, "recount")
        task = "" if self.stage == "booked" else said.add(self._ask())
        waits = self._last if self._last is not None and self._last.stage in {"second", "accept"} else None
        draft.put(
            StockCounted(
                id=book.counted_id(place.id, line.product, line.lot), ver=self._last.ver if self._last else 0,
                warehouse=place.warehouse, location=place.id, product=line.product, lot=line.lot, counted=line.counted,
                expected=self._expected, found=self._found, before=self._before, stage=self.stage, by=draft.author,
                at=draft.at, op=draft.op, task=task, first_by=waits.by if waits else "",
                first_counted=waits.counted if waits else None,
            )
        )  # fmt: skip
        if self.stage == "booked":
            self._correct(said)

    def _correct(self, said: _Said) -> None:
        place, line = self._place, self._line
        off = self._found - self._before
        grew = book.correct(self._draft, place.warehouse, place.id, line.product, line.lot, off)[1]
        if grew:
            said.add(below_promised(place.warehouse, place.id, line.product, grew))

    def _ask(self) -> Trouble:
        if self.stage == "accept":
            return self._trouble("counts_differ", "accept_count", ("accept_count", "recount"), self._off())
        if self._crossed:
            return self._trouble("count_crossed", "recount", ("recount",), abs(self._others))
        return self._trouble("second_count", "recount", ("recount",), self._off())

    def _off(self) -> int:
        return abs(self._found - self._before)

    def _trouble(self, code: str, act: str, choices: tuple[str, ...], units: int) -> Trouble:
        place, line = self._place, self._line
        told: Params = {"place": place.id, "product": line.product, "lot": line.lot, "units": units}
        if self._last is not None and code == "counts_differ":
            told = {**told, "first": self._last.counted, "counted": line.counted}
        return Trouble(code, PhysicalTask(act, place.warehouse, place.id, line.product, units, choices), told)


EXAMPLE = CountRecord(
    location="ROT/A-01-01",
    lines=(CountLine(product="PEN-01", counted=50, quantity=52, corrected=-1, moved=-2, ver=7),),
    begun_at=1_795_400_000_000,
)
