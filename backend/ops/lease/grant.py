"""lease.grant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome, Params, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Grant
from backend.domain.product.rows import Product
from backend.domain.stock.lease import GRACE_MS, HOUR_MS, Lease, is_low, size, wish
from backend.domain.stock.position import position, set_aside
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId, Units
from backend.ops import wants
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.LEASE,
    offline=Offline.ONLINE,
    words={
        "applied": Text(
            "{granted} of {wanted} {product} are set aside for you", "已预留 {product} {granted}/{wanted} 件"
        ),
        "other_device": Text("Stock is set aside for the device that asks, not for another", "只能为当前设备预留库存"),
        "already_there": Text("This was set aside before", "此预留已存在"),
        "enough_left": Text("{left} of {product} are still set aside for you", "您的 {product} 预留尚余 {left} 件"),
        "none_free": Text("No {product} can be set aside: {free} free", "无法预留 {product}：可用 {free} 件"),
    },
)
class LeaseGrant(Op, frozen=True, kw_only=True):
    """A sales person has stock set aside for the device in hand, so as to promise it where there is no network.

    `demand` is what they sell of the product in a usual shift, `hours` how long they mean to sell from it. How much
    they get follows from that, from what is free, and from how many others sell; the answer says both. Time counts from
    the moment at which the server hears of it.
    """

    lease: RowId
    device: RowId
    person: RowId
    warehouse: RowId
    product: RowId
    demand: Units
    hours: Annotated[int, Meta(ge=1, le=72)] = 12

    def where(self, state: State) -> tuple[str, ...]:
        return (f"rep:{self.person}",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Lease, self.lease, needed=False)
        yield All(Lease, "open_on", self.device)
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Product, self.product)
        yield wants.position(self.warehouse, self.product)
        yield All(Grant, "role", "sales")

    def decide(self, state: State, context: Context) -> Outcome:
        if context.device != self.device:
            return Refused("other_device", {}, ("ask_lead", "discard"))
        if state.find(Lease, self.lease) is not None:
            return Refused("already_there", {}, ("keep_theirs",))
        told: Params = {"product": self.product}
        held = self._held(state, context)
        left = sum(lease.rest for lease in held)
        if held and not is_low(left, sum(lease.quantity for lease in held)):
            return Refused("enough_left", {**told, "left": left}, ("keep_theirs",))
        draft = draft_of(state, context)
        free = position(draft, self.warehouse, self.product).free
        reps = len({g.person for g in state.all(Grant, "role", "sales") if g.to_v is None})
        units = size(self.demand, free, reps) - left
        if units <= 0:
            return Refused("none_free", {**told, "free": free}, ("wait", "sell_to_confirm"))
        set_aside(draft, self.warehouse, self.product, units)
        draft.put(self._lease(units, context))
        wanted = wish(self.demand, free) - left
        return answer(draft, params={**told, "granted": units, "wanted": wanted})

    def _held(self, state: State, context: Context) -> list[Lease]:
        """What this person may still promise of the product from this device."""
        return [
            lease
            for lease in state.all(Lease, "open_on", self.device)
            if (lease.person, lease.warehouse, lease.product) == (self.person, self.warehouse, self.product)
            and context.received_at < lease.use_by
        ]

    def _lease(self, units: int, context: Context) -> Lease:
        use_by = context.received_at + self.hours * HOUR_MS
        return Lease(
            id=self.lease, device=self.device, person=self.person, warehouse=self.warehouse, product=self.product,
            quantity=units, use_by=use_by, reclaim_at=use_by + GRACE_MS, open_on=self.device,
        )  # fmt: skip


EXAMPLE = LeaseGrant(
    lease="0192f3a0-lease1", device="0192f3a0-dev1", person="luc", warehouse="ROT", product="PEN-01", demand=20
)
