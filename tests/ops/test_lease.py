"""Oversell is impossible, and a firm promise that arrives in time is served, in any order of events (P5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from msgspec.structs import replace

from backend.domain.draft import Draft
from backend.domain.order import firm
from backend.domain.order.firm import Holder
from backend.domain.outcome import Outcome
from backend.domain.stock import lease as rules
from backend.domain.stock.lease import Lease
from backend.domain.stock.position import position
from backend.ops.kernel import Context, State
from backend.ops.lease.reclaim import LeaseReclaim
from tests.ops.lease_road import LeaseRoad

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
TestAnyOrderOfEventsKeepsThePromises = LeaseRoad.TestCase
TestAnyOrderOfEventsKeepsThePromises.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=SLOW
)

_reclaim, _fault_of = LeaseReclaim.decide, firm.fault_of


def reclaim_by_the_wall(self: LeaseReclaim, state: State, context: Context) -> Outcome:
    return _reclaim(self, state, replace(context, received_at=context.wall))


def hold_by_the_wall(context: Context) -> Holder:
    return Holder(context.device, context.author, context.wall)


def set_aside_blindly(draft: Draft, warehouse: str, product: str, units: int) -> None:
    p = position(draft, warehouse, product)
    draft.set(p, leased=p.leased + units, short_open=max(0, p.reserved + p.leased + units - p.on_hand))


def grant_what_is_wished(demand: int, free: int, reps: int) -> int:
    return rules.wish(demand, free)


def promise_and_forget(draft: Draft, lease: Lease, units: int) -> None:
    """Count nothing as used."""


def close_and_leave_open(draft: Draft, lease: Lease, state: str) -> int:
    units = min(lease.rest, position(draft, lease.warehouse, lease.product).leased)
    rules.let_go(draft, lease.warehouse, lease.product, units)
    return units


def close_with_what_was_used(draft: Draft, lease: Lease, state: Any) -> int:
    rest = rules.close(draft, lease, state)
    p = position(draft, lease.warehouse, lease.product)
    draft.set(p, reserved=max(0, p.reserved - lease.used))
    return rest


def blind_to(*codes: str) -> Callable[..., str]:
    """Overlook some reasons why a lease does not hold."""

    def fault_of(lease: Lease | None, *more: Any) -> str:
        code = _fault_of(lease, *more)
        return "" if code in codes and lease is not None else code

    return fault_of


def promise_twice(draft: Draft, warehouse: str, product: str, units: int) -> None:
    """Reserve what was leased, and keep it leased."""
    p = position(draft, warehouse, product)
    draft.set(p, reserved=p.reserved + units, short_open=max(0, p.reserved + units + p.leased - p.on_hand))


def reclaim_too_soon(lease: Lease, received_at: int) -> bool:
    return lease.state == "open" and received_at >= lease.use_by


def nothing(*_: Any, **__: Any) -> int:
    return 0


Fault = tuple[tuple[str, Any], ...]
FAULTS: dict[str, Fault] = {
    "reclaimed by the time on the op": (("backend.ops.lease.reclaim.LeaseReclaim.decide", reclaim_by_the_wall),),
    "the device's clock says whether a promise is in time": (("backend.ops.order.place._holder", hold_by_the_wall),),
    "a lease is granted from what is not free": (
        ("backend.ops.lease.grant.set_aside", set_aside_blindly),
        ("backend.ops.lease.grant.size", grant_what_is_wished),
    ),
    "what is used of a lease is not counted": (("backend.domain.order.firm.draw", promise_and_forget),),
    "a lease can be given back twice": (("backend.ops.lease.give_back.close", close_and_leave_open),),
    "giving back takes what was promised along": (("backend.ops.lease.give_back.close", close_with_what_was_used),),
    "reclaiming takes what was promised along": (("backend.ops.lease.reclaim.close", close_with_what_was_used),),
    "a lease is reclaimed while it is good": (("backend.ops.lease.reclaim.is_due", reclaim_too_soon),),
    "a clone draws on the lease": (("backend.domain.order.firm.fault_of", blind_to("lease_foreign")),),
    "a late promise is firm": (("backend.domain.order.firm.fault_of", blind_to("lease_late")),),
    "a lease is overdrawn": (("backend.domain.order.firm.fault_of", blind_to("lease_overdrawn")),),
    "units are leased and reserved at once": (("backend.domain.order.firm.firm_up", promise_twice),),
    "a rejected order keeps what was firm": (("backend.ops.order.reject.give_back", nothing),),
    "a decided order still asks": (("backend.ops.order.approve.settle_unkept", nothing),),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_machine_catches(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for target, planted in FAULTS[fault]:
        monkeypatch.setattr(target, planted)
    tries = settings(
        max_examples=600, stateful_step_count=40, deadline=None, suppress_health_check=SLOW, database=None,
        phases=[Phase.generate], derandomize=True,
    )  # fmt: skip
    with pytest.raises(AssertionError):
        run_state_machine_as_test(LeaseRoad, settings=tries)
