"""What people do with their devices: floor and desk work, chosen by what the screen shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from backend.domain.order.rows import Order
from backend.domain.pack.block import SsccBlock
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.people.rows import Grant
from backend.domain.pick.rows import PickRun, PickSlot, PickTask
from backend.domain.ship.rows import Manifest
from backend.domain.stock.lease import Lease
from backend.domain.task.rows import ExceptionTask
from backend.lab.simulate import goods, together, world
from backend.ops.kernel import Op
from backend.ops.lease.give_back import LeaseGiveBack
from backend.ops.lease.grant import LeaseGrant
from backend.ops.lease.reclaim import LeaseReclaim
from backend.ops.order.approve import OrderApprove
from backend.ops.order.cancel import OrderCancel
from backend.ops.order.hold import OrderHold
from backend.ops.order.place import LeaseUse
from backend.ops.order.resume import OrderResume
from backend.ops.pack.close import PackClose
from backend.ops.pack.finish import PackFinish
from backend.ops.pack.open import PackOpen
from backend.ops.pack.scan import PackScan
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.ops.pick.bind import PickBind
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.full import PickFull
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.pause import PickPause
from backend.ops.pick.put import PickPut
from backend.ops.pick.put_back import PickPutBack
from backend.ops.pick.release import PickRelease
from backend.ops.pick.scan import PickScan
from backend.ops.pick.short import OtherBin, PickShort
from backend.ops.pick.skip import PickSkip
from backend.ops.returns.refund import ReturnsRefund
from backend.ops.ship.hand_over import ShipHandOver
from backend.ops.ship.load import ShipLoad
from backend.ops.ship.open import ShipOpen
from backend.ops.sscc.take import SsccTake
from backend.ops.stock.count import StockCount
from backend.ops.stock.receive import StockReceive
from backend.ops.task.accept import TaskAccept
from backend.ops.task.settle import TaskSettle
from backend.scanning.sscc import sscc
from backend.sync.client.core import Core

SERIES = "series"
"""The store of a device in which stands how many numbers of a block it has put on labels."""


class Job(Struct, frozen=True):
    """One thing that somebody does."""

    op: Op
    author: str
    basis: dict[str, int] = {}
    deps: tuple[int, ...] = ()


class Worker:
    """People at one device."""

    def __init__(self, core: Core, chance: Random) -> None:
        self.core, self.chance = core, chance
        self._last_request = 0
        self._made = 0
        self.author = ""
        self.begun: dict[str, list[str]] = defaultdict(list)
        """By kind: the ids of what this process has begun, which the server may not know of yet."""
        self.last: dict[str, Op] = {}
        """By kind: what was done last, for whoever takes it back."""
        self.errands: dict[str, list[Op]] = defaultdict(list)
        """By person: what they have set out to do next, one after the other."""

    def next(self, author: str) -> Job:
        """What somebody does next."""
        role, house = world.PEOPLE[author]
        house = house or self.chance.choice(world.HOUSES)
        self.author = author
        errand = self.errands[author]
        op, basis = (errand.pop(0), {}) if errand else _JOBS[role](self, house)
        is_request = op.nature.value == "request"
        builds_on = is_request and self._last_request and self.chance.random() < 0.2  # noqa: PLR2004
        return Job(op, author, basis, (self._last_request,) if builds_on else ())

    def did(self, job: Job, n: int) -> None:
        """It has got a number."""
        if job.op.nature.value == "request":
            self._last_request = n

    def new(self, what: str) -> str:
        """An id for something new."""
        self._made += 1
        return f"{what}{self.chance.getrandbits(40):010x}"

    def pick(self, house: str) -> tuple[Op, dict[str, int]]:  # noqa: PLR0911  (one line a kind of work)
        """A picker at a cart."""
        tasks = self.core.rows(PickTask)
        if not tasks or self.chance.random() < 0.06:  # noqa: PLR2004
            return goods.count(self, house), {}
        if self.chance.random() < 0.35:  # noqa: PLR2004
            return goods.turn(self, house, together.CART), {}
        open_ = [t for t in tasks if t.left]
        task = self.chance.choice(open_ or tasks)
        kind = self.chance.random()
        raw = world.PRODUCTS.get(task.product, "?")
        if kind < 0.5:  # noqa: PLR2004
            return PickScan(task=task.id, raw=raw, units=1), {}
        if kind < 0.55:  # noqa: PLR2004
            return PickScan(task=task.id, raw=self.chance.choice(list(world.PRODUCTS.values())), units=1), {}
        if kind < 0.63:  # noqa: PLR2004
            return self.short(task, house), {}
        if kind < 0.7:  # noqa: PLR2004
            return PickPutBack(task=task.id, units=1, raw=raw), {}
        if kind < 0.8:  # noqa: PLR2004
            return PickPut(task=task.id, raw=self.chance.choice(world.TOTES)), {}
        if kind < 0.86:  # noqa: PLR2004
            slot = self.chance.choice(self.core.rows(PickSlot)).id
            take = PickBind if kind < 0.83 else PickFull  # noqa: PLR2004
            return take(slot=slot, raw=self.chance.choice(world.TOTES)), {}
        run = self.chance.choice(self.core.rows(PickRun))
        if kind < 0.96:  # noqa: PLR2004
            return PickClaim(run=run.id, take_over=kind < 0.9), {f"pick_run/{run.id}": run.ver}  # noqa: PLR2004
        return self.chance.choice([PickHandOver(run=run.id), PickPause(run=run.id), PickSkip(task=task.id)]), {}

    def short(self, task: PickTask, house: str) -> Op:
        """A shelf is empty; as a rule the picker goes on to another bin, known to hold such goods or not."""
        place = f"{house}/{self.chance.choice(world.BINS)}"
        bins = (OtherBin(location=place, units=1),) if self.chance.random() < 0.6 else ()  # noqa: PLR2004
        return PickShort(task=task.id, units=1, reason="shelf_empty", instead=bins)

    def pack(self, house: str) -> tuple[Op, dict[str, int]]:
        """A packer at a bench."""
        if self.chance.random() < 0.15:  # noqa: PLR2004
            return goods.turn(self, house, together.BENCH), {}
        cartons, kind = self.core.rows(Carton), self.chance.random()
        if kind < 0.3 and not self._held():  # noqa: PLR2004
            return SsccTake(device=self.core.stand.device, warehouse=house), {}
        if not cartons or kind < 0.15:  # noqa: PLR2004
            shipments = self.core.rows(Shipment)
            shipment = self.chance.choice(shipments).id if shipments else f"{house}-0"
            return PackOpen(shipment=shipment, number=self.chance.randint(1, 2)), {}
        carton = self.chance.choice(cartons)
        if kind < 0.5:  # noqa: PLR2004
            return PackScan(carton=carton.id, raw=self.chance.choice(list(world.PRODUCTS.values()))), {}
        if kind < 0.93:  # noqa: PLR2004
            box = together.named_box(self, house)
            return PackClose(carton=carton.id, weight_g=200, sscc=self.label(), box=box), {}
        return PackFinish(shipment=carton.shipment), {}

    def label(self) -> str:
        """The number on a carton: as a rule the next one of this device, or none; now and then another carton's."""
        used = [carton.sscc for carton in self.core.rows(Carton) if carton.sscc]
        if used and self.chance.random() < 0.1:  # noqa: PLR2004
            return self.chance.choice(used)
        for block in self._held():
            if (at := self._count(block)) < block.count:
                return sscc(block.extension, block.company_prefix, block.first + at)
        return ""

    def _held(self) -> list[SsccBlock]:
        """The numbers of this device, as far as it knows."""
        return [block for block in self.core.rows(SsccBlock) if block.open_on == self.core.stand.device]

    def _count(self, block: SsccBlock) -> int:
        """The next place in a block; written down before the label is printed, as an app does it."""
        with self.core.storage.begin() as tx:
            at = max(block.used, int(tx.get(SERIES, block.id) or b"0"))
            tx.put(SERIES, block.id, str(at + 1).encode())
        return at

    def load(self, house: str) -> tuple[Op, dict[str, int]]:
        """Somebody at a dock."""
        if self.chance.random() < 0.3:  # noqa: PLR2004
            return goods.turn(self, house, together.DOCK), {}
        truck, kind = goods.one_of(self, Manifest, house), self.chance.random()
        if truck is None or kind < 0.1:  # noqa: PLR2004
            return ShipOpen(manifest=self.new("m"), warehouse=house, dock="D1", carrier="DHL"), {}
        if kind < 0.8:  # noqa: PLR2004
            return ShipLoad(manifest=truck.id, raw=goods.some_carton(self, house)), {}
        return ShipHandOver(manifest=truck.id, driver="Jo"), {}

    def count(self, house: str) -> Op:
        """Somebody counts a bin."""
        at = self.chance.randrange(len(world.BINS))
        product = list(world.PRODUCTS)[at]
        lot = world.LOT if product == "MLK" else ""
        counted = self.chance.randint(0, 25)
        return StockCount(location=f"{house}/{world.BINS[at]}", product=product, lot=lot, counted=counted)

    def lead(self, house: str) -> tuple[Op, dict[str, int]]:
        """The lead of a floor."""
        if self.chance.random() < 0.35:  # noqa: PLR2004
            return goods.turn(self, house, together.FLOOR), {}
        kind = self.chance.random()
        tasks = [t for t in self.core.rows(ExceptionTask) if t.stage == "open"]
        if tasks and kind < 0.4:  # noqa: PLR2004
            return self.settle(self.chance.choice(tasks))
        if kind < 0.6:  # noqa: PLR2004
            return self.count(house), {}
        if kind < 0.7:  # noqa: PLR2004
            return PickRelease(run=self.new("r"), warehouse=house, orders=(f"{house}-3",)), {}
        if kind < 0.8:  # noqa: PLR2004
            return self.pick(house)
        at = self.chance.randrange(len(world.BINS))
        product, place = list(world.PRODUCTS)[at], f"{house}/{world.BINS[at]}"
        units = self.chance.randint(1, 9)
        return StockReceive(warehouse=house, location=place, product=product, quantity=units), {}

    def settle(self, task: ExceptionTask) -> tuple[Op, dict[str, int]]:
        """Somebody sees to a task: what was held back counts, or another of its choices."""
        choice = self.chance.choice(task.choices)
        basis = {f"exception_task/{task.id}": task.ver}
        if choice == "accept":
            return TaskAccept(task=task.id), basis if self.chance.random() < 0.5 else {}  # noqa: PLR2004
        if task.act == "see_to_refund":
            money: Literal["refunded", "asked"] = self.chance.choice(("refunded", "asked"))
            return ReturnsRefund(task=task.id, choice=money), {}
        counted = self.chance.randint(0, 5) if choice == "recount" else None
        return TaskSettle(task=task.id, choice=choice, counted=counted), basis

    def manage(self, house: str) -> tuple[Op, dict[str, int]]:
        """A manager at a desk."""
        held = [t for t in self.core.rows(ExceptionTask) if t.stage == "open" and "accept" in t.choices]
        if held and self.chance.random() < 0.5:  # noqa: PLR2004
            return self.settle(self.chance.choice(held))
        if self.chance.random() < 0.15 and (back := goods.not_let(self)) is not None:  # noqa: PLR2004
            return back, {}
        if self.chance.random() < 0.05:  # noqa: PLR2004
            return goods.announce(self, house), {}
        if self.chance.random() < 0.12:  # noqa: PLR2004
            return goods.turn(self, house, together.DESK), {}
        if self.chance.random() < 0.25 and (said := together.office(self, house)) is not None:  # noqa: PLR2004
            return said, {}
        return self.review(house)

    def review(self, house: str) -> tuple[Op, dict[str, int]]:
        """A manager and the orders."""
        orders, kind = self.core.rows(Order), self.chance.random()
        if not orders or kind < 0.3:  # noqa: PLR2004
            return self.place(house, None), {}
        leases = self.core.rows(Lease)
        if leases and kind < 0.35:  # noqa: PLR2004
            return LeaseReclaim(lease=self.chance.choice(leases).id, at_once=True), {}
        order = self.chance.choice(orders)
        basis = {f"sales_order/{order.id}": order.ver}
        if kind < 0.5:  # noqa: PLR2004
            return OrderApprove(order=order.id, short="backorder" if kind < 0.4 else "refuse"), basis  # noqa: PLR2004
        if kind < 0.6:  # noqa: PLR2004
            return OrderCancel(order=order.id), basis
        if kind < 0.8:  # noqa: PLR2004
            return (OrderResume(order=order.id) if order.held else OrderHold(order=order.id, reason="wait")), basis
        ready = [o.id for o in orders if o.stage == "approved" and o.warehouse == house]
        chosen = tuple(ready[:2]) or (order.id,)
        return PickRelease(run=self.new("r"), warehouse=house, orders=chosen), basis

    def place(self, house: str, rep: str | None) -> Op:
        """An order for more than there may be."""
        product = self.chance.choice(list(world.PRODUCTS))
        good = self.chance.random() < 0.7  # noqa: PLR2004
        return world.order(self.new("o"), house, [(product, self.chance.randint(1, 8))], rep, good=good)

    def sell(self, house: str) -> tuple[Op, dict[str, int]]:
        """A sales person on the road: promises from leases, and what is to be confirmed."""
        if self.chance.random() < 0.1 and (said := together.office(self, house)) is not None:  # noqa: PLR2004
            return said, {}
        leases, kind = self.core.rows(Lease), self.chance.random()
        mine = [lease for lease in leases if lease.person == self.author]
        leases = mine if mine and self.chance.random() < 0.9 else leases  # noqa: PLR2004
        if not leases or kind < 0.15:  # noqa: PLR2004
            product, demand = self.chance.choice(list(world.PRODUCTS)), self.chance.randint(1, 8)
            return LeaseGrant(
                lease=self.new("l"), device=self.core.stand.device, person=self.author, warehouse=house,
                product=product, demand=demand, hours=1,
            ), {}  # fmt: skip
        lease = self.chance.choice(leases)
        if kind < 0.65:  # noqa: PLR2004
            return self.promise(lease), {}
        return (LeaseGiveBack(lease=lease.id) if kind < 0.85 else self.place(house, self.author)), {}  # noqa: PLR2004

    def promise(self, lease: Lease) -> Op:
        """An order out of a lease; now and then for more than it holds, or more than is asked to be firm."""
        units = self.chance.randint(1, max(1, lease.rest + (self.chance.random() < 0.2)))  # noqa: PLR2004
        more = self.chance.choice([0, 0, 0, 2])
        order = world.order(self.new("o"), lease.warehouse, [(lease.product, units + more)], self.author)
        (line,) = order.lines
        return replace(order, lines=(replace(line, leases=(LeaseUse(lease=lease.id, quantity=units),)),))

    def administer(self, house: str) -> tuple[Op, dict[str, int]]:
        """Somebody who adds people and roles."""
        if self.chance.random() < 0.5:  # noqa: PLR2004
            return PeopleAdd(person=self.new("p"), name="New"), {}
        grants = self.core.rows(Grant)
        person = self.chance.choice(grants).person if grants else "ana"
        return PeopleGrant(grant=self.new("g"), person=person, role="packer", warehouse=house), {}


_JOBS: dict[str, Callable[[Worker, str], tuple[Op, dict[str, int]]]] = {
    "picker": Worker.pick, "packer": Worker.pack, "dock": Worker.load, "lead": Worker.lead, "manager": Worker.manage,
    "sales": Worker.sell, "admin": Worker.administer, "receiver": together.receive,
}  # fmt: skip
