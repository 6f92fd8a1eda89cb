"""What two commits on PostgreSQL must not do at the same time: the names that they lock, from the rows they touch.

Four kinds of names:

- `wh:ROT`: a warehouse floor, with everything on it. Who touches a row of it has it alone.
- the name of a table, for rows that are on no floor. Readers share it, a writer has it alone.
- one row, such as `sales_order.id=o7`, of an office table that every floor touches. Readers share it, a writer has it
  alone.
- one value, such as `pick_task.run=r7`, of a table whose rows are spread over the floors: what a reader found there may
  be nothing, or not all that comes, and a row that is not there is on no floor yet. Readers share it; who writes a row
  that comes under a value or leaves it has it alone.

So whatever was read cannot change until the reader has committed, rows that did not exist included (no phantoms):
an absent row or a list of the first kind of table is under the value's name, of the others under the table's. That
holds for any assignment of rows to names as long as a reader and a writer compute the same one; which tables are
floor tables, and where an id tells its floor, only decides how many commits can run beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from backend.domain.inbound.rows import Inbound, InboundLine
from backend.domain.label.rows import Printer, PrintJob
from backend.domain.order.rows import Order
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.returns.rows import ReturnLine, ReturnReceipt
from backend.domain.row import Row, wh
from backend.domain.ship.rows import Manifest
from backend.domain.stock.rows import Counter, Location, Move, PickFace, Stock, StockPosition
from backend.domain.task.rows import ExceptionTask
from backend.store.tables import TABLES
from backend.sync.working import Working

Needs = dict[str, bool]
"""Names to lock, and whether nobody else may have them."""

FLOOR: frozenset[type[Row]] = frozenset({
    Location, Stock, StockPosition, Move, PickRun, PickSlot, PickTask, Tote, Shipment, ShipmentLine, Carton, CartonItem,
    Manifest, ExceptionTask, Printer, PrintJob, Inbound, InboundLine, PickFace,
    ReturnReceipt, ReturnLine,
})  # fmt: skip
"""Tables whose rows are spread over the floors."""
_BY_ROW: dict[type[Row], frozenset[str]] = {Order: frozenset({"id", "number"}), Counter: frozenset({"id"})}
"""Office tables that are locked by their rows, and the fields by whose value ops look for them. A stage that
moves on one floor then holds up no other floor. Who looks by another field has the whole table alone."""
_UNLISTED: frozenset[type[Row]] = frozenset({Move, ExceptionTask})
"""Written often and read hardly ever: who looks for one that is not there, or for a list, takes the whole table."""
_HIDDEN = (Move, Printer, PrintJob)
"""Floor tables with rows that no device sees, or sees no longer: their floor stands in them."""
_AT_HOME = {(Location, "id"), (Stock, "id"), (Stock, "location"), (StockPosition, "id"), (Tote, "id")}
"""Values that begin with the warehouse: its floor stands for them, which their op has in any case."""


def guard(row: Row) -> str:
    """What a row that exists is locked by."""
    if type(row) in _BY_ROW:
        return f"{row.table}.id={row.id}"
    if type(row) in FLOOR:
        floor = (
            wh(row.warehouse) if isinstance(row, _HIDDEN) else next((s for s in row.scopes() if s[:3] == "wh:"), None)
        )
        if floor:
            return floor
    return row.table


def _columns(row: type[Row]) -> frozenset[str]:
    table = TABLES[row]
    unique = [c for c in table.constraints if isinstance(c, sa.UniqueConstraint)]
    found: list[sa.Index | sa.UniqueConstraint] = [*table.indexes, *unique]
    return frozenset({"id"} | {next(iter(one.columns)).name for one in found})


_LISTED: dict[type[Row], frozenset[str]] = _BY_ROW | {r: frozenset() if r in _UNLISTED else _columns(r) for r in FLOOR}
"""By which fields rows are looked for one value at a time: of floor tables all that have an index."""


def whole(row: type[Row]) -> str:
    """All that may ever come to be in a floor table."""
    return f"any:{row.table}"


def value_of(row: type[Row], field: str, value: str) -> str:
    """What an absent row or a list is locked by."""
    if row not in _LISTED:
        return row.table
    if (row, field) in _AT_HOME and "/" in value:
        return wh(value.partition("/")[0])
    return f"{row.table}.{field}={value}" if field in _LISTED[row] else whole(row)


def is_alone(name: str) -> bool:
    """Whether readers too have a name to themselves: floors, since who reads there writes there."""
    return name.startswith(("wh:", "any:"))


def reads(state: Working) -> Needs:
    """What has to be held for all that was read. A new row that was looked for is its key's business, not ours."""
    needs: Needs = {}
    for kind, field, value, found in state.asked():
        if found is None and field == "id" and (kind, value) in state.staged:
            continue
        name = value_of(kind, field, value) if found is None else guard(found)
        needs[name] = is_alone(name)
    return needs


def writes(changes: Iterable[tuple[Row | None, Row]]) -> Needs:
    """What has to be held for rows that change, each as it was and as it is."""
    needs: Needs = {}
    for before, after in changes:
        for row in (before, after):
            if row is not None:
                needs[guard(row)] = True
        for name, alone in _values(before, after):
            needs[name] = alone or needs.get(name, False)
    return needs


def _values(before: Row | None, after: Row) -> Iterator[tuple[str, bool]]:
    """The values that a change brings a row under, and those that it takes it from."""
    kind = type(after)
    if kind not in _LISTED:
        return
    moved = False
    for field in _LISTED[kind]:
        old, new = None if before is None else getattr(before, field), getattr(after, field)
        if before is None or old != new:
            moved = True
            yield from ((value_of(kind, field, str(v)), True) for v in (old, new) if v is not None)
    if moved or kind in _UNLISTED or kind in _BY_ROW or before is None or guard(before) != guard(after):
        yield whole(kind), False
