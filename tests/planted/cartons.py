"""Bugs in how cartons get their numbers. `like` names the fault class that each stands for."""
# ruff: noqa: ANN001, ANN201, ANN202 (a patch has the signature of what it replaces)

from __future__ import annotations

from msgspec.structs import replace

from backend.domain.stock.rows import Counter
from backend.lab.simulate.planted import Planted, instead
from backend.ops.pack.close import PackClose
from backend.ops.sscc import take


def again_for_the_next(old):
    """The next device gets the same numbers, under ids that tell its blocks apart."""

    def carve(draft, house, device, blocks):
        cut = old(draft, house, device, blocks)
        draft.set(draft.get(Counter, f"{house.id}/sscc"), next=1)
        return [draft.put(replace(block, id=f"{block.id}-{device}")) for block in cut]

    return carve


def silent(code):
    def make(old):
        def fault(self, state, carton, *, is_known):
            found = old(self, state, carton, is_known=is_known)
            return None if found is not None and found[0] == code else found

        return fault

    return make


def by_the_server(old):
    """The number that a packer has put on the carton is left out of account, and no word of it."""

    def close_(self, state, context, number, *, is_known):
        return old(replace(self, sscc=""), state, context, number, is_known=is_known)

    return close_


def bug(name, target, function, make):
    return Planted(name, "carton numbers", instead(target, function, make), (), 4, 14)


BUGS = [
    bug("a block is given to two devices", take, "carve", again_for_the_next),
    bug("a second label goes unnoticed", PackClose, "_fault", silent("other_label")),
    bug("a number on two cartons", PackClose, "_fault", silent("sscc_taken")),
    bug("what stands on a carton is nothing", PackClose, "_close", by_the_server),
]
