"""Bugs in checkpoints, sheets of paper, numbers of pallets, and substitutes that go off. `like` names the rule."""
# ruff: noqa: ANN001, ANN002, ANN201, ANN202 (a patch has the signature of what it replaces)

from __future__ import annotations

from msgspec.structs import replace

from backend.domain.checkpoint.rows import CheckpointEntry
from backend.domain.outcome import Applied
from backend.domain.paper.rows import PaperLine
from backend.domain.ship import load
from backend.domain.ship.pallet import Pallet
from backend.lab.simulate.planted import Planted, instead, rewritten
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.checkpoint import answer as checkpoint_answer
from backend.ops.checkpoint.answer import CheckpointAnswer
from backend.ops.checkpoint.set import CheckpointSet
from backend.ops.pallet import add as pallet_add
from backend.ops.pallet.add import PalletAdd
from backend.ops.paper.enter import PaperEnter
from backend.ops.pick.scan import PickScan

# Checkpoints


def nobody_sees_to_it(old):
    return lambda self, state, context: Applied(old(self, state, context).rows, {})


def two_see_to_it(old):
    """What is not fine is told to a second one, with a task of their own."""

    def decide(self, state, context):
        found = old(self, state, context)
        if isinstance(found, Applied):
            return found
        draft = draft_of(state, context)
        for row in found.rows:
            draft.put(row)
        return answer(draft, [Trouble(found.code, found.task, found.params)] * 2)

    return decide


def off_the_record(old):
    def decide(self, state, context):
        found = old(self, state, context)
        return replace(found, rows=tuple(row for row in found.rows if not isinstance(row, CheckpointEntry)))

    return decide


# Sheets


class _Unseen:
    """A state in which a line was never entered."""

    def __init__(self, state) -> None:
        self._state = state

    def find(self, kind, id_):
        return None if kind is PaperLine else self._state.find(kind, id_)

    def get(self, kind, id_):
        return self._state.get(kind, id_)

    def all(self, *asked):
        return self._state.all(*asked)


def each_time(old):
    """A line counts whoever has entered it before."""

    def decide(self, state, context):
        before = state.find(PaperLine, self.line)
        found = old(self, _Unseen(state), context)
        rows = tuple(replace(r, ver=before.ver) if before and isinstance(r, PaperLine) else r for r in found.rows)
        return replace(found, rows=rows)

    return decide


def the_other_number(old):
    """The number that was entered last stands on the line, and nobody looks."""

    def _again(self, before, warehouse):
        return Applied((replace(before, units=self._units()),), {})

    return _again


def is_fine(_old):
    return lambda *_args: Applied((), {})


def no_doubt(old):
    return lambda self, said, state, context: old(replace(self, moved_since=False), said, state, context)


def not_too_many(_old):
    return lambda *_args: []


# Pallets


def begun_by_each(old):
    """Whoever lays a carton on it hears of the number, not only who begins it."""

    def _troubles(self, state, carton, told, begun):
        return old(self, state, carton, told, begun or [("sscc_unknown", "relabel", {})])

    return _troubles


def wherever_it_is(old):
    """A pallet with that number is taken for this one, in whatever building it stands."""

    def _lay(self, state, context, *, is_known):
        there = state.find(Pallet, self.pallet)
        return old(self, _Here(state, there, self.warehouse), context, is_known=is_known)

    return _lay


class _Here:
    """A state in which a pallet is of this building."""

    def __init__(self, state, there, warehouse) -> None:
        self._state, self._here = state, there and replace(there, warehouse=warehouse)

    def find(self, kind, id_):
        return self._here if kind is Pallet and self._here and id_ == self._here.id else self._state.find(kind, id_)

    def get(self, kind, id_):
        return self._state.get(kind, id_)

    def all(self, *asked):
        return self._state.all(*asked)


def anew(old):
    """Who believes to begin a pallet has it alone: what lay on it is not counted."""

    def lay_on(draft, begun, carton):
        now = draft.find(Pallet, begun.id)
        if now is not None:
            draft.set(now, cartons=0)
        old(draft, begun, carton)

    return lay_on


def bug(name, like, target, function, make, faults=(), phones=5, ops=14):
    return Planted(name, like, instead(target, function, make), faults, phones, ops)


def text(name, like, target, function, was, now, faults=(), phones=5, ops=14):
    return Planted(name, like, rewritten(target, function, was, now), faults, phones, ops)


_LATER = "before is None or before.at <= at"
_OWN = "draft.author if of.per == 'person' else ''"
_WRITTEN, _ENTERED = "min(self.at, context.received_at)", "context.received_at"
_BOUNDS = ", least=self.least, most=self.most"

BUGS = [
    bug("whatever is answered is fine", "checkpoints", checkpoint_answer, "fault", lambda _old: lambda *_args: ""),
    text(
        "a bound is out of bounds",
        "checkpoints",
        checkpoint_answer,
        "fault",
        "tenths < of.least",
        "tenths <= of.least",
    ),
    bug("a bad answer is nobody's task", "checkpoints", CheckpointAnswer, "decide", nobody_sees_to_it),
    bug("a bad answer is two tasks", "checkpoints", CheckpointAnswer, "decide", two_see_to_it),
    bug("an answer is off the record", "checkpoints", CheckpointAnswer, "decide", off_the_record),
    text("who is heard last has looked last", "checkpoints", CheckpointAnswer, "_note", _LATER, "True", ("clock",)),
    text("an answer for all is one's own", "checkpoints", CheckpointAnswer, "_note", _OWN, "draft.author"),
    text("no figure is fine", "checkpoints", CheckpointSet, "decide", "self.least > self.most", "False"),
    text("a question keeps its bounds", "checkpoints", CheckpointSet, "decide", _BOUNDS, ""),
    bug("a line counts each time", "paper", PaperEnter, "decide", each_time),
    bug("the last number on a line counts", "paper", PaperEnter, "_again", the_other_number),
    bug("two numbers on a line, and nobody looks", "paper", PaperEnter, "_again", is_fine),
    text("each line is looked at again", "paper", PaperEnter, "_again", "before.units == units", "False"),
    bug("a count in doubt corrects", "paper", PaperEnter, "_decided", no_doubt),
    text("who enters it has done it", "paper", PaperEnter, "decide", "by=self.by", "by=context.author"),
    text("it was done when it was entered", "paper", PaperEnter, "decide", _WRITTEN, _ENTERED),
    bug("what is picked on paper too is not too many", "paper", PickScan, "_too_many", not_too_many),
    bug(
        "a pallet's number is nobody's, and nobody hears",
        "pallets",
        PalletAdd,
        "_begun",
        lambda _old: lambda *_a, **_k: [],
    ),
    bug("each carton tells of the pallet's number", "pallets", PalletAdd, "_troubles", begun_by_each),
    bug("a pallet of another building is ours", "pallets", PalletAdd, "_lay", wherever_it_is, phones=8),
    bug("a pallet begins anew", "pallets", pallet_add, "lay_on", anew),
    text(
        "a truck cannot leave with what is on no order",
        "substitutes",
        load,
        "keep_promise",
        "draft.find(OrderLine",
        "draft.get(OrderLine",
    ),
    text("what has left is on no line", "trucks", load, "keep_promise", "t.shipped + share", "t.shipped"),
]
