"""Nothing that can happen on the floor, in any order, breaks the books; and the laws that say so have teeth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from backend.domain.draft import Draft
from backend.domain.order.rows import Order
from backend.domain.pack.rows import Shipment
from backend.domain.pick.cart import place_of
from backend.domain.pick.rows import PickSlot, PickTask
from backend.domain.stock import ledger, position
from backend.domain.stock.places import is_outside
from backend.domain.stock.rows import Stock
from tests.ops.road import Road

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)
TestAnyOrderOfOpsKeepsTheBooks = Road.TestCase
TestAnyOrderOfOpsKeepsTheBooks.settings = settings(
    max_examples=80, stateful_step_count=40, deadline=None, suppress_health_check=SLOW
)


def nothing(*_: Any, **__: Any) -> int:
    """Forget to do it."""
    return 0


def book_half(draft: Draft, warehouse: str, product: str, lot: str, from_: str, to: str, units: int) -> None:
    """Take units away at one end and forget the other."""
    at = to if is_outside(from_) else from_
    place = ledger.balance(draft, warehouse, at, product, lot)
    draft.set(place, quantity=place.quantity + (units if at == to else -units))


def transfer_blindly(draft: Draft, warehouse: str, product: str, lot: str, from_: str, to: str, units: int) -> int:
    """Move what the books do not hold, without taking it in from outside."""
    if units and from_ != to:
        ledger._book(draft, warehouse, product, lot, from_, to, units)
    return 0


def take_away(draft: Draft, warehouse: str, product: str, units: int) -> int:
    """Lower what is on hand and let the shortage go unsaid."""
    p = position.position(draft, warehouse, product)
    draft.set(p, on_hand=p.on_hand - units)
    return 0


def go_back(draft: Draft, shipment: Shipment, by: str) -> Shipment:
    """Let a late report of the pickers set a stage back."""
    stage: Any = "picked" if by == "pick.hand_over" else shipment.stage
    draft.set(draft.get(Order, shipment.order), stage=stage)
    return draft.set(shipment, stage=stage)


def as_if_all(_draft: Draft, _task: PickTask, units: int) -> int:
    """Say that stops were taken back, and leave them."""
    return units


def only_from_the_first(
    draft: Draft, slot: PickSlot, product: str, _lot: str, units: int
) -> list[tuple[str, str, int]]:
    """Fail on a tote that holds nothing of the product."""
    there = draft.all(Stock, "location", place_of(draft, slot))
    return [next((s.location, s.lot, units) for s in there if s.product == product and s.quantity > 0)]


FAULTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "reserved is not lowered when goods leave": ("backend.domain.order.promise.stock.unreserve", nothing),
    "a promise outlives the shipment": ("backend.domain.ship.load.give_back", nothing),
    "a promise outlives the cancellation": ("backend.ops.order.cancel.free_promises", nothing),
    "goods leave and stay on hand": ("backend.domain.stock.ledger.leave", nothing),
    "goods arrive and are not on hand": ("backend.domain.stock.ledger.arrive", nothing),
    "one end of a move is not booked": ("backend.domain.stock.ledger._book", book_half),
    "a place goes below zero": ("backend.ops.pick.scan.transfer", transfer_blindly),
    "a shortage goes unsaid": ("backend.domain.stock.ledger.leave", take_away),
    "packed units are not counted": ("backend.ops.pack.scan.count_packed", nothing),
    "a late report sets an order back": ("backend.ops.pick.hand_over.move_on", go_back),
    "a bin is counted on for ever": ("backend.domain.ship.load.allocate", nothing),
    "what is found again is picked elsewhere too": ("backend.domain.pick.found.take_back", as_if_all),
    "an empty tote raises": ("backend.ops.pick.put_back.held_by", only_from_the_first),
}


@pytest.mark.timeout(400)  # a rare one takes some hundred tries
@pytest.mark.parametrize("fault", FAULTS)
def test_the_laws_catch(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*FAULTS[fault])
    tries = settings(
        max_examples=3000, stateful_step_count=40, deadline=None, suppress_health_check=SLOW, database=None,
        phases=[Phase.generate], derandomize=True,
    )  # fmt: skip
    with pytest.raises((AssertionError, StopIteration)):
        run_state_machine_as_test(Road, settings=tries)
