"""Selling offline as a machine: leases, orders that arrive late or never, clones, lost phones, counts that find less.

The machine keeps books of its own: what it was granted, what it has promised and when that arrived. It holds the rows
against these, and never asks the rules under test what is right.
"""

from __future__ import annotations

from collections import Counter as Tally

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import Struct

from backend.domain.order.rows import Finding, Order, OrderLine, Reservation
from backend.domain.outcome import Applied, Contradicted, Outcome
from backend.domain.people.rows import Grant
from backend.domain.product.rows import Product
from backend.domain.stock.lease import Lease
from backend.domain.stock.rows import StockPosition
from backend.domain.task.rows import ExceptionTask
from backend.ops.kernel import Context, Op
from backend.ops.lease.give_back import LeaseGiveBack
from backend.ops.lease.grant import LeaseGrant
from backend.ops.lease.reclaim import LeaseReclaim
from backend.ops.order.approve import OrderApprove
from backend.ops.order.cancel import OrderCancel
from backend.ops.order.place import LeaseUse, OrderPlace, PlacedLine
from backend.ops.order.reject import OrderReject
from backend.ops.stock.add_locations import NewLocation, StockAddLocations
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.ops.stock.count import StockCount
from backend.ops.stock.receive import StockReceive
from tests.ops.memory import Memory, NotThereError, play

NOON, HOUR, YEAR = 1_795_400_000_000, 3_600_000, 365 * 24 * 3_600_000
PEN, INK = "PEN-01", "INK-01"
PHONES = {"phone-luc": "luc", "phone-mei": "mei", "clone-luc": "luc"}
"""Devices, and who works on them. The third is a copy of the first: it knows its leases, and may not use them."""

index = st.integers(0, 999)
few = st.integers(1, 6)
phone = st.sampled_from(sorted(PHONES))
product = st.sampled_from((PEN, INK))


class Granted(Struct):
    """What the machine knows of a lease. `until` is when it stops being good, by the server's clock."""

    id: str
    device: str
    product: str
    units: int
    until: int
    promised: int = 0
    open: bool = True


class Sent(Struct):
    """An order that waits on a phone."""

    op: OrderPlace
    device: str
    wall: int


class LeaseRoad(RuleBasedStateMachine):
    """Two sales people, a clone and a clock. After every op the laws of stock promises are checked."""

    @initialize(pens=st.integers(20, 60), ink=st.integers(0, 8))
    def open_the_house(self, pens: int, ink: int) -> None:
        people = [Grant(id=p, person=p, role="sales", from_v=1) for p in ("luc", "mei")]
        products = [Product(id=p, name_en=p, name_zh=p) for p in (PEN, INK)]
        self.memory = Memory(*products, *people)
        self.now, self.ops = NOON, 0
        self.granted: dict[str, Granted] = {}
        self.waiting: list[Sent] = []
        self.firm: dict[str, int] = {}
        self.orders = 0
        self.act(StockAddWarehouse(warehouse="ROT", name_en="R", name_zh="鹿", company_prefix="8712345"))
        self.act(StockAddLocations(warehouse="ROT", locations=(NewLocation(code="A"),)))
        for sku, units in ((PEN, pens), (INK, ink)):
            if units:
                self.act(StockReceive(warehouse="ROT", location="ROT/A", product=sku, quantity=units))
        for device in ("phone-luc", "phone-mei"):
            self.ask(device, PEN, 3, 12)

    def some_lease(self, at: int) -> Granted | None:
        """A lease of any kind; every other time one that is open and of which some is promised, if there is one."""
        leases = list(self.granted.values())
        busy = [g for g in leases if g.open and g.promised and at % 2]
        return (busy or leases)[at // 2 % len(busy or leases)] if leases else None

    def position(self, sku: str) -> StockPosition:
        """The position as it stands."""
        id_ = f"ROT/{sku}"
        return self.memory.peek(StockPosition, id_) or StockPosition(id=id_, warehouse="ROT", product=sku)

    def act(self, op: Op, author: str = "ingrid", device: str = "desk", wall: int = 0) -> Outcome | None:
        """Play an op as it reaches the server now; hold what was promised before against what is now."""
        self.ops += 1
        before = {sku: self.position(sku) for sku in (PEN, INK)}
        at = Context(id=f"op{self.ops:04d}", author=author, device=device, n=self.ops, wall=wall, received_at=self.now)
        try:
            outcome = play(self.memory, op, at)
        except NotThereError:
            return None
        for sku, was in before.items():
            is_ = self.position(sku)
            more = is_.reserved + is_.leased - was.reserved - was.leased
            assert more <= max(0, was.on_hand - was.reserved - was.leased), f"{op.kind} promised {more} of {was}"
        return outcome

    @rule(hours=st.integers(1, 14))
    def time_passes(self, hours: int) -> None:
        self.now += hours * HOUR

    @rule(device=phone, sku=product, demand=few, hours=st.integers(1, 20))
    def ask(self, device: str, sku: str, demand: int, hours: int) -> None:
        id_, who = f"l{self.ops}", PHONES[device]
        asked = LeaseGrant(
            lease=id_, device=device, person=who, warehouse="ROT", product=sku, demand=demand, hours=hours
        )
        outcome = self.act(asked, who, device)
        if isinstance(outcome, Applied):
            units = int(outcome.params["granted"])
            self.granted[id_] = Granted(id_, device, sku, units, self.now + (hours + 12) * HOUR)

    @rule(device=phone, at=index, units=few, own=st.booleans(), clock=st.integers(-10, 10))
    def promise_offline(self, device: str, at: int, units: int, own: bool, clock: int) -> None:  # noqa: FBT001
        """Take an order on a phone whose clock may be years off; mostly from a lease that it knows."""
        known = [g for g in self.granted.values() if not own or g.device.endswith(PHONES[device])]
        if not known:
            return
        order = self.order(PHONES[device], known[at % len(known)], units, units + at % 2, has_street=at % 3 > 0)
        self.waiting.append(Sent(order, device, self.now + clock * YEAR))

    @rule(at=index, units=few, has_street=st.booleans(), clock=st.integers(-10, 10))
    def promise_well(self, at: int, units: int, has_street: bool, clock: int) -> None:  # noqa: FBT001
        """Promise what a lease still holds, from the phone that it is for, while there is a network."""
        open_ = [g for g in self.granted.values() if g.open and g.promised < g.units]
        if open_:
            lease = open_[at % len(open_)]
            units = min(units, lease.units - lease.promised)
            order = self.order(PHONES[lease.device], lease, units, units, has_street=has_street)
            self.arrive(Sent(order, lease.device, self.now + clock * YEAR))

    def order(self, who: str, lease: Granted, drawn: int, units: int, *, has_street: bool) -> OrderPlace:
        """An order of one line that draws on a lease. Without a street, the review has something against it."""
        self.orders += 1
        id_ = f"o{self.orders:03d}"
        use = (LeaseUse(lease=lease.id, quantity=drawn),)
        return OrderPlace(
            order=id_, number=id_, warehouse="ROT", rep=who, total=100, placed_at=self.now, payment="paid",
            lines=(PlacedLine(product=lease.product, quantity=units, unit_price=1, leases=use),),
            ship_street="Kade 1" if has_street else "", ship_city="R", ship_zip="1", ship_country="NL",
        )  # fmt: skip

    @precondition(lambda self: bool(self.waiting))
    @rule(at=index, most=st.integers(1, 3))
    def sync(self, at: int, most: int) -> None:
        """A phone finds a network: what waits arrives, in its order."""
        device = self.waiting[at % len(self.waiting)].device
        for sent in [sent for sent in self.waiting if sent.device == device][:most]:
            self.waiting.remove(sent)
            self.arrive(sent)

    def arrive(self, sent: Sent) -> None:
        """One order arrives. Whether it is firm, the machine knows from its own books."""
        (line,) = sent.op.lines
        (use,) = line.leases
        lease = self.granted[use.lease]
        good = lease.open and lease.device == sent.device and self.now < lease.until
        good = good and lease.promised + use.quantity <= lease.units
        outcome = self.act(sent.op, PHONES[sent.device], sent.device, sent.wall)
        placed = self.memory.peek(OrderLine, f"{sent.op.order}/1")
        reserved = placed.reserved if placed is not None else -1
        if good:
            lease.promised += use.quantity
            lease.open = lease.promised < lease.units
            self.firm[sent.op.order] = use.quantity
            assert isinstance(outcome, Applied), f"a firm order in time is not served: {outcome}"
            assert reserved >= use.quantity, f"a firm order in time has {reserved} of {use.quantity}"
        else:
            assert isinstance(outcome, Contradicted), f"firm without a lease: {outcome}"
            assert reserved == 0, f"{reserved} reserved though its lease does not hold"
            order = self.memory.peek(Order, sent.op.order)
            assert order is not None
            assert order.stage == "review", order
            assert self.memory.peek(ExceptionTask, order.unkept) is not None, order
            assert self.memory.peek(Finding, f"{order.id}/{outcome.code}") is not None, outcome
            assert set(outcome.task.choices) == {"backorder", "substitute", "partial", "cancel"}, outcome

    @rule(device=phone, at=index)
    def give_back(self, device: str, at: int) -> None:
        if (lease := self.some_lease(at)) is not None:
            device = lease.device if at % 3 else device
            outcome = self.act(LeaseGiveBack(lease=lease.id), PHONES[device], device)
            if isinstance(outcome, Applied):
                assert lease.open, "given back twice"
                assert lease.device == device, "given back by another device"
                assert outcome.params["rest"] == lease.units - lease.promised
                lease.open = False

    @rule(at=index, at_once=st.booleans())
    def reclaim(self, at: int, at_once: bool) -> None:  # noqa: FBT001
        """The clock takes what is due; a lead takes at once what a lost phone holds."""
        if (lease := self.some_lease(at)) is not None:
            wall = self.now + (at % 21 - 10) * YEAR
            outcome = self.act(LeaseReclaim(lease=lease.id, at_once=at_once), "system", "sys:clock", wall)
            due = lease.open and (at_once or self.now >= lease.until)
            assert isinstance(outcome, Applied) == due, f"{lease} at {self.now}: {outcome}"
            if due:
                lease.open = False

    @rule(sku=product, counted=st.integers(0, 40))
    def count(self, sku: str, counted: int) -> None:
        self.act(StockCount(location="ROT/A", product=sku, counted=counted))

    @rule(sku=product, units=few)
    def receive(self, sku: str, units: int) -> None:
        self.act(StockReceive(warehouse="ROT", location="ROT/A", product=sku, quantity=units))

    @rule(at=index, how=st.sampled_from(("refuse", "backorder", "partial", "reject", "cancel")))
    def decide(self, at: int, how: str) -> None:
        orders = self.memory.rows(Order)
        orders = [order for order in orders if order.stage == "review" and at % 4] or orders
        if not orders:
            return
        order = orders[at % len(orders)]
        op: Op = OrderReject(order=order.id, reason="other") if how == "reject" else OrderCancel(order=order.id)
        if how in {"refuse", "backorder", "partial"}:
            short = "refuse" if how == "refuse" else "backorder" if how == "backorder" else "partial"
            op = OrderApprove(order=order.id, short=short)
        outcome = self.act(op)
        if isinstance(outcome, Applied):
            if how in {"reject", "cancel"}:
                self.firm.pop(order.id, None)
                left = [line.reserved for line in self.memory.rows(OrderLine) if line.order == order.id]
                assert not any(left), f"{order.id} is over and keeps {left}"
            task = self.memory.peek(ExceptionTask, order.unkept)
            assert task is None or task.stage == "settled", "a decided order still asks for a decision"

    @rule(sku=product, units=few)
    def sell_online(self, sku: str, units: int) -> None:
        """Somebody else buys what is free, right from under the leases."""
        self.orders += 1
        id_ = f"o{self.orders:03d}"
        self.act(
            OrderPlace(
                order=id_,
                number=id_,
                warehouse="ROT",
                total=100,
                placed_at=self.now,
                payment="paid",
                lines=(PlacedLine(product=sku, quantity=units, unit_price=1),),
                ship_street="K",
                ship_city="R",
                ship_zip="1",
                ship_country="NL",
            )
        )

    @invariant()
    def nothing_is_oversold(self) -> None:
        if not hasattr(self, "memory"):
            return
        open_rest: Tally[str] = Tally()
        for granted in self.granted.values():
            lease = self.memory.peek(Lease, granted.id)
            assert lease is not None
            assert 0 <= lease.used <= lease.quantity == granted.units, lease
            assert lease.used == granted.promised, f"{lease}: {granted.promised} were promised of it"
            assert (lease.state == "open") == granted.open, lease
            open_rest[lease.product] += lease.quantity - lease.used if granted.open else 0
        reserved: Tally[str] = Tally()
        for one in self.memory.rows(Reservation):
            reserved[one.product] += one.quantity
        for sku in (PEN, INK):
            p = self.position(sku)
            assert p.on_hand + p.short_open - p.reserved - p.leased >= 0, p
            assert min(p.on_hand, p.short_open, p.reserved, p.leased) >= 0, p
            assert p.short_open == max(0, p.reserved + p.leased - p.on_hand), p
            assert p.leased == open_rest[sku], f"{p}: open leases come to {open_rest[sku]}"
            assert p.reserved == reserved[sku], p

    @invariant()
    def what_was_firm_stays_firm(self) -> None:
        for order, units in getattr(self, "firm", {}).items():
            line = self.memory.peek(OrderLine, f"{order}/1")
            assert line is not None
            assert line.reserved >= units, f"{order}: {units} were firm, {line.reserved} are reserved"
