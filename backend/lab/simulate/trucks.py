"""The checker's own book of bench and dock: which carton lies on which pallet and truck, and what quality holds.

It follows the log of ops alone, and is held against the rows when all is at rest.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from backend.lab.simulate.leases import Fail
from backend.lab.simulate.standing import Stood, standing

ASIDE = {"unknown_carton", "unknown_pallet", "pallet_empty", "not_on_truck", "not_on_pallet", "other_building"}
"""Codes of scans that found nothing of ours: they move nothing."""
OPENED = {"pack.scan", "pack.take_out", "task.settle", "task.unsettle"}
"""Ops that may change what a closed carton holds."""


class Carton:
    """One box, as the log tells it. `goods`: the products in it, once nothing is put in or taken out any more."""

    def __init__(self, id_: str, label: str, shipment: str, goods: frozenset[str]) -> None:
        self.id, self.label, self.shipment, self.goods = id_, label, shipment, goods
        self.pallet: str | None = None
        self.truck: str | None = None
        self.is_gone = False
        self.settled_after = -1
        """Where in the log its goods changed last."""


class Book:
    """All cartons of one log. `told`: by op, the cartons of which somebody was told that they must not go."""

    def __init__(self, fail: Fail, cartons: list[Carton], houses: dict[str, str], told: dict[str, set[str]]) -> None:
        self.fail, self.cartons, self._houses, self._told = fail, cartons, houses, told
        self.holds: set[str] = set()
        """What quality keeps here: shipments, and products in a house."""
        self.left: set[str] = set()
        """Trucks that have gone."""
        self._at = 0
        self._turns: dict[str, Callable[[Stood], None]] = {
            "ship.load": self._loaded, "ship.unload": self._unloaded, "ship.hand_over": self._left,
            "pallet.add": self._laid_on, "pallet.remove": self._lifted, "pallet.load": self._pallet_loaded,
            "quality.hold": self._held, "quality.release": self._released,
        }  # fmt: skip

    def read(self, at: int, stood: Stood) -> None:
        """One op, in the order of the log."""
        self._at = at
        if stood.kind in self._turns and stood.code not in ASIDE:
            self._turns[stood.kind](stood)

    def _seen(self, stood: Stood, house: str) -> Carton | None:
        """The carton whose label was scanned."""
        label = stood.body["raw"][-18:]
        return next((c for c in self.cartons if c.label == label and self._houses[c.id] == house), None)

    def _put_on(self, stood: Stood, carton: Carton) -> None:
        if not carton.is_gone:
            carton.truck = stood.body["manifest"]
            self._has_to_be_told(stood, carton)

    def _has_to_be_told(self, stood: Stood, carton: Carton, of: set[str] | None = None) -> None:
        """Of all holds, or of these."""
        goods = carton.goods if carton.settled_after < self._at else frozenset()
        keys = {carton.shipment, *(f"{self._houses[carton.id]}/{product}" for product in goods)}
        if keys & (self.holds if of is None else of) and carton.id not in self._told[stood.id]:
            self.fail("P2", f"{stood.kind} {stood.id}: carton {carton.id} is held by quality, and nobody was told")

    def _loaded(self, stood: Stood) -> None:
        carton = self._seen(stood, self._houses[stood.body["manifest"]])
        if carton is None:
            self.fail("P2", f"ship.load {stood.id} ({stood.code}) has loaded a carton that is not there")
        else:
            self._put_on(stood, carton)

    def _pallet_loaded(self, stood: Stood) -> None:
        for carton in self.cartons:
            if carton.pallet == stood.body["raw"][-18:]:
                self._put_on(stood, carton)

    def _unloaded(self, stood: Stood) -> None:
        carton = self._seen(stood, self._houses[stood.body["manifest"]])
        if carton is None or carton.is_gone or carton.truck != stood.body["manifest"]:
            self.fail("P2", f"ship.unload {stood.id} ({stood.code}) has unloaded what was not on that truck")
        else:
            carton.truck = None

    def _left(self, stood: Stood) -> None:
        self.left.add(stood.body["manifest"])
        for carton in self.cartons:
            if carton.truck == stood.body["manifest"] and not carton.is_gone:
                carton.is_gone = True
                self._has_to_be_told(stood, carton)

    def _laid_on(self, stood: Stood) -> None:
        carton = self._seen(stood, stood.body["warehouse"])
        if carton is not None and not carton.is_gone:
            carton.pallet = stood.body["pallet"]

    def _lifted(self, stood: Stood) -> None:
        for carton in self.cartons:
            if carton.label == stood.body["raw"][-18:] and carton.pallet == stood.body["pallet"]:
                carton.pallet = None

    def _key(self, stood: Stood) -> str:
        return str(stood.body.get("shipment") or f"{stood.body['warehouse']}/{stood.body['product']}")

    def _held(self, stood: Stood) -> None:
        self.holds.add(self._key(stood))
        for carton in self.cartons:
            if carton.truck and not carton.is_gone and carton.truck not in self.left:
                self._has_to_be_told(stood, carton, {self._key(stood)})

    def _released(self, stood: Stood) -> None:
        self.holds.discard(self._key(stood))


def book_of(raw: Any, fail: Fail) -> Book:
    """A book of all cartons, before anything is read."""
    goods: dict[str, set[str]] = defaultdict(set)
    for carton, product in raw.execute("SELECT carton, product FROM carton_item WHERE quantity > 0"):
        goods[carton].add(product)
    query = "SELECT id, sscc, shipment FROM carton WHERE sscc IS NOT NULL ORDER BY id"
    cartons = [Carton(id_, label, shipment, frozenset(goods[id_])) for id_, label, shipment in raw.execute(query)]
    houses = dict(raw.execute("SELECT id, warehouse FROM carton UNION SELECT id, warehouse FROM manifest").fetchall())
    told: dict[str, set[str]] = defaultdict(set)
    about: dict[str, str] = {}
    for id_, op, code, params in raw.execute("SELECT id, op, code, params FROM exception_task"):
        said = json.loads(params)
        carton = str(said.get("carton") or str(said.get("item", "")).rsplit("/", 2)[0])
        about[id_] = carton
        if code in {"not_released", "held_left", "held_on_truck"}:
            told[op].add(carton)
    book = Book(fail, cartons, houses, told)
    by_id = {carton.id: carton for carton in cartons}
    for at, stood in enumerate(standing(raw)):
        if stood.kind in OPENED:
            id_ = stood.body.get("carton") or about.get(stood.body.get("task", ""), "")
            if id_ in by_id:
                by_id[id_].settled_after = at
    return book


def check(raw: Any, fail: Fail) -> None:
    """Read a whole log, and compare with the rows. `raw`: the driver's connection."""
    book = book_of(raw, fail)
    for at, stood in enumerate(standing(raw)):
        book.read(at, stood)
    query = "SELECT id, pallet, manifest, stage FROM carton WHERE sscc IS NOT NULL"
    rows = {id_: (pallet, truck, stage == "shipped") for id_, pallet, truck, stage in raw.execute(query)}
    on: Counter[str] = Counter()
    for carton in book.cartons:
        said = carton.pallet, carton.truck, carton.is_gone
        on.update(place for place in said[:2] if place)
        if rows[carton.id] != said:
            fail("P2", f"carton {carton.id}: pallet, truck and whether it left are {rows[carton.id]}, not {said}")
    for table in ("pallet", "manifest"):
        for id_, units in raw.execute(f"SELECT id, cartons FROM {table}"):  # noqa: S608
            if units != on[id_]:
                fail("P2", f"{table} {id_} has {units} cartons by its own count, {on[id_]} are on it")
    for id_, label in raw.execute("SELECT carton.id, sscc FROM carton JOIN pallet ON pallet.id = sscc"):
        query = "SELECT 1 FROM exception_task WHERE code = 'sscc_taken' AND params LIKE ?"
        if raw.execute(query, (f"%{label}%",)).fetchone() is None:
            fail("P1", f"{label} is on carton {id_} and on a pallet, and nobody was told")
    _goods(raw, fail)
    _promises(raw, fail)


def _goods(raw: Any, fail: Fail) -> None:
    """What lies at a bench is in a carton that has not left; what has left was in one that has."""
    books: Counter[tuple[str, str, bool]] = Counter()
    query = "SELECT warehouse, product, quantity FROM stock WHERE location LIKE '%/PACK'"
    for house, product, units in raw.execute(query):
        books[house, product, False] += units
    query = "SELECT warehouse, product, quantity FROM move WHERE from_location LIKE '%/PACK' AND to_location LIKE ?"
    for house, product, units in raw.execute(query, ("%/customer",)):
        books[house, product, True] += units
    query = (
        "SELECT carton.warehouse, product, stage = 'shipped', quantity FROM carton_item "
        "JOIN carton ON carton.id = carton_item.carton"
    )
    for house, product, is_gone, units in raw.execute(query):
        books[house, product, bool(is_gone)] -= units
    for (house, product, is_gone), units in books.items():
        if units:
            where = "gone with trucks" if is_gone else "at the bench"
            fail("P2", f"{house} {product}: {units} more {where} than in cartons")


def _promises(raw: Any, fail: Fail) -> None:
    """What has left counts on the lines that promise such goods; goods of which nothing was promised are on no line."""
    left: Counter[tuple[str, str]] = Counter()
    query = "SELECT shipment, product, quantity, stage FROM carton_item JOIN carton ON carton.id = carton"
    for shipment, product, units, stage in raw.execute(query):
        left[shipment, product] += units if stage == "shipped" else 0
    query = (
        "SELECT shipment_line.shipment, shipment_line.product, sum(shipped) FROM shipment_line "
        "JOIN order_line ON order_line.id = shipment_line.id GROUP BY 1, 2"
    )
    for shipment, product, units in raw.execute(query):
        if units != left[shipment, product]:
            fail("P2", f"{left[shipment, product]} {product} of {shipment} have left, its order says {units}")
