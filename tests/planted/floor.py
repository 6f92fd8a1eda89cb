"""Bugs in goods in and out, counts, pallets and holds. `like` names the rule that each breaks."""
# ruff: noqa: ANN001, ANN002, ANN201, ANN202 (a patch has the signature of what it replaces)

from __future__ import annotations

from backend.domain.count import book
from backend.domain.ship import pallet
from backend.domain.stock import ledger
from backend.domain.stock.places import is_outside
from backend.lab.simulate.planted import Planted, instead
from backend.ops.count import record
from backend.ops.inbound import receive, take_back
from backend.ops.pallet import load as pallet_load
from backend.ops.quality.hold import QualityHold
from backend.ops.returns import inspect
from backend.ops.ship import hand_over, load, unload
from backend.ops.stock import move


def twice(old):
    def moved(*units):
        old(*units)
        return old(*units)

    return moved


def counted_twice(old):
    return lambda draft, line, units: old(draft, old(draft, line, units), units)


def one_fewer(old):
    def carry(draft, house, product, lot, from_, to, units):
        return old(draft, house, product, lot, from_, to, units - 1) if units > 1 else old(
            draft, house, product, lot, to, from_, units
        )  # fmt: skip

    return carry


def of_the_moment(old):
    """The balance becomes what was counted, whatever was moved since."""

    def made(self, draft, place, line, limit):
        old(self, draft, place, line, limit)
        known = line.quantity - line.corrected + line.moved
        self._found = line.counted - known - self._others

    return made


def all_but_one(old):
    def put_on(draft, manifest, carton, by):
        if carton.number == 1:
            old(draft, manifest, carton, by)

    return put_on


def list_only(old):
    def take_off(draft, manifest, carton, by):
        draft.set(carton, stage="closed", manifest=None)

    return take_off


def nothing(_old):
    return lambda *_args: (0, 0)


def never(_old):
    return lambda *_args: False


def bug(name, like, target, function, make, faults=None):
    return Planted(name, like, instead(target, function, make), faults, 4, 12)


BUGS = [
    bug("a receipt is booked twice", "goods in", receive, "transfer", twice, ()),
    bug("a receipt counts twice on its line", "goods in", receive, "count_received", counted_twice, ()),
    bug("a receipt that is taken back stays", "goods in", take_back, "send_out", nothing, ()),
    bug("a unit falls off on the way", "put away", move, "carry", one_fewer, ()),
    bug(
        "what is set apart may be promised",
        "quarantine",
        ledger,
        "is_free",
        lambda _old: lambda place: not is_outside(place),
        (),
    ),
    bug("scrap goes back on the shelf", "returns", inspect, "place_of", lambda _old: lambda _h, place, _d: place, ()),
    bug(
        "set apart, and on a shelf",
        "returns",
        inspect,
        "astray",
        lambda _old: lambda *_args: None,
        (),
    ),
    bug("more comes back than was sent", "returns", inspect, "beyond", lambda _old: lambda *_args: 0, ()),
    bug(
        "a count against the books of the moment", "counts", record._Counting, "__init__", of_the_moment, ("partition",)
    ),
    bug("a count beyond the limit counts", "counts", record, "allowed", lambda _old: lambda _l, _e: 10**6, ()),
    bug("a count that crossed moves counts", "counts", book, "is_crossed", never, ("partition",)),
    bug("a pallet loses a carton at the truck", "pallets", pallet_load, "put_on", all_but_one, ()),
    bug("a carton lies on two pallets", "pallets", pallet, "take_down", nothing, ()),
    bug("a truck's list counts what is off", "trucks", unload, "take_off", list_only, ()),
    bug("a carton leaves twice", "trucks", hand_over, "drive_off", twice, ()),
    bug("a hold does not hold", "holds", load, "is_held", never, ()),
    bug("what is held leaves without a word", "holds", hand_over, "is_held", never, ()),
    bug("a hold lets go what is loaded", "holds", QualityHold, "_ask_off", nothing, ()),
]
