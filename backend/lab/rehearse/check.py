"""Afterwards: does the database hold what happened, once, and nothing else? Held against the rehearsal's own books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
import sqlalchemy as sa

from backend.domain.order.rows import OrderLine
from backend.domain.pack.rows import Carton, CartonItem
from backend.domain.stock import places
from backend.domain.stock.rows import Move, Stock
from backend.lab.rehearse.book import Book
from backend.lab.rehearse.floor import Floor
from backend.lab.rehearse.site import WAREHOUSE
from backend.store import rows as stored
from backend.store.tables import OP, TABLES
from backend.sync import fold, verify

SHOWN_MOST = 20
"""Sentences of one kind; the rest is counted."""


def violations(connection: sa.Connection, floor: Floor) -> list[str]:
    """What does not hold, a sentence each; empty when all is well."""
    kinds: list[Iterable[str]] = [
        _log(connection, floor.book), _open(floor), fold.chains(connection), verify.differences(connection)
    ]  # fmt: skip
    if not floor.book.undelivered:  # else the floor is ahead of the books, as it may be
        kinds += [
            _bins(connection, floor), _on_the_way(connection, floor), _cartons(connection, floor),
            _orders(connection, floor), _sums(connection, floor),
        ]  # fmt: skip
    return [said for kind in kinds for said in _some(list(kind))]


def folded(live: sa.Connection) -> list[str]:
    """What the log of ops comes to when it is decided again, and the tables hold otherwise."""
    with sa.create_engine("sqlite://").connect() as memory:
        return [*fold.fold(live, memory), *fold.compare(live, memory)]


def _some(found: list[str]) -> list[str]:
    more = len(found) - SHOWN_MOST
    return [*found[:SHOWN_MOST], f"and {more} more of this kind"] if more > 0 else found


def _log(connection: sa.Connection, book: Book) -> Iterator[str]:
    """Each op that a device has stored is in the log once, the same bytes, with the outcome that it heard.

    A device that was given a new id sends what waited under new numbers: then it is the same act of the same person.
    """
    devices = {entry.device for entry in book.entries.values()}
    left = dict(book.entries)
    for op in connection.execute(sa.select(OP.c.device, OP.c.n, OP.c.id, OP.c.bytes, OP.c.out)):
        entry = left.pop(op.id, None)
        if entry is None:
            if op.device in devices:
                yield f"{op.device} op {op.n}: in the log, and nobody has done it"
        elif op.device == entry.device and (entry.n, entry.raw) != (op.n, op.bytes):
            yield f"{op.device} op {op.n}: other bytes in the log than the device has stored"
        elif op.device != entry.device and _act(entry.raw) != _act(op.bytes):
            yield f"{op.device} op {op.n}: another act in the log than {entry.device} has stored"
        elif entry.out and entry.out != op.out:
            yield f"{op.device} op {op.n}: {op.out} in the log, the device heard {entry.out}"
    for entry in left.values():
        if entry.id in book.undelivered:
            continue
        yield f"{entry.device} op {entry.n} ({entry.kind} by {entry.author}): stored on the device, not in the log"


def _act(raw: bytes) -> tuple[object, ...]:
    """What was done, by whom: an op without its number."""
    sent = msgspec.json.decode(raw, type=dict[str, object])
    return sent["kind"], sent["author"], sent["body"]


def _bins(connection: sa.Connection, floor: Floor) -> Iterator[str]:
    """Each bin holds what the books say, but for what was missing from the start and not yet counted."""
    books: Counter[str] = Counter()
    for stock in stored.load_all(connection, Stock):
        books[stock.location] += stock.quantity
    counted = _counted(floor)
    for place, there in floor.bins.items():
        if books[place] != there + (0 if place in counted else floor.hidden[place]):
            yield f"{place}: {books[place]} in the books, {there} there, {floor.hidden[place]} known to be missing"


def _counted(floor: Floor) -> set[str]:
    """Places of which a count was booked."""
    outs = {(entry.device, entry.n): (entry.out, entry.code) for entry in floor.book.entries.values()}
    booked = {("applied", ""), ("exception", "below_promised")}
    return {place for device, n, place in floor.counted if outs.get((device, n)) in booked}


def _on_the_way(connection: sa.Connection, floor: Floor) -> Iterator[str]:
    """What lies at the door, set apart, in totes and in cartons that have not left is what the books have there."""
    books: Counter[str] = Counter()
    for stock in stored.load_all(connection, Stock):
        if stock.location not in floor.bins and not places.is_outside(stock.location):
            books[stock.product] += stock.quantity
    there: Counter[str] = sum([*floor.bags.values(), *floor.loose.values()], floor.door + floor.held)
    for id_, goods in floor.cartons.items():
        if id_ not in floor.gone:
            there += goods
    for sku in floor.goods:
        if books[sku] != there[sku]:
            yield f"{sku}: {books[sku]} on carts and benches in the books, {there[sku]} there"


def _cartons(connection: sa.Connection, floor: Floor) -> Iterator[str]:
    """Each carton holds in the books what was put into it, and stands where it stands, once."""
    books: dict[str, Counter[str]] = {}
    for item in stored.load_all(connection, CartonItem):
        books.setdefault(item.carton, Counter())[item.product] += item.quantity
    for carton in stored.load_all(connection, Carton):
        there = floor.cartons.get(carton.id, Counter())
        if books.get(carton.id, Counter()) != there:
            yield f"carton {carton.id}: {dict(books.get(carton.id, {}))} in the books, {dict(there)} in it"
        truck = floor.gone.get(carton.id)
        if (carton.stage == "shipped") != (truck is not None) or (truck and carton.manifest != truck):
            yield f"carton {carton.id}: {carton.stage} on {carton.manifest} in the books, gone with {truck}"
    labels = [c.sscc for c in stored.load_all(connection, Carton) if c.sscc]
    yield from (f"{sscc} is on {count} cartons" for sscc, count in Counter(labels).items() if count > 1)


def _orders(connection: sa.Connection, floor: Floor) -> Iterator[str]:
    """No order is shipped with other than what its cartons hold, nor with more than was ordered."""
    for line in stored.load_all(connection, OrderLine):
        left = sum(floor.cartons[c][line.product] for c in floor.gone if c.startswith(f"{line.order}/"))
        if line.shipped != left:
            yield f"order line {line.id}: {line.shipped} shipped in the books, {left} have left"
        if left > line.ordered:
            yield f"order line {line.id}: {left} have left, {line.ordered} were ordered"


def _sums(connection: sa.Connection, floor: Floor) -> Iterator[str]:
    """Stock is what was there, what came in or back, less what left, and what counts and scrap have changed."""
    counted: Counter[str] = Counter()
    place = places.adjustment(WAREHOUSE)
    for move in stored.load_all(connection, Move, sa.or_(_moves(place, "from"), _moves(place, "to"))):
        counted[move.product] += move.quantity if move.from_location == place else -move.quantity
    held: Counter[str] = Counter()
    for stock in stored.load_all(connection, Stock):
        if not places.is_outside(stock.location):
            held[stock.product] += stock.quantity
    left: Counter[str] = sum((floor.cartons[c] for c in floor.gone), Counter())
    for sku, item in floor.goods.items():
        came = item.booked + item.far_units + floor.received[sku] + floor.returned[sku]
        if held[sku] != came - left[sku] + counted[sku]:
            yield f"{sku}: {held[sku]} held; {came} came in - {left[sku]} shipped + {counted[sku]} counted"


def _moves(place: str, side: str) -> sa.ColumnElement[bool]:
    found: sa.ColumnElement[bool] = TABLES[Move].c[f"{side}_location"] == place
    return found


def _open(floor: Floor) -> Iterator[str]:
    """Nothing waits on a device for ever."""
    for entry in floor.book.entries.values():
        if not entry.out and entry.id not in floor.book.undelivered:
            yield f"{entry.device} op {entry.n} ({entry.kind} by {entry.author}): no answer ever came"
