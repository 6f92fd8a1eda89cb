"""The whole road of orders as a machine: any op at any time, in any order, by anybody."""
# ruff: noqa: FBT001, FBT002 (Hypothesis draws the flags of rules)

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from backend.domain.customer.rows import Customer
from backend.domain.order.rows import Order
from backend.domain.outcome import Contradicted, Refused
from backend.domain.pack.rows import Carton, CartonItem, Shipment
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.product.rows import Barcode, Product
from backend.domain.row import Row
from backend.domain.ship.rows import Manifest
from backend.domain.task.rows import ExceptionTask
from backend.ops.kernel import Op
from backend.ops.order.approve import OrderApprove
from backend.ops.order.cancel import OrderCancel
from backend.ops.order.hold import OrderHold
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.order.reject import OrderReject
from backend.ops.order.resume import OrderResume
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.ops.pack.take_out import PackTakeOut
from backend.ops.pick.bind import PickBind
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.found import PickFound
from backend.ops.pick.full import PickFull
from backend.ops.pick.gather import PickGather
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.pass_on import PickPassOn
from backend.ops.pick.pause import PickPause
from backend.ops.pick.put import PickPut
from backend.ops.pick.put_back import PickPutBack
from backend.ops.pick.release import PickRelease
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import OtherBin, PickShort
from backend.ops.pick.skip import PickSkip
from backend.ops.pick.take import PickTake
from backend.ops.pick.unbind import PickUnbind
from backend.ops.pick.unskip import PickUnskip
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.load import ShipLoad
from backend.ops.ship.open import ShipOpen
from backend.ops.ship.unload import ShipUnload
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.ops.stock.count import StockCount
from backend.ops.stock.receive import StockReceive
from backend.ops.task.settle import TaskSettle
from backend.ops.task.unsettle import TaskUnsettle
from tests.ops.laws import check, no_stage_goes_back, stages
from tests.ops.memory import Memory, NotThereError, context, play

T = TypeVar("T", bound=Row)
PEN, MILK = "PEN-01", "MILK-1L"
PEN_GTIN, MILK_GTIN = "04006381333931", "05410013108009"
LOTS = ("L1", "L2")
BINS = ("ROT/A-01", "ROT/A-02", "ROT/B-01")
TOTES = ("T-0001", "T-0002", "T-0003")
SCANS = (
    PEN,
    "PEN-CASE",
    "4006381333931",
    MILK,
    f"]C101{MILK_GTIN}10L1",
    f"]C101{MILK_GTIN}10L2",
    "no such thing",
    "T-0001",
)
PEOPLE = ("ana", "ben")

index = st.integers(0, 999)
few = st.integers(1, 6)
who = st.sampled_from(PEOPLE)


class Road(RuleBasedStateMachine):
    """A floor in memory. After every op all laws are checked; an op that raises is a fault by itself."""

    @initialize(depth=st.integers(0, 6), hurried=st.booleans())
    def open_the_house(self, depth: int, hurried: bool = False) -> None:
        self.memory = Memory(
            Product(id=PEN, name_en="Pen", name_zh="笔", weight_g=12),
            Product(id=MILK, name_en="Milk", name_zh="牛奶", weight_g=1030, lot_tracked=True),
            Barcode(id=PEN_GTIN, product=PEN),
            Barcode(id="PEN-CASE", product=PEN, level="case", units=5),
            Barcode(id=MILK_GTIN, product=MILK),
            Customer(id="c1", number="1", name="Vos", credit_limit=10_000_000),
        )
        self.ops = 0
        self.before = stages(self.memory)
        self.last: Op | None = None
        self.do(StockAddWarehouse(warehouse="ROT", name_en="Rotterdam", name_zh="鹿特丹", company_prefix="8712345"))
        places = [NewLocation(code=b.removeprefix("ROT/"), pick_sequence=n) for n, b in enumerate(BINS)]
        totes = [NewLocation(code=t, kind="tote") for t in TOTES[:2]]
        self.do(StockAddLocations(warehouse="ROT", locations=(*places, *totes)))
        for place in BINS:
            self.do(StockReceive(warehouse="ROT", location=place, product=PEN, quantity=6))
        self.do(
            StockReceive(warehouse="ROT", location=BINS[0], product=MILK, lot="L1", expiry="2027-01-01", quantity=5)
        )

        self.walk_ahead(depth, 1 if hurried else 0)

    def walk_ahead(self, depth: int, left: int) -> None:
        """Begin somewhere down the road, so that late stages are met as often as early ones; `left` stops unpicked."""
        if depth:
            for _ in range(3):
                self.place([(PEN, 3), (MILK, 1), (PEN, 1)], paid=True, street="Kade 1", known=True)
        if depth > 1:
            self.do(PickRelease(run="run1", warehouse="ROT", orders=("o001", "o002")))
            self.do(PickBind(slot="run1/1", raw="T-0001"))
        if depth > 2:
            self.pick_all_but(0, left)
        if depth > 3:
            self.pack_all_of_one(0)
            self.pack_all_of_one(0)
        if depth > 4:
            self.load_all_and_leave(0, leave=False)
        if depth > 5:
            self.leave(0)

    def do(self, op: Op, author: str = "ana") -> bool:
        """Play an op and hold the stages before against those after; false if refused or with nothing to act on."""
        self.ops += 1
        before = stages(self.memory)
        try:
            outcome = play(self.memory, op, context(f"op{self.ops:04d}", author))
        except NotThereError:
            return False
        no_stage_goes_back(before, stages(self.memory), op.kind)
        self.last = op
        if isinstance(outcome, Contradicted):
            assert outcome.code in op.words, f"{op.kind}: no words for {outcome.code}"
        if isinstance(outcome, Refused):
            assert outcome.code in op.words, f"{op.kind}: no words for {outcome.code}"
            return False
        return True

    def some(self, row: type[T], at: int, *stage: str) -> T | None:
        """One row of a table, by a number from the test; of some stages, if named."""
        if not hasattr(self, "memory"):
            return None
        rows = [r for r in self.memory.rows(row) if not stage or getattr(r, "stage", "") in stage]
        return rows[at % len(rows)] if rows else None

    @rule(
        place=st.sampled_from(BINS), product=st.sampled_from((PEN, MILK)), lot=st.sampled_from(("", *LOTS)), units=few
    )
    def receive(self, place: str, product: str, lot: str, units: int) -> None:
        expiry = "2027-01-01" if lot == "L1" else "2027-06-01" if lot else None
        self.do(StockReceive(warehouse="ROT", location=place, product=product, lot=lot, expiry=expiry, quantity=units))

    @rule(
        place=st.sampled_from((*BINS, "ROT/T-0001", "ROT/CART")), product=st.sampled_from((PEN, MILK)),
        lot=st.sampled_from(("", *LOTS)), counted=st.integers(0, 6),
    )  # fmt: skip
    def count(self, place: str, product: str, lot: str, counted: int) -> None:
        self.do(StockCount(location=place, product=product, lot=lot if product == MILK else "", counted=counted))

    @rule(lines=st.lists(st.tuples(st.sampled_from((PEN, MILK)), few), min_size=1, max_size=3), paid=st.booleans(),
          street=st.sampled_from(("Kade 1", "")), known=st.booleans())  # fmt: skip
    def place(self, lines: list[tuple[str, int]], paid: bool, street: str, known: bool) -> None:
        wanted = tuple(PlacedLine(product=p, quantity=q, unit_price=100) for p, q in lines)
        number = 1 + len(self.memory.rows(Order))
        self.do(
            OrderPlace(
                order=f"o{number:03d}", number=str(number), customer="c1" if known else None, warehouse="ROT",
                lines=wanted, total=1000, placed_at=1_795_400_000_000, ship_street=street, ship_city="R", ship_zip="1",
                ship_country="NL", payment="paid" if paid else "",
            ),
            "ben",
        )  # fmt: skip

    @rule(at=index, short=st.sampled_from(("refuse", "backorder")), author=who)
    def approve(self, at: int, short: str, author: str) -> None:
        if (order := self.some(Order, at, "review") or self.some(Order, at)) is not None:
            self.do(OrderApprove(order=order.id, short="refuse" if short == "refuse" else "backorder"), author)

    @rule(at=index)
    def reject(self, at: int) -> None:
        if at % 4 == 0 and (order := self.some(Order, at)) is not None:
            self.do(OrderReject(order=order.id, reason="other"))

    @rule(at=index, hold=st.booleans())
    def hold(self, at: int, hold: bool) -> None:
        if (order := self.some(Order, at)) is not None:
            self.do(OrderHold(order=order.id, reason="wait") if hold else OrderResume(order=order.id))

    @rule(at=index)
    def cancel(self, at: int) -> None:
        if at % 3 == 0 and (order := self.some(Order, at)) is not None:
            self.do(OrderCancel(order=order.id))

    @rule(at=index, size=st.integers(1, 3))
    def release(self, at: int, size: int) -> None:
        ready = [o.id for o in self.memory.rows(Order) if o.stage == "approved"] or [
            o.id for o in self.memory.rows(Order)
        ]
        if ready:
            chosen = tuple(ready[(at + n) % len(ready)] for n in range(size))
            run = f"run{len(self.memory.rows(PickRun)) + 1}"
            self.do(PickRelease(run=run, warehouse="ROT", orders=tuple(dict.fromkeys(chosen))))

    @rule(at=index, author=who, take_over=st.booleans())
    def claim(self, at: int, author: str, take_over: bool) -> None:
        if (run := self.some(PickRun, at)) is not None:
            self.do(PickClaim(run=run.id, take_over=take_over), author)

    @rule(at=index, tote=st.sampled_from((*TOTES, "no tote")))
    def bind(self, at: int, tote: str) -> None:
        if (slot := self.some(PickSlot, at)) is not None:
            self.do(PickBind(slot=slot.id, raw=tote))

    @rule(at=index, tote=st.sampled_from((*TOTES, "no tote")))
    def full(self, at: int, tote: str) -> None:
        if (slot := self.some(PickSlot, at)) is not None:
            self.do(PickFull(slot=slot.id, raw=tote))

    @rule(at=index, raw=st.sampled_from(SCANS), units=few, author=who)
    def gather(self, at: int, raw: str, units: int, author: str) -> None:
        if (task := self.some(PickTask, at)) is not None:
            self.do(PickGather(task=task.id, raw=raw, units=units), author)

    @rule(at=index, author=who, tote=st.sampled_from(TOTES), take=st.booleans())
    def pass_on_or_take(self, at: int, author: str, tote: str, take: bool) -> None:
        if (run := self.some(PickRun, at)) is not None:
            made = PickTake if take else PickPassOn
            self.do(made(run=run.id, zone="B", raw=tote), author)

    @rule(at=index, author=who, skip=st.booleans())
    def skip_or_pause(self, at: int, author: str, skip: bool) -> None:
        if (task := self.some(PickTask, at)) is not None:
            self.do(PickSkip(task=task.id) if skip else PickPause(run=task.run), author)

    @rule(at=index, author=who, skip=st.booleans())
    def not_after_all(self, at: int, author: str, skip: bool) -> None:
        """A stop is not skipped, or a tote comes out of its slot."""
        if skip and (task := self.some(PickTask, at)) is not None:
            self.do(PickUnskip(task=task.id), author)
        elif (slot := self.some(PickSlot, at)) is not None and slot.tote:
            self.do(PickUnbind(slot=slot.id, tote=slot.tote), author)

    @rule(at=index, author=who)
    def pick_well(self, at: int, author: str) -> None:
        open_ = [t for t in self.memory.rows(PickTask) if t.left]
        if open_:
            task = open_[at % len(open_)]
            self.do(PickScan(task=task.id, raw=task.product, units=task.left), author)

    @rule(at=index, raw=st.sampled_from(SCANS), units=few, author=who)
    def pick_anyhow(self, at: int, raw: str, units: int, author: str) -> None:
        if (task := self.some(PickTask, at)) is not None:
            self.do(PickScan(task=task.id, raw=raw, units=units), author)

    @rule(at=index, tote=st.sampled_from((*TOTES, "no tote")))
    def put(self, at: int, tote: str) -> None:
        if (task := self.some(PickTask, at)) is not None:
            self.do(PickPut(task=task.id, raw=tote))

    @rule(at=index, units=few, raw=st.sampled_from((None, "PEN-CASE")))
    def put_back(self, at: int, units: int, raw: str | None) -> None:
        if (task := self.some(PickTask, at)) is not None:
            self.do(PickPutBack(task=task.id, units=units, raw=raw))

    @rule(at=index, units=few, found=st.booleans())
    def short(self, at: int, units: int, found: bool) -> None:
        tasks = self.memory.rows(PickTask)
        tasks = [t for t in tasks if found and t.short] or tasks  # mostly where something is said to be missing
        if tasks:
            of = tasks[at % len(tasks)].id
            self.do(PickFound(task=of, units=units) if found else PickShort(task=of, units=units, reason="shelf_empty"))

    @rule(at=index, units=few, place=st.sampled_from((*BINS, "ROT/T-0001")), more=few)
    def short_and_on(self, at: int, units: int, place: str, more: int) -> None:
        open_ = [t for t in self.memory.rows(PickTask) if t.left] or self.memory.rows(PickTask)
        if open_:
            task = open_[at % len(open_)]
            bins = (OtherBin(location=place, units=more), OtherBin(location=BINS[2], units=1, lot="L1"))
            self.do(PickShort(task=task.id, units=units, reason="damaged", instead=bins[: 1 + at % 2]))

    @rule(at=index)
    def hand_over_cart(self, at: int) -> None:
        if (run := self.some(PickRun, at)) is not None:
            self.do(PickHandOver(run=run.id))

    @rule(at=index, number=st.integers(1, 2))
    def open_carton(self, at: int, number: int) -> None:
        if (shipment := self.some(Shipment, at)) is not None:
            self.do(PackOpen(shipment=shipment.id, number=number))

    @rule(at=index, raw=st.sampled_from(SCANS), units=few)
    def pack(self, at: int, raw: str, units: int) -> None:
        if (carton := self.some(Carton, at)) is not None:
            self.do(PackScan(carton=carton.id, raw=raw, units=units))

    @rule(at=index, units=few)
    def take_out(self, at: int, units: int) -> None:
        if (item := self.some(CartonItem, at)) is not None:
            self.do(PackTakeOut(carton=item.carton, product=item.product, lot=item.lot, units=units))

    @rule(at=index, grams=st.integers(0, 9000))
    def close(self, at: int, grams: int) -> None:
        if (carton := self.some(Carton, at, "open") or self.some(Carton, at)) is not None:
            self.do(PackClose(carton=carton.id, weight_g=grams))

    @rule(at=index)
    def finish(self, at: int) -> None:
        if (shipment := self.some(Shipment, at, "packing") or self.some(Shipment, at)) is not None:
            self.do(PackFinish(shipment=shipment.id))

    @rule(at=index)
    def pack_all_of_one(self, at: int) -> None:
        shipment = self.some(Shipment, at, "picked") or self.some(Shipment, at, "picking")
        if shipment is None:
            return
        self.do(PackOpen(shipment=shipment.id, number=1))
        for task in self.memory.rows(PickTask):
            if task.shipment == shipment.id and task.picked:
                self.do(PackScan(carton=f"{shipment.id}/1", raw=task.product, units=task.picked))
        self.do(PackClose(carton=f"{shipment.id}/1", weight_g=500))
        self.do(PackFinish(shipment=shipment.id))

    @rule(at=index)
    def pick_all_of_one(self, at: int) -> None:
        self.pick_all_but(at, 0)

    def pick_all_but(self, at: int, left: int) -> None:
        if (run := self.some(PickRun, at, "ready", "picking")) is None:
            return
        self.do(PickClaim(run=run.id))
        tasks = [task for task in self.memory.rows(PickTask) if task.run == run.id]
        for task in tasks[: len(tasks) - left]:
            if task.left:
                self.do(PickScan(task=task.id, raw=task.product, units=task.left))
        self.do(PickHandOver(run=run.id))

    @precondition(lambda self: self.some(Carton, 0) is not None)
    @rule(at=index, load=st.booleans(), late=st.booleans())
    def truck(self, at: int, load: bool, late: bool) -> None:
        truck = self.some(Manifest, at) if late else self.some(Manifest, at, "open")
        if truck is None:
            self.do(ShipOpen(manifest=f"m{self.ops}", warehouse="ROT", dock="D1", carrier="DHL"))
            return
        carton = self.some(Carton, at, "closed") if load else self.some(Carton, at)
        raw = f"]C100{carton.sscc}" if carton is not None and carton.sscc else "junk"
        self.do(ShipLoad(manifest=truck.id, raw=raw) if load else ShipUnload(manifest=truck.id, raw=raw))

    @precondition(lambda self: self.some(Carton, 0, "closed") is not None)
    @rule(at=index, leave=st.booleans())
    def load_all_and_leave(self, at: int, leave: bool) -> None:
        if self.some(Manifest, at, "open") is None:
            self.do(ShipOpen(manifest=f"m{self.ops}", warehouse="ROT", dock="D1", carrier="DHL"))
        truck = self.some(Manifest, at)
        for carton in self.memory.rows(Carton):
            if carton.stage == "closed" and truck is not None:
                self.do(ShipLoad(manifest=truck.id, raw=carton.sscc or ""))
        if truck is not None and leave:
            self.do(ShipHandOver(manifest=truck.id, driver="Jo"))

    @precondition(lambda self: self.some(Carton, 0, "loaded") is not None)
    @rule(at=index)
    def leave(self, at: int) -> None:
        if (truck := self.some(Manifest, at)) is not None:
            self.do(ShipHandOver(manifest=truck.id, driver="Jo"))

    @rule(at=index, counted=st.integers(0, 6), choice=index)
    def settle(self, at: int, counted: int, choice: int) -> None:
        if (task := self.some(ExceptionTask, at, "open")) is not None:
            chosen = task.choices[choice % len(task.choices)]
            self.do(TaskSettle(task=task.id, choice=chosen, counted=counted if chosen == "recount" else None))

    @rule(at=index)
    def open_again(self, at: int) -> None:
        if (task := self.some(ExceptionTask, at, "settled")) is not None:
            self.do(TaskUnsettle(task=task.id))

    @rule(at=index)
    def settle_again_or_badly(self, at: int) -> None:
        if at % 5 == 0 and (task := self.some(ExceptionTask, at)) is not None:
            self.do(TaskSettle(task=task.id, choice="recount"))

    @rule()
    def undo(self) -> None:
        back = self.last.undo("op") if self.last is not None else None
        if back is not None:
            self.do(back)

    @invariant()
    def all_laws_hold(self) -> None:
        if hasattr(self, "memory"):
            check(self.memory)
