"""Bugs in batches, zones, substitutes, boxes, stops of a truck, and photos. `like` names the rule that each breaks."""
# ruff: noqa: ANN001, ANN002, ANN201, ANN202 (a patch has the signature of what it replaces)

from __future__ import annotations

from msgspec.structs import replace

from backend.domain.outcome import Applied
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.photo.rows import Photo
from backend.domain.pick import found as turned_up
from backend.domain.pick import give_up
from backend.domain.pick import replace as replaced
from backend.domain.pick.rows import PickRun
from backend.domain.ship.stops import ManifestStop
from backend.lab.simulate.planted import Planted, both, instead
from backend.ops import wants
from backend.ops.answer import draft_of
from backend.ops.order import answer as order_answer
from backend.ops.order.answer import OrderAnswer
from backend.ops.order.consent import OrderConsent
from backend.ops.pack.box import PackBox
from backend.ops.pack.close import PackClose
from backend.ops.photo.take import PhotoTake
from backend.ops.pick import gather, substitute
from backend.ops.pick.ask import PickAsk
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.pass_on import PickPassOn
from backend.ops.pick.release import PickRelease
from backend.ops.pick.take import PickTake
from backend.ops.ship import hand_over
from backend.ops.ship import plan as ship_plan

# Batches


def all_to_one(_old):
    return lambda _stops, task, units: [(task, units)]


def last_first(old):
    return lambda stops_, task, units: old(stops_[::-1], task, units)


def the_rest_is_lost(old):
    """What no order of the batch lacks is on the cart, and in no book."""

    def spread(stops_, task, units):
        return old(stops_, task, min(units, max(1, sum(stop.left for stop in stops_))))

    return spread


def of_all_runs_alike(old):
    """Orders are filled up to what they want, whatever they are short of already."""

    def spread(stops_, task, units):
        shares = []
        for stop in stops_:
            share = min(max(0, stop.quantity - stop.picked), units)
            units -= share
            shares += [(stop, share)] if share else []
        return shares + ([(task, units)] if units else [])

    return spread


def nobody_hears(_old):
    return lambda *_args: 0


# Zones


def with_the_pen(kind):
    """Whoever said so last has the run, on whatever device they heard of it."""

    def make(old):
        def decide(self, state, context):
            run = state.get(PickRun, self.run)
            draft = draft_of(state, context)
            if kind == "pass_on":
                draft.set(run, picker=None, zone=self.zone)
            else:
                draft.set(run, stage="picking", picker=context.author, zone=self.zone)
            found = old(self, state, context)
            return Applied(draft.rows(), found.params) if isinstance(found, Applied) else found

        return decide

    return make


def in_the_old_zone(old):
    def decide(self, state, context):
        found = old(self, state, context)
        zone = state.get(PickRun, self.run).zone
        rows = tuple(replace(r, zone=zone) if isinstance(r, PickRun) else r for r in found.rows)
        return Applied(rows, found.params) if isinstance(found, Applied) else found

    return decide


def as_if_free(old):
    return lambda self, state, context: old(replace(self, take_over=True), state, context)


# Substitutes


def agreed_anyhow(old):
    """Whoever said nothing is taken to have agreed."""

    def decide(self, state, context):
        shipment = state.get(Shipment, state.get(substitute.PickTask, self.task).shipment)
        if shipment.substitutes is None:
            state = _With(state, replace(shipment, substitutes="always"))
        return old(self, state, context)

    return decide


class _With:
    """A state with one row in the place of another."""

    def __init__(self, state, row) -> None:
        self._state, self._row = state, row

    def find(self, kind, id_):
        mine = kind is type(self._row) and id_ == self._row.id
        return self._row if mine else self._state.find(kind, id_)

    def get(self, kind, id_):
        mine = kind is type(self._row) and id_ == self._row.id
        return self._row if mine else self._state.get(kind, id_)

    def all(self, *asked):
        return self._state.all(*asked)


def whatever_the_list_says(old):
    return lambda draft, task, entry, units: old(draft, task, entry and replace(entry, active=True), units)


def also_the_first(old):
    """The short units are still wanted, beside what stands in for them."""

    def replace_by(draft, task, entry, units):
        line = draft.get(replaced.ShipmentLine, task.shipment_line)
        new = old(draft, task, entry, units)
        draft.set(draft.get(replaced.ShipmentLine, line.id), wanted=line.wanted, short=line.short)
        return new

    return replace_by


def one_for_one(old):
    return lambda draft, task, entry, units: old(draft, task, replace(entry, gives=1, per=1), units)


def the_desk_hears_nothing(_old):
    return lambda *_args: None


def answered_again(old):
    """The last answer counts, whatever the first has set in motion."""

    def decide(self, state, context):
        ask = state.get(replaced.SubstituteAsk, self.ask)
        return old(self, _With(state, replace(ask, stage="asked")), context)

    return decide


def never_late(old):
    """A yes counts for what is packed already."""

    def _stage(self, draft, ask):
        task = draft.get(order_answer.PickTask, ask.id)
        shipment = draft.get(Shipment, task.shipment)
        draft.set(shipment, stage="picked")
        found = old(self, draft, ask)
        draft.set(draft.get(Shipment, shipment.id), stage=shipment.stage)
        return found

    return _stage


def only_the_order(old):
    """What was agreed for an order does not reach the floor once it is there."""

    def decide(self, state, context):
        found = old(self, state, context)
        rows = tuple(row for row in found.rows if not isinstance(row, Shipment))
        return Applied(rows, found.params) if isinstance(found, Applied) else found

    return decide


def only_the_customer(old):
    """What was agreed for one order is left out as it is released."""

    def decide(self, state, context):
        found = old(self, state, context)
        if not isinstance(found, Applied):
            return found
        rows = tuple(replace(r, substitutes=None) if isinstance(r, Shipment) else r for r in found.rows)
        return Applied(rows, found.params)

    return decide


def asked_all_the_same(old):
    """Who wants no substitutes is asked."""

    def decide(self, state, context):
        shipment = state.get(Shipment, state.get(substitute.PickTask, self.task).shipment)
        return old(self, _With(state, replace(shipment, substitutes=None)), context)

    return decide


def for_nothing(_old):
    return lambda *_args: ()


def as_if_untouched(_old):
    return lambda line: line.wanted


def and_the_other_too(old):
    """What was to go in place of found units is still wanted."""

    def _give_up(draft, task, line, units, given, *, is_found=False):
        old(draft, task, line, units, given, is_found=is_found)
        draft.set(draft.get(replaced.ShipmentLine, line.id), wanted=line.wanted)

    return _give_up


# Boxes, stops, photos


def the_first_box(old):
    def decide(self, state, context):
        carton = state.get(Carton, self.carton)
        return Applied((), {"number": carton.number, "box": ""}) if carton.box else old(self, state, context)

    return decide


def the_last_word(old):
    """The box that the bench named counts, whatever the packer has taken."""

    def close_(self, state, context, number, *, is_known):
        carton = state.get(Carton, self.carton)
        return old(self, _With(state, replace(carton, box=self.box or carton.box)), context, number, is_known=is_known)

    return close_


def on_both_trucks(_old):
    def plan(draft, manifest, shipment, stop):
        id_ = f"{manifest.id}/{shipment}"
        row = draft.find(ManifestStop, id_) or ManifestStop(
            id=id_, warehouse=manifest.warehouse, manifest=manifest.id, shipment=shipment, stop=0
        )
        draft.set(row, stop=stop)

    return plan


def without_a_word(old):
    return lambda draft, manifest: old(draft, manifest)[:0]


def kept_for_the_next(_old):
    return lambda _draft, _manifest: []


def as_before(_old):
    return lambda *_args: []


def anew(old):
    """The same photo told once more is another."""

    def decide(self, state, context):
        before = state.find(Photo, self.photo)
        found = old(self, _Without(state, Photo), context)
        rows = tuple(replace(r, ver=before.ver) if before and isinstance(r, Photo) else r for r in found.rows)
        return Applied(rows, found.params)

    return decide


class _Without(_With):
    """A state in which there are no rows of a kind."""

    def __init__(self, state, kind) -> None:
        super().__init__(state, None)
        self._kind = kind

    def find(self, kind, id_):
        return None if kind is self._kind else self._state.find(kind, id_)

    def get(self, kind, id_):
        return self._state.get(kind, id_)


def of_the_delivery(old):
    return lambda self, state, context: old(replace(self, product=""), state, context)


def bug(name, like, target, function, make, faults=(), phones=5, ops=14):
    return Planted(name, like, instead(target, function, make), faults, phones, ops)


BOTH_REPLACE = both(instead(substitute, "replace_by", one_for_one), instead(order_answer, "replace_by", one_for_one))
LISTED = both(
    instead(substitute, "replaceable", whatever_the_list_says),
    instead(order_answer, "replaceable", whatever_the_list_says),
)
BESIDES = both(instead(substitute, "replace_by", also_the_first), instead(order_answer, "replace_by", also_the_first))

BUGS = [
    bug("a batch goes to one order", "batches", gather, "spread", all_to_one),
    bug("a batch fills the last order first", "batches", gather, "spread", last_first),
    bug("a batch loses what nobody lacks", "batches", gather, "spread", the_rest_is_lost),
    bug("a batch brings what was short", "batches", gather, "spread", of_all_runs_alike),
    bug("a batch has too many and nobody hears", "batches", gather, "surplus", nobody_hears),
    bug("a pass takes the run from a colleague", "zones", PickPassOn, "decide", with_the_pen("pass_on")),
    bug("a tote that comes late opens a run again", "zones", PickTake, "decide", with_the_pen("take")),
    bug("a run that is passed on stays where it was", "zones", PickPassOn, "decide", in_the_old_zone),
    bug("a run is claimed under a colleague", "zones", PickClaim, "decide", as_if_free),
    bug("another run's tote is as good", "zones", wants, "is_elsewhere", lambda _old: lambda *_args: False),
    bug("who said nothing has agreed", "substitutes", substitute.PickSubstitute, "decide", agreed_anyhow),
    Planted("what is off the list goes out", "substitutes", LISTED, (), 5, 14),
    Planted("short and replaced, and still wanted", "substitutes", BESIDES, (), 5, 14),
    Planted("one for one, whatever the list says", "substitutes", BOTH_REPLACE, (), 5, 14),
    bug("the desk hears nothing of a substitute", "substitutes", replaced, "_tell_the_desk", the_desk_hears_nothing),
    bug("a question is answered twice", "substitutes", OrderAnswer, "decide", answered_again),
    bug("a yes is never too late", "substitutes", OrderAnswer, "_stage", never_late),
    bug("consent does not reach the floor", "substitutes", OrderConsent, "decide", only_the_order),
    bug("consent for one order is lost", "substitutes", PickRelease, "decide", only_the_customer),
    bug("who said no is asked", "substitutes", PickAsk, "decide", asked_all_the_same),
    bug("what is given up is still picked", "substitutes", give_up, "_stops", as_before),
    bug("what is found is no use", "substitutes", turned_up, "give_up_some", for_nothing),
    bug("what is found comes besides", "substitutes", give_up, "_give_up", and_the_other_too),
    bug("what is picked is given up for what is found", "substitutes", give_up, "_waits", as_if_untouched),
    bug("the first box stays", "boxes", PackBox, "decide", the_first_box),
    bug("the bench knows the box better", "boxes", PackClose, "_close", the_last_word),
    bug("an order is planned for two trucks", "stops", ship_plan, "plan", on_both_trucks),
    bug("an old plan is kept beside the new", "stops", ship_plan, "planned", as_before),
    bug("a truck leaves and keeps its plan", "stops", hand_over, "let_go", kept_for_the_next),
    bug("what stays behind is told to nobody", "stops", hand_over, "let_go", without_a_word),
    bug("a photo is taken anew", "photos", PhotoTake, "decide", anew),
    bug("a photo does not say of what", "photos", PhotoTake, "decide", of_the_delivery),
]
