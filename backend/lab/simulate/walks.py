"""The checker's own book of walks: who has each run, in which zone, and how many units each of its stops has.

It follows the log of ops and what is printed on labels, and is held against the rows when all is at rest. What a lead
settles, finds or puts off at a bin is not followed: such a bin is left out from there on.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from backend.lab.simulate import world
from backend.lab.simulate.leases import Fail
from backend.lab.simulate.standing import Stood, standing

Bin = tuple[str, str, str, str]
"""Run, place, product and lot: what one batch takes at once."""


class Stop:
    """A stop, as the log tells it."""

    def __init__(self, id_: str, turn: int, shipment: str, units: int) -> None:
        self.id, self.turn, self.shipment, self.units = id_, turn, shipment, units
        self.picked = self.short = 0

    @property
    def left(self) -> int:
        """Units that it lacks."""
        return max(0, self.units - self.picked - self.short)

    @property
    def over(self) -> int:
        """Units that nobody wants there."""
        return max(0, self.picked + self.short - self.units)


class Run:
    """A run, as the log tells it. `totes`: those of its orders."""

    def __init__(self, shipments: set[str], zone: str) -> None:
        self.shipments, self.zone = shipments, zone
        self.stage, self.picker = "ready", ""


class Book:
    """All walks of one log."""

    def __init__(self, fail: Fail, runs: dict[str, Run], bins: dict[Bin, list[Stop]], told: Counter[str]) -> None:
        self.fail, self.runs, self.bins = fail, runs, bins
        self.followed = set(bins)
        self._told = told
        """By op: units of which somebody was told that they are too many."""
        self._at = {stop.id: key for key, stops in bins.items() for stop in stops}
        self._totes: dict[str, str] = {}
        """Totes that surely hold an order's goods."""
        self._known: set[str] = set()
        """Totes that anybody has ever scanned."""
        self._turns: dict[str, Callable[[Stood], None]] = {
            "pick.scan": self._scanned, "pick.gather": self._gathered, "pick.put_back": self._put_back,
            "pick.short": self._short, "pick.claim": self._claimed, "pick.take": self._taken,
            "pick.pass_on": self._passed_on, "pick.pause": self._paused, "pick.hand_over": self._handed_over,
        }  # fmt: skip

    def read(self, stood: Stood, about: str, slots: dict[str, str]) -> None:
        """One op, in the order of the log. `about`: the stop of the task that it settles. `slots`: orders by slot."""
        if stood.kind in self._turns:
            self._turns[stood.kind](stood)
        elif stood.kind in {"pick.found", "pick.skip", "pick.unskip", "task.settle", "task.unsettle"}:
            self._leave_out(stood.body.get("task", "") if stood.kind.startswith("pick") else about)
        elif stood.kind == "pick.route":
            self.followed -= {key for key in self.followed if key[0] == stood.body["run"]}
        self._keep_totes(stood, slots)

    def _leave_out(self, stop: str) -> None:
        self.followed.discard(self._at.get(stop, ("", "", "", "")))

    def _stop(self, stood: Stood) -> tuple[Stop, list[Stop], Bin]:
        """The stop that an op names, and all of its bin."""
        key = self._at[stood.body["task"]]
        return next(s for s in self.bins[key] if s.id == stood.body["task"]), self.bins[key], key

    def _units(self, stood: Stood, bin_: Bin) -> int:
        """Units of the right goods that were scanned; the label of their place stands for them."""
        _, place, product, _ = bin_
        if stood.body["raw"] == f"L-{place.partition('/')[2]}":
            return int(stood.body.get("units", 1))
        seen, each = world.LABELS.get(stood.body["raw"], ("", 1))
        return each * stood.body.get("units", 1) if seen == product else 0

    def _scanned(self, stood: Stood) -> None:
        stop, _, bin_ = self._stop(stood)
        before = stop.over
        stop.picked += self._units(stood, bin_)
        self._has_told(stood, stop.over - before)

    def _has_told(self, stood: Stood, over: int) -> None:
        """Of units that nobody wants; who has picked by device what is on a sheet too has picked it twice."""
        followed = self._at[stood.body["task"]] in self.followed
        if followed and stood.code != "grant_lapsed" and self._told[stood.id] < over:
            self.fail("P2", f"{stood.kind} {stood.id}: {over} too many, somebody was told of {self._told[stood.id]}")

    def _gathered(self, stood: Stood) -> None:
        """First come the orders that are first on the walk; what none of them lacks is told as too many."""
        named, stops, bin_ = self._stop(stood)
        units, before = self._units(stood, bin_), sum(stop.over for stop in stops)
        for stop in sorted(stops, key=lambda s: (s.turn, s.id)):
            share = min(stop.left, units)
            stop.picked += share
            units -= share
        named.picked += units
        self._has_told(stood, sum(stop.over for stop in stops) - before)

    def _put_back(self, stood: Stood) -> None:
        stop, _, bin_ = self._stop(stood)
        raw = stood.body.get("raw")
        units = self._units(stood, bin_) if raw in world.LABELS else stood.body["units"]
        stop.picked -= min(stop.picked, units or stood.body["units"])

    def _short(self, stood: Stood) -> None:
        stop, _, _ = self._stop(stood)
        stop.short += min(stood.body["units"], stop.left)
        if stood.body.get("instead"):
            self._leave_out(stop.id)

    # Who has a run

    def _claimed(self, stood: Stood) -> None:
        run = self.runs[stood.body["run"]]
        if run.picker not in {"", stood.author} and not stood.body.get("take_over"):
            self.fail("P3", f"{stood.kind} {stood.id}: {stood.author} was given a run that {run.picker} is on")
        run.stage, run.picker = "picking", stood.author

    def _taken(self, stood: Stood) -> None:
        run = self.runs[stood.body["run"]]
        if self._is_of(stood, run) and run.stage in {"ready", "picking"}:
            run.stage, run.picker, run.zone = "picking", stood.author, stood.body["zone"]

    def _passed_on(self, stood: Stood) -> None:
        run = self.runs[stood.body["run"]]
        if self._is_of(stood, run) and run.stage == "picking" and run.picker == stood.author:
            run.picker, run.zone = "", stood.body["zone"]

    def _is_of(self, stood: Stood, run: Run) -> bool:
        """Whether the tote that was scanned may be one of the run; and what was answered has to fit."""
        tote = stood.body["raw"]
        held = self._totes.get(self._house(stood) + tote, "")
        other = stood.code == "other_tote"
        if other and tote not in self._known:
            self.fail("P2", f"{stood.kind} {stood.id}: {tote} is told as another run's, and is nobody's")
        if not other and held and held not in run.shipments and stood.code != "grant_lapsed":
            self.fail("P2", f"{stood.kind} {stood.id}: {tote} holds {held}, which is not on that run")
        return not other

    def _paused(self, stood: Stood) -> None:
        run = self.runs[stood.body["run"]]
        if run.stage == "picking" and run.picker == stood.author:
            run.picker = ""

    def _handed_over(self, stood: Stood) -> None:
        self.runs[stood.body["run"]].stage = "done"

    def _house(self, stood: Stood) -> str:
        return str(stood.body.get("run") or stood.body.get("slot") or stood.body.get("task")).partition("-")[0] + "/"

    def _keep_totes(self, stood: Stood, slots: dict[str, str]) -> None:
        """Which tote surely holds which order: the last one that was linked to it, until something else happens."""
        if stood.kind in {"pick.bind", "pick.full", "pick.put"}:
            self._known.add(stood.body["raw"])
            order = slots.get(stood.body.get("slot") or stood.body["task"], "")
            gone = [t for t, o in self._totes.items() if o == order]
            for tote in gone:
                del self._totes[tote]
            self._totes.pop(self._house(stood) + stood.body["raw"], None)
            if not stood.code and stood.kind != "pick.put":
                self._totes[self._house(stood) + stood.body["raw"]] = order
        elif stood.kind in {"pick.unbind", "pack.finish", "order.cancel", "task.settle", "task.unsettle"}:
            self._totes.clear()


def _read(raw: Any, fail: Fail) -> Book:
    slots = dict(raw.execute("SELECT id, shipment FROM pick_slot").fetchall())
    shipments: dict[str, set[str]] = defaultdict(set)
    for run, shipment in raw.execute("SELECT run, shipment FROM pick_slot"):
        shipments[run].add(shipment)
    query = (
        "SELECT pick_run.id, location.zone FROM pick_run LEFT JOIN pick_task ON pick_task.id = pick_run.id || '/1' "
        "AND mode = 'zone' LEFT JOIN location ON location.id = pick_task.location"
    )
    runs = {id_: Run(shipments[id_], first or "") for id_, first in raw.execute(query)}
    bins: dict[Bin, list[Stop]] = defaultdict(list)
    out: set[Bin] = set()
    over = {id_ for (id_,) in raw.execute("SELECT id FROM shipment WHERE stage NOT IN ('released', 'picking')")}
    query = "SELECT id, run, location, product, lot, sequence, shipment, slot, quantity, cancelled FROM pick_task"
    for id_, run, place, product, lot, turn, shipment, slot, units, cancelled in raw.execute(query):
        slots[id_] = slots.get(slot, "")
        bins[run, place, product, lot].append(Stop(id_, turn, shipment, units))
        if cancelled or shipment in over or not id_.startswith(f"{run}/"):  # or somebody has added it on the way
            out.add((run, place, product, lot))
    told: Counter[str] = Counter()
    about: dict[str, str] = {}
    for id_, op, code, params in raw.execute("SELECT id, op, code, params FROM exception_task"):
        said = json.loads(params)
        about[id_] = str(said.get("task", ""))
        if code in {"over_pick", "picked_twice"}:
            told[op] += said["units"]
    book = Book(fail, runs, dict(bins), told)
    book.followed -= out
    for stood in standing(raw):
        book.read(stood, about.get(str(stood.body.get("task", "")), ""), slots)
    return book


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the rows. `raw`: the driver's connection."""
    book = _read(raw, fail)
    rows = {id_: units for id_, *units in raw.execute("SELECT id, picked, short FROM pick_task")}
    for key in sorted(book.followed):
        for stop in book.bins[key]:
            if rows[stop.id] != [stop.picked, stop.short]:
                fail("P2", f"stop {stop.id}: {rows[stop.id]} picked and short, people said {stop.picked, stop.short}")
    for id_, stage, picker, zone in raw.execute("SELECT id, stage, picker, zone FROM pick_run"):
        run = book.runs[id_]
        if stage != "cancelled" and (stage, picker or "", zone or "") != (run.stage, run.picker, run.zone):
            said = run.stage, run.picker, run.zone
            fail("P2", f"run {id_} is {stage, picker, zone}, and has gone from hand to hand to {said}")
    _lines(raw, fail)


def _lines(raw: Any, fail: Fail) -> None:
    """Each line is picked as its stops are; what it still wants is what they bring, or is short; none are given up."""
    picked: Counter[str] = Counter()
    comes: Counter[str] = Counter()
    open_: Counter[str] = Counter()
    query = "SELECT shipment_line, picked, quantity - short, cancelled FROM pick_task"
    for line, units, brings, cancelled in raw.execute(query):
        picked[line] += units
        comes[line] += brings
        open_[line] += not cancelled
    query = "SELECT id, wanted, picked, short, instead_of FROM shipment_line"
    for id_, wanted, units, short, first in raw.execute(query):
        if units != picked[id_]:
            fail("P2", f"line {id_} has {units} picked, its stops {picked[id_]}")
        given_up = first is not None and not wanted and not short and not open_[id_]
        if not given_up and wanted != comes[id_] + short:
            fail("P2", f"line {id_} wants {wanted}, its stops bring {comes[id_]} and {short} are short")
