"""What was taken at a stop, held against the rules of its class: what it breaks, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from backend.domain.draft import Draft
from backend.domain.outcome import Params
from backend.domain.pick.rows import PickTask
from backend.domain.pick.rules import PickRule, Strict, needed_until
from backend.domain.pick.serials import taken
from backend.domain.product.rows import Lot
from backend.domain.stock.rotate import Shelf, turn


class Taken(Struct, frozen=True):
    """Goods in a picker's hand. `lot` and `serial` are empty where none was read; `expiry` is what the label says.

    `by_place`: the label of the place stood for them, which says the lot as well.
    """

    lot: str
    serial: str
    expiry: str | None
    units: int
    by_place: bool = False


class Broken(Struct, frozen=True):
    """One rule that is not kept: how strict it is, and the values that it is about."""

    rule: str
    how: Strict
    told: Params

    @property
    def code(self) -> str:
        return f"{self.how}_{self.rule}"


def broken(
    draft: Draft, task: PickTask, rule: PickRule, goods: Taken, at: int, shelves: list[Shelf], *, tracked: bool
) -> list[Broken]:
    """The rules that goods do not keep, but for those that are `none`. `shelves`: where the product lies."""
    found = [
        *(_lot(draft, task, rule, goods, shelves, at) if tracked else ()),
        *_life(draft, task, rule, goods, at),
        *_serial(draft, task, rule, goods),
    ]
    return sorted((b for b in found if b.how != "none"), key=lambda b: b.how != "force")


def _lot(draft: Draft, task: PickTask, rule: PickRule, goods: Taken, shelves: list[Shelf], at: int) -> Iterator[Broken]:
    if not goods.lot:
        if not goods.by_place:
            yield Broken("no_lot", rule.unread, {"wanted": task.lot or "–"})
        return
    if goods.lot == task.lot:
        return
    if task.lot:
        yield Broken("lot", rule.lot, {"seen": goods.lot, "wanted": task.lot})
    first = _first(task, shelves, needed_until(rule, at))
    date = _date(draft, task.product, goods)
    if first is not None and first.expiry is not None and (date is None or date > first.expiry):
        where: Params = {"first": first.stock.lot, "date": first.expiry, "bin": first.location.code}
        yield Broken("first", rule.fefo, {"seen": goods.lot, **where})


def _first(task: PickTask, shelves: list[Shelf], until: str) -> Shelf | None:
    """What expires first of all that may be taken: what lies at the stop, and what nobody counts on elsewhere."""
    open_ = [
        s for s in shelves
        if s.location.kind == "bin" and (s.expiry is None or s.expiry >= until)
        and ((s.location.id == task.location and s.stock.quantity > 0) or s.open > 0)
    ]  # fmt: skip
    return min(open_, key=turn, default=None)


def _date(draft: Draft, product: str, goods: Taken) -> str | None:
    known = draft.find(Lot, f"{product}/{goods.lot}") if goods.lot else None
    return goods.expiry or (known.expiry if known is not None else None)


def _life(draft: Draft, task: PickTask, rule: PickRule, goods: Taken, at: int) -> Iterator[Broken]:
    lot = goods.lot or task.lot
    date = _date(draft, task.product, Taken(lot, "", goods.expiry, 0))
    until = needed_until(rule, at)
    if date is not None and date < until:
        yield Broken("life", rule.expiry, {"good_until": date, "needed_until": until})


def _serial(draft: Draft, task: PickTask, rule: PickRule, goods: Taken) -> Iterator[Broken]:
    before = taken(draft, task.product, goods.serial) if goods.serial else None
    if before is not None:
        yield Broken("serial", rule.serial, {"serial": goods.serial, "order": before.order_number})
    bare = goods.units - (1 if goods.serial else 0)
    if bare > 0:
        yield Broken("no_serial", rule.serial, {"bare": bare})
