"""Those who send the work: the office that takes orders, the manager who decides, the lead who releases and settles."""

from __future__ import annotations

from collections import Counter

from backend.domain.order.rows import Order
from backend.domain.pack.rows import Carton, Shipment, ShipmentLine
from backend.domain.pick.replace import SubstituteAsk
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.pick.wave import Way
from backend.domain.stock import places
from backend.domain.task.rows import ExceptionTask
from backend.lab.rehearse.floor import Floor
from backend.lab.rehearse.hand import Hand
from backend.lab.rehearse.packing import DONE
from backend.lab.rehearse.site import LINES_MOST, WAREHOUSE
from backend.ops.kernel import Op
from backend.ops.order.answer import OrderAnswer
from backend.ops.order.approve import OrderApprove
from backend.ops.order.cancel import OrderCancel
from backend.ops.order.consent import OrderConsent
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pick.release import PickRelease
from backend.ops.returns.refund import ReturnsRefund
from backend.ops.ship.unload import ShipUnload
from backend.ops.task.settle import TaskSettle

ALLOWED = 0.8
"""Of the questions of pickers."""
CART, LOOK_S, DECIDE_S, SETTLE_S, WAIT_FOR_CART_S = 12, 60.0, 45.0, 60.0, 900.0
QUANTITIES = (1, 1, 1, 1, 2, 2, 3, 4, 6)
ARRIVE_IN = 0.75
"""Orders come in the first part of the day, so that the last truck can take them."""


def arrivals(floor: Floor, orders: int, hours: float) -> list[float]:
    """When orders come, in seconds: evenly, but a sixth of them in the busiest tenth."""
    last = hours * 3600 * ARRIVE_IN
    peak = [0.4 * last, 0.5 * last]
    times = [floor.chance.uniform(*peak) if n % 6 == 0 else floor.chance.uniform(0, last) for n in range(orders)]
    return sorted(times)


def order_op(floor: Floor, number: int) -> OrderPlace:
    """An order of one to five lines, three as a rule; now and then without an address."""
    chance = floor.chance
    skus = list(floor.goods)
    count = chance.choice((1, 2, 3, 3, 4, 5))
    chosen = {skus[min(int(chance.expovariate(4) * len(skus)), len(skus) - 1)] for _ in range(count)}
    lines = tuple(PlacedLine(product=s, quantity=chance.choice(QUANTITIES), unit_price=100) for s in sorted(chosen))
    street = "" if floor.odd(floor.odds.no_address, "order without an address") else "Kade 1"
    return OrderPlace(
        order=f"order{number:05}", number=f"#{number:05}", channel="rehearsal", warehouse=WAREHOUSE, lines=lines,
        total=sum(line.quantity * line.unit_price for line in lines), placed_at=number, payment="paid",
        ship_name="Café Maas", ship_street=street, ship_city="Rotterdam", ship_zip="3011 AA", ship_country="NL",
    )  # fmt: skip


async def take_orders(hand: Hand, times: list[float]) -> None:
    """The office: each order when it comes."""
    floor = hand.floor
    for number, at in enumerate(times, 1):
        await floor.wait(max(0.0, at - floor.now()) / 0.92)  # the middle of what `wait` makes of it
        op = order_op(floor, number)
        floor.placed.add(op.order)
        floor.numbers[op.number] = op.order
        hand.do(op)
        floor.book.step(op.order, "placed", floor.now())
        for word in ("always", "never"):
            if floor.chance.random() < floor.odds.agreed:
                floor.book.done[f"substitutes: {word}"] += 1
                hand.do(OrderConsent(order=op.order, substitutes=word, by="customer"))
                break


async def call_off(hand: Hand, hours: float) -> None:
    """Customers change their minds: an order of the last hours is called off, wherever it is by now."""
    floor = hand.floor
    asked: set[str] = set()
    while True:
        await floor.wait(DECIDE_S * 2)
        under_way = sorted(o for o in floor.placed - floor.shipped - asked if "packed" not in floor.book.steps[o])
        share = floor.odds.called_off * len(floor.placed) * DECIDE_S * 2 / (hours * 3600)
        if not under_way or not floor.odd(share, "customer changed their mind"):
            continue
        order = floor.chance.choice(under_way)
        asked.add(order)
        said = await hand.ask(OrderCancel(order=order, reason="customer"), order)
        if said is not None and said.out == "applied":
            floor.placed.discard(order)
            floor.book.done["order called off"] += 1


async def decide(hand: Hand) -> None:
    """The manager: what the review holds is looked at and let go."""
    floor = hand.floor
    asked: set[str] = set()
    while True:
        await floor.wait(DECIDE_S)
        for order in hand.where(Order, "stage", "approved"):
            floor.book.step(order.id, "approved", floor.now())
        for order in hand.where(Order, "stage", "review"):
            if order.id not in asked:
                asked.add(order.id)
                said = await hand.ask(OrderApprove(order=order.id, short="partial"))
                if said is not None and said.out == "refused":
                    floor.placed.discard(order.id)
                    floor.book.done[f"order not approved: {said.code}"] += 1


async def say_on_substitutes(hand: Hand) -> None:
    """The office answers pickers: as a rule something else may go, now and then too late."""
    floor = hand.floor
    while True:
        await floor.wait(DECIDE_S * 2)
        for ask in hand.where(SubstituteAsk, "stage", "asked"):
            if f"ask {ask.id}" in floor.added:
                continue
            floor.added[f"ask {ask.id}"] = []
            allow = floor.chance.random() < ALLOWED
            made = hand.did(OrderAnswer(ask=ask.id, allow=allow, by="customer"), ask.order)
            if await hand.waited(made.n) == "applied":
                floor.more_lines[ask.order].append(f"{made.id}/line")
                floor.added[ask.id.partition("/")[0]] += [f"{made.id}/{n}" for n in (1, 2)]
                floor.book.done["office answered a picker"] += 1


class Lead:
    """The floor lead: carts of a dozen orders, and all that is to be put right."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.floor = hand, hand.floor
        self._made, self._seen, self._walked = 0, dict[str, float](), set[Way]()
        self.tried: Counter[str] = Counter()

    async def day(self) -> None:
        """Until every order is on the road."""
        while not self.floor.is_over:
            await self.floor.wait(LOOK_S)
            await self._release()
            await self.settle_all()

    async def _release(self) -> None:
        """What is approved goes onto carts; an order that has waited for its cart to fill goes with what there is."""
        now = self.floor.now()
        ready = [o for o in self.hand.where(Order, "stage", "approved") if not o.held and not self.tried[o.id]]
        ready.sort(key=lambda order: order.number)
        for order in ready:
            self._seen.setdefault(order.id, now)
            self.floor.book.step(order.id, "approved", now)
        for start in range(0, len(ready), CART):
            cart = ready[start : start + CART]
            if len(cart) == CART or now - self._seen[cart[0].id] > WAIT_FOR_CART_S or now > self.floor.ends_at:
                await self._send([order.id for order in cart])

    def _way(self, orders: int) -> Way | None:
        """How the next run is walked: each way once at least with several orders, and then as it comes."""
        odds, drawn = self.floor.odds, self.floor.chance.random()
        shares: dict[Way, float] = {"batch": odds.batch, "zone": odds.zone}
        for way, share in shares.items():
            if share and orders > 1 and way not in self._walked:
                return way
        if drawn < odds.batch:
            return "batch"
        return "zone" if drawn < odds.batch + odds.zone else None

    async def _send(self, orders: list[str]) -> None:
        """Release them. What cannot go is left out, and the others go."""
        self._made += 1
        mode = self._way(len(orders))
        run = f"run{self._made:04}"
        said = await self.hand.ask(PickRelease(run=run, warehouse=WAREHOUSE, orders=tuple(orders), mode=mode))
        if said is None:
            return
        if said.out == "applied":
            if mode is not None:
                self.floor.book.done[f"run by {mode}"] += 1
                self._walked.add(mode)
            for order in orders:
                self.floor.book.step(order, "released", self.floor.now())
            return
        order = self.floor.numbers.get(str(said.params.get("order", "")), orders[0])
        self.tried[order] += 1
        self.floor.placed.discard(order)
        self.floor.book.done[f"order not released: {said.code}"] += 1
        if others := [other for other in orders if other != order]:
            await self._send(others)

    async def settle_all(self) -> None:
        """See to each open task that can be seen to now."""
        for task in self.hand.where(ExceptionTask, "stage", "open"):
            if task.act == "count" and not self.floor.stops:
                continue  # receivers do
            if (now := self.hand.find(ExceptionTask, task.id)) is not None and now.stage == "open":
                await self._settle(now)

    async def _settle(self, task: ExceptionTask) -> None:
        """One task. What a device out of reach has still to say about the place comes first.

        Who counts before that counts goods that the books do not know of yet.
        """
        floor = self.floor
        order = self._order(task)
        await floor.wait(SETTLE_S / 4)
        async with floor.at(task.place):
            if floor.book.waiting[task.place] or floor.book.waiting[order]:
                return
            if task.act == "take_off":
                self._take_off(task, order)
            op = self._answer(task, order)
            if op is not None:
                await self.hand.ask(op, task.place, order)

    def _order(self, task: ExceptionTask) -> str:
        stop = self.hand.find(PickTask, str(task.params.get("task", "")))
        if stop is not None:
            return stop.shipment
        number = str(task.params.get("order", ""))
        return self.floor.numbers.get(number) or self._tote_of(task.place.rpartition("/")[2])

    def _tote_of(self, tote: str) -> str:
        slot = next((slot for slot, bound in self.floor.bound.items() if bound == tote), "")
        found = self.hand.find(PickSlot, slot)
        return found.shipment if found is not None else ""

    def _answer(self, task: ExceptionTask, order: str) -> Op | None:
        """What is done with hands, and what is said of it."""
        floor = self.floor
        if task.act == "see_to_refund":
            return ReturnsRefund(task=task.id, choice="refunded")
        if "recount" in task.choices:
            counted = self._count(task, order)
            if counted is None:
                return None
            floor.hidden[task.place] = 0 if task.place in floor.bins else floor.hidden[task.place]
            return TaskSettle(task=task.id, choice="recount", counted=counted)
        if task.choices[0] in {"put_back_done", "taken_out"} and task.params.get("from"):
            carton = str(task.params.get("carton") or str(task.params.get("item", "")).rsplit("/", 2)[0])
            units = self._lift(task, order) if not carton else self._out_of(carton, task, order)
            if task.choices[0] == "taken_out":
                floor.bags[order][task.product] += units
            else:
                floor.bins[task.place] += units
        return TaskSettle(task=task.id, choice=task.choices[0])

    def _out_of(self, carton: str, task: ExceptionTask, order: str) -> int:
        """Units come out of a carton, if it is here."""
        pile = self.floor.cartons[carton]
        units = 0 if carton in self.floor.gone else min(task.quantity, pile[task.product])
        if task.code == "over_pack":
            units = max(0, min(units, pile[task.product] - self._wanted(order, task.product)))
        pile[task.product] -= units
        return units

    def _lift(self, task: ExceptionTask, order: str) -> int:
        """Units that are too many come out of the tote of their order, or off the cart where they lie loose.

        Or out of the tote of another order of the cart that is off: who walked had not heard of it.
        """
        sku, run = task.product, str(task.params.get("task", "")).partition("/")[0]
        found = 0
        for bag in dict.fromkeys((order, *self._off(run))):
            units = min(task.quantity - found, self._spare_in_bag(bag, sku))
            self.floor.bags[bag][sku] -= units
            found += units
        loose = min(task.quantity - found, self._spare_on_cart(run, sku))
        self.floor.loose[run][sku] -= loose
        return found + loose

    def _off(self, run: str) -> list[str]:
        """Orders of a cart that were called off."""
        slots = self.hand.where(PickSlot, "run", run)
        found = [self.hand.find(Shipment, slot.shipment) for slot in slots]
        return [shipment.id for shipment in found if shipment is not None and shipment.stage == "cancelled"]

    def _spare_in_bag(self, order: str, sku: str) -> int:
        """Units in a tote that its order does not want, or has in its cartons already."""
        there, shipment = self.floor.bags[order][sku], self.hand.find(Shipment, order)
        if shipment is None or shipment.stage in DONE:
            return there
        packed = sum(goods[sku] for carton, goods in self.floor.cartons.items() if carton.startswith(f"{order}/"))
        return min(there, max(0, there + packed - self._wanted(order, sku)))

    def _spare_on_cart(self, run: str, sku: str) -> int:
        """Units that lie loose on the cart of a batch, and that no order of it waits for."""
        there = self.hand.find(PickRun, run)
        stops = (self.hand.find(PickTask, f"{run}/{n}") for n in range(1, there.tasks + 1)) if there else ()
        mine = [stop for stop in stops if stop is not None and stop.product == sku and not stop.cancelled]
        wanted = sum(max(0, min(stop.picked, stop.quantity - stop.short) - stop.put) for stop in mine)
        return max(0, self.floor.loose[run][sku] - wanted)

    def _wanted(self, order: str, sku: str) -> int:
        ids = [f"{order}/{n}" for n in range(1, LINES_MOST + 1)] + self.floor.more_lines[order]
        lines = (self.hand.find(ShipmentLine, id_) for id_ in ids)
        return sum(line.wanted for line in lines if line is not None and line.product == sku)

    def _take_off(self, task: ExceptionTask, order: str) -> None:
        """A carton that must not go comes off its truck, if that stands here still."""
        carton = self.hand.find(Carton, str(task.params.get("carton", "")))
        for truck, on in self.floor.trucks.items():
            if carton is not None and carton.id in on and carton.id not in self.floor.gone:
                del on[carton.id]
                self.hand.do(ShipUnload(manifest=truck, raw=f"]C100{carton.sscc}"), order)
                return

    def _count(self, task: ExceptionTask, order: str) -> int | None:
        if task.place in self.floor.bins:
            return self.floor.bins[task.place]
        if task.place == places.cart(WAREHOUSE):
            return sum(cart[task.product] for cart in self.floor.loose.values())
        if not order:
            return None
        self._bring_over(order, task.product)
        return self.floor.bags[order][task.product]

    def _bring_over(self, order: str, sku: str) -> None:
        """Who misses goods in a tote looks into those that were put aside beside it, of orders that are off.

        Whoever shared a batch out had not heard of that, and dealt them what another order lacks now; to the books
        nothing lies in a tote that was never theirs.
        """
        floor = self.floor
        runs = {slot.run for slot in self.hand.where(PickSlot, "shipment", order)}
        for off in (off for run in sorted(runs) for off in self._off(run)):
            if off != order and not self.hand.where(Tote, "shipment", off):
                floor.bags[order][sku] += floor.bags[off].pop(sku, 0)
