"""The checker's own book of what is only said: where trucks are to go, which box a carton is, what a photo shows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from backend.lab.simulate.leases import Fail, Json
from backend.lab.simulate.standing import Stood, standing

Told = set[tuple[str, str]]
"""Ops, and the orders of which they have told that something stays behind."""


class Book:
    """All of one log. `left`: orders that have left or are off by the end; of those no more is said."""

    def __init__(
        self,
        fail: Fail,
        left: set[str],
        numbers: dict[str, str],
        told: Told,
        labels: dict[str, str],
        houses: dict[str, str],
    ) -> None:
        self.fail, self._left, self._numbers, self._told, self._labels = fail, left, numbers, told, labels
        self.planned: dict[str, tuple[str, int]] = {}
        """By order: its truck, and at which stop."""
        self.boxes: dict[str, str] = {}
        self._houses = houses
        self.photos: dict[str, tuple[str, ...]] = {}
        self._closed: dict[str, set[str]] = defaultdict(set)
        """By order, its closed cartons that are on no truck, as far as somebody has scanned them."""
        self._known: set[str] = set()
        """All cartons that were ever closed."""
        self._on: dict[str, set[str]] = defaultdict(set)
        """By pallet, all cartons that were ever laid on it."""
        self._gone: set[str] = set()
        self._turns: dict[str, Callable[[Stood], None]] = {
            "ship.plan": self._plan, "ship.hand_over": self._drove_off, "pack.box": self._boxed,
            "photo.take": self._photo, "pack.close": self._close, "ship.load": self._moved, "ship.unload": self._moved,
            "pallet.add": self._laid_on, "pallet.load": self._moved_many,
        }  # fmt: skip

    def read(self, stood: Stood) -> None:
        """One op, in the order of the log."""
        if stood.kind in self._turns:
            self._turns[stood.kind](stood)

    def _plan(self, stood: Stood) -> None:
        truck = stood.body["manifest"]
        if truck in self._gone:
            self.fail("P3", f"{stood.kind} {stood.id}: {truck} has left, and is planned")
        for order in [o for o, (t, _) in self.planned.items() if t == truck]:
            del self.planned[order]
        house = truck.partition("-")[0] if "-" in truck else ""
        for stop in stood.body["stops"]:
            if not house or stop["shipment"].startswith(house):
                self.planned[stop["shipment"]] = truck, stop["stop"]

    def _drove_off(self, stood: Stood) -> None:
        """What the truck has not taken is free for another; of closed cartons somebody is told."""
        truck = stood.body["manifest"]
        self._gone.add(truck)
        for order in [o for o, (t, _) in self.planned.items() if t == truck and o not in self._left]:
            del self.planned[order]
            told = (stood.id, self._numbers[order]) in self._told
            if self._closed[order] and not told and stood.code != "grant_lapsed":
                self.fail("P2", f"{stood.kind} {stood.id}: {order} stays behind, and nobody was told")

    def _close(self, stood: Stood) -> None:
        """The box that the bench named is the carton's, if it is one of this floor and nobody has said another."""
        carton, box = stood.body["carton"], stood.body.get("box") or ""
        if carton not in self._known:  # one that is closed once more may be on a truck by now
            self._closed[carton.rpartition("/")[0]].add(carton)
        self._known.add(carton)
        if box.partition("/")[0] == self._houses[carton]:
            self.boxes.setdefault(carton, box)

    def _moved(self, stood: Stood) -> None:
        """It may be on a truck from here on, and whether it is is the other book's to say."""
        carton = self._labels.get(stood.body["raw"][-18:], "")
        self._closed[carton.rpartition("/")[0]].discard(carton)

    def _laid_on(self, stood: Stood) -> None:
        self._on[stood.body["pallet"]].add(self._labels.get(stood.body["raw"][-18:], ""))

    def _moved_many(self, stood: Stood) -> None:
        """All that was ever laid on that pallet may be on a truck from here on."""
        for carton in self._on[stood.body["raw"][-18:]]:
            self._closed[carton.rpartition("/")[0]].discard(carton)

    def _boxed(self, stood: Stood) -> None:
        self.boxes[stood.body["carton"]] = stood.body["box"]

    def _photo(self, stood: Stood) -> None:
        """What a photo shows is said once."""
        body: Json = stood.body
        said = (*(str(body.get(f, "")) for f in ("job", "delivery", "product", "reason", "sha256")), stood.author)
        self.photos.setdefault(body["photo"], said)


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the rows. `raw`: the driver's connection."""
    numbers = dict(raw.execute("SELECT id, order_number FROM shipment").fetchall())
    left = {id_ for (id_,) in raw.execute("SELECT id FROM shipment WHERE stage IN ('shipped', 'cancelled')")}
    query = "SELECT op, params FROM exception_task WHERE code = 'left_behind'"
    told = {(op, str(json.loads(params)["order"])) for op, params in raw.execute(query)}
    labels = {sscc: id_ for id_, sscc in raw.execute("SELECT id, sscc FROM carton WHERE sscc IS NOT NULL")}
    houses = dict(raw.execute("SELECT id, warehouse FROM carton").fetchall())
    book = Book(fail, left, numbers, told, labels, houses)
    for stood in standing(raw):
        book.read(stood)
    _plans(raw, book, left)
    for id_, box in raw.execute("SELECT id, box FROM carton"):
        if (box or "") != book.boxes.get(id_, ""):
            fail("P2", f"carton {id_} is a {box}, people said {book.boxes.get(id_)}")
    query = "SELECT id, job, delivery, product, reason, sha256, taken_by FROM photo"
    photos = {id_: tuple(said) for id_, *said in raw.execute(query)}
    if photos != book.photos:
        fail("P2", f"photos differ from what people took: {set(photos.items()) ^ set(book.photos.items())}")


def _plans(raw: Any, book: Book, left: set[str]) -> None:
    rows = raw.execute("SELECT shipment, manifest, stop FROM manifest_stop WHERE stop > 0").fetchall()
    for order, trucks in Counter(order for order, *_ in rows).items():
        if trucks > 1:
            book.fail("P1", f"{order} is planned for {trucks} trucks")
    are = {(order, truck, stop) for order, truck, stop in rows if order not in left}
    said = {(order, *to) for order, to in book.planned.items() if order not in left}
    for order, truck, stop in sorted(are ^ said):
        book.fail("P2", f"{order} at stop {stop} of {truck}: planned by people or by the rows, and not by both")
