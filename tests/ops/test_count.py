"""A count holds whatever others do meanwhile: before it arrives and after it, seen by its device or not."""

from __future__ import annotations

from itertools import count as numbers

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from backend.domain.count.rows import CountLimit, StockCounted
from backend.domain.order.rows import Order, OrderLine
from backend.domain.outcome import Outcome
from backend.domain.pack.rows import Shipment, ShipmentLine
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.product.rows import Product
from backend.domain.stock.rows import Location, Stock, Warehouse
from backend.domain.task.rows import ExceptionTask
from backend.ops.count.record import CountLine, CountRecord
from backend.ops.count.undo import CountUndo
from backend.ops.kernel import Context, Op
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import PickShort
from backend.ops.stock.receive import StockReceive
from backend.ops.task.settle import TaskSettle
from tests.ops import laws
from tests.ops.memory import Memory, play

BIN, PEN, MANY = "ROT/A-01", "PEN-01", 1_000


def place(code: str, kind: str) -> Location:
    return Location(id=f"ROT/{code}", warehouse="ROT", code=code, kind=kind)  # type: ignore[arg-type]


class Floor:
    """One bin: what the books say of it, and how many units really lie there."""

    def __init__(self, books: int, really: int) -> None:
        self.really, self._n = really, numbers(1)
        self.memory = Memory(
            Warehouse(id="ROT", name_en="Rotterdam", name_zh="鹿特丹", company_prefix="8712345"),
            place("A-01", "bin"), place("CART", "tote"),
            *(place(code, "outside") for code in ("adjustment", "supplier", "customer")),
            Product(id=PEN, name_en="Pen", name_zh="笔"),
            CountLimit(id="ROT/ana", warehouse="ROT", who="ana", units=MANY, percent=100),
            CountLimit(id="ROT/wei", warehouse="ROT", who="wei", units=MANY, percent=100),
            Shipment(id="o1", warehouse="ROT", order="o1", order_number="1", stage="picking"),
            ShipmentLine(id="o1/1", warehouse="ROT", shipment="o1", product=PEN, wanted=MANY),
            PickRun(id="r1", warehouse="ROT", number="R1", stage="picking", picker="mei"),
            PickSlot(id="r1/1", warehouse="ROT", run="r1", shipment="o1", slot=1, order_number="1"),
            PickTask(
                id="t1", warehouse="ROT", run="r1", slot="r1/1", shipment="o1", shipment_line="o1/1", order_number="1",
                product=PEN, location=BIN, quantity=MANY, sequence=1,
            ),
        )  # fmt: skip
        if books:
            self.do(StockReceive(warehouse="ROT", location=BIN, product=PEN, quantity=books), "marta")

    def do(self, op: Op, author: str) -> Outcome:
        context = Context(id=f"op-{next(self._n)}", author=author, device=author, n=1, wall=0, received_at=1)
        outcome = play(self.memory, op, context)
        laws.units_are_conserved(self.memory)
        laws.positions_add_up(self.memory)
        return outcome

    def move(self, units: int) -> Op:
        """Somebody really takes units (below zero) or brings them; the op is theirs to send."""
        self.really += units
        if units < 0:
            return PickScan(task="t1", raw=PEN, units=-units)
        return StockReceive(warehouse="ROT", location=BIN, product=PEN, quantity=units)

    def count(self, seen: Stock, moved: int = 0) -> CountRecord:
        """Somebody counts what really lies there, over what their device knew."""
        line = CountLine(
            product=PEN,
            counted=self.really,
            quantity=seen.quantity,
            corrected=seen.corrected,
            moved=moved,
            ver=seen.ver,
        )
        return CountRecord(location=BIN, lines=(line,), begun_at=0)

    @property
    def books(self) -> Stock:
        none = Stock(id=f"{BIN}/{PEN}/", warehouse="ROT", location=BIN, product=PEN)
        return self.memory.peek(Stock, none.id) or none

    def waits(self) -> bool:
        """Whether somebody is asked to count it again, or to accept what two have counted."""
        tasks = self.memory.rows(ExceptionTask)
        return any(t.stage == "open" and t.act in {"recount", "accept_count"} for t in tasks)


def test_fifty_counted_and_twenty_sold_meanwhile_are_thirty() -> None:
    floor = Floor(50, 50)
    seen = floor.books
    count = floor.count(seen)
    sold = floor.move(-20)
    floor.do(sold, "mei")
    floor.do(count, "ana")
    assert (floor.really, floor.books.quantity, floor.waits()) == (30, 30, False)


@given(
    books=st.integers(0, 60),
    really=st.integers(0, 60),
    known=st.integers(-10, 10),
    moves=st.lists(st.tuples(st.integers(-30, 30), st.booleans()), max_size=4),
    again=st.integers(0, 1),
)
@example(books=50, really=50, known=0, moves=[(-20, True)], again=0)
@example(books=10, really=50, known=0, moves=[(-20, False)], again=1)
def test_the_books_end_up_true_or_somebody_is_asked(
    books: int, really: int, known: int, moves: list[tuple[int, bool]], again: int
) -> None:
    """Whatever moved after the count, and whether that was sent before the count or after it."""
    floor = Floor(books, really)
    seen = floor.books
    own = floor.move(max(known, -min(floor.really, seen.quantity)))
    moved = floor.really - really
    if moved:
        floor.do(own, "ana")  # the device's own: it goes before its count, and the count knows it
    counts = [(floor.count(seen, moved), "ana")] + ([(floor.count(seen, moved), "wei")] if again else [])
    early: list[Op] = []
    late: list[Op] = []
    for wanted, is_early in moves:
        units = max(wanted, -floor.really)
        if units:
            (early if is_early else late).append(floor.move(units))
    for op in early:
        floor.do(op, "mei")
    for count, author in counts:
        floor.do(count, author)
    for op in late:
        floor.do(op, "mei")
    assert floor.books.quantity == floor.really or floor.waits()
    if not early and abs(really - books) <= max(1, books + moved):
        found = floor.memory.rows(StockCounted)
        assert [c.stage for c in found] == ["booked"], "nothing but what came in before can make a count doubtful"


@given(books=st.integers(1, 40), off=st.integers(-5, 5), taken=st.integers(0, 30))
def test_a_count_that_is_taken_back_leaves_what_moved(books: int, off: int, taken: int) -> None:
    floor = Floor(books, max(0, books + off))
    floor.do(floor.count(floor.books), "ana")
    taken = min(taken, floor.books.quantity)
    if taken:
        floor.do(floor.move(-taken), "mei")
    (row,) = floor.memory.rows(StockCounted)
    floor.do(CountUndo(count=row.op, location=BIN), "ana")
    assert floor.books.moved == books - taken
    assert floor.books.quantity == max(0, books - taken)


def doubtful(first: int, second: int) -> Floor:
    """Two people without a limit of their own count, far from the books."""
    floor = Floor(50, first)
    for author in ("jo", "li"):
        floor.do(floor.count(floor.books), author)
        floor.really = second
    return floor


def test_a_lead_accepts_what_two_have_counted() -> None:
    floor = doubtful(30, 30)
    (task,) = [t for t in floor.memory.rows(ExceptionTask) if t.stage == "open"]
    assert (task.act, floor.books.quantity) == ("accept_count", 50)
    floor.do(floor.move(-5), "mei")
    floor.do(TaskSettle(task=task.id, choice="accept_count"), "marta")
    assert (floor.books.quantity, floor.really) == (25, 25)
    assert [c.stage for c in floor.memory.rows(StockCounted)] == ["booked"]


def test_a_lead_who_counts_instead_is_believed() -> None:
    floor = doubtful(30, 31)
    (task,) = [t for t in floor.memory.rows(ExceptionTask) if t.stage == "open"]
    floor.do(TaskSettle(task=task.id, choice="recount", counted=33), "marta")
    (row,) = floor.memory.rows(StockCounted)
    assert (floor.books.quantity, row.stage, row.counted, row.task) == (33, "booked", 33, "")


def test_a_second_count_within_the_limit_books_and_ends_the_doubt() -> None:
    floor = doubtful(30, 48)
    assert (floor.books.quantity, floor.waits()) == (48, False)


def test_the_count_after_a_short_frees_what_was_held_for_it() -> None:
    floor = Floor(50, 48)
    floor.memory.put(Order(id="o1", number="1", warehouse="ROT", stage="picking"))
    floor.memory.put(OrderLine(id="o1/1", order="o1", n=1, product=PEN, ordered=MANY))
    floor.do(PickShort(task="t1", units=2, reason="shelf_empty"), "mei")
    (task,) = floor.memory.rows(ExceptionTask)
    count = floor.count(floor.books)
    floor.do(CountRecord(location=BIN, lines=count.lines, begun_at=0, tasks=(task.id,)), "ana")
    settled = floor.memory.peek(ExceptionTask, task.id)
    assert settled is not None
    assert (settled.stage, settled.settled_by, floor.books.quantity) == ("settled", "ana", 48)


@pytest.mark.parametrize("author", ["ana", "nobody"])
def test_what_is_promised_elsewhere_can_be_counted(author: str) -> None:
    floor = Floor(10, 9)
    floor.memory.put(replace(floor.books, allocated=10))
    floor.do(floor.count(floor.books), author)
    assert (floor.books.quantity, floor.books.allocated) == (9, 10)
