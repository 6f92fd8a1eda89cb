"""Bugs in what sales people promise offline. `like` names the fault class that each stands for."""
# ruff: noqa: ANN001, ANN201, ANN202, ARG005 (a patch has the signature of what it replaces)

from __future__ import annotations

from msgspec.structs import replace

from backend.domain.order import firm
from backend.domain.stock.position import firm_up
from backend.lab.simulate.planted import Planted, instead
from backend.ops.lease import give_back, reclaim


def by_no_clock(old):
    def fault_of(lease, warehouse, product, units, holder):
        return old(lease, warehouse, product, units, replace(holder, received_at=0))

    return fault_of


def for_any_device(old):
    def fault_of(lease, warehouse, product, units, holder):
        mine = replace(holder, device=lease.device) if lease else holder
        return old(lease, warehouse, product, units, mine)

    return fault_of


def for_any_person(old):
    def fault_of(lease, warehouse, product, units, holder):
        mine = replace(holder, person=lease.person) if lease else holder
        return old(lease, warehouse, product, units, mine)

    return fault_of


def not_counted(_old):
    return lambda draft, lease, units: draft.set(lease, used=lease.used)


def leased_and_reserved(_old):
    def firm_up_(draft, warehouse, product, units):
        firm_up(draft, warehouse, product, units - 1) if units > 1 else None

    return firm_up_


def never_firm(_old):
    return lambda lease, warehouse, product, units, holder: "lease_late"


def all_of_it(old):
    def close(draft, lease, state):
        return old(draft, draft.set(lease, used=0), state)

    return close


BUGS = [
    Planted("a lease holds for ever", "lease race", instead(firm, "fault_of", by_no_clock), ("night",), 3, 12),
    Planted("a lease serves any device", "lease race", instead(firm, "fault_of", for_any_device), ("clone",)),
    Planted("a lease serves anybody", "lease race", instead(firm, "fault_of", for_any_person), ()),
    Planted("what is drawn is not counted", "lease race", instead(firm, "draw", not_counted), ()),
    Planted("a unit stays leased", "lease race", instead(firm, "firm_up", leased_and_reserved), ()),
    Planted("a lease keeps no promise", "lease race", instead(firm, "fault_of", never_firm), ()),
    Planted("what was promised is given back", "lease race", instead(reclaim, "close", all_of_it), ("night",), 4, 14),
    Planted("a lease is given back to the last unit", "lease race", instead(give_back, "close", all_of_it), (), 3, 10),
]
