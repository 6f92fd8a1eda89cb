"""The shortest walk of a run, for who may send it as `pick.route`."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from backend.domain.people.roles import Right, may
from backend.domain.pick.route import Floor, Spot, length
from backend.domain.pick.rows import PickRun, PickTask
from backend.domain.row import wh
from backend.domain.stock.rows import Location
from backend.domain.units import RowId
from backend.ops.pick.route import STOPS_MAX
from backend.queries.kernel import Asker, NotThere, Query, query
from backend.queries.pick.shortest import shortest
from backend.store import rows as stored
from backend.store.tables import TABLES

DECIMETRES = 10


class Route(Struct):
    """All stops of the run in the order of the walk, with its metres and those of the order that the run has now.

    Where the code of a place does not say where it is, or the stops are too many for one op, the order stays as it is,
    and there are no metres.
    """

    stops: list[str]
    metres: int | None = None
    metres_now: int | None = None


@query(right=Right.RELEASE)
class PickRoute(Query, frozen=True, kw_only=True):
    """Find the shortest walk of a run, by the codes of its places; nothing changes by it."""

    run: RowId

    def answer(self, connection: sa.Connection, asker: Asker) -> Route:
        found = stored.load(connection, PickRun, "id", [self.run])
        if not found or not may(Right.RELEASE, wh(found[0].warehouse), asker.roles):
            raise NotThere("pick_run", self.run)
        tasks = sorted(stored.load(connection, PickTask, "run", [self.run]), key=lambda task: task.sequence)
        table = TABLES[Location]
        bins = sa.select(table.c.id, table.c.code).where(
            (table.c.warehouse == found[0].warehouse) & (table.c.kind == "bin")
        )
        return _route(tasks, {row.id: row.code for row in connection.execute(bins)})


def _route(tasks: list[PickTask], codes: dict[str, str]) -> Route:
    floor = Floor(codes.values())
    at: dict[str, Spot] = {}
    for task in tasks:
        spot = floor.spot(codes.get(task.location, ""))
        if spot is None or len(tasks) > STOPS_MAX:
            return Route([task.id for task in tasks])
        at[task.location] = spot
    now = [at[task.location] for task in tasks]
    turn = {spot: n for n, spot in enumerate(shortest(now))}
    # Two levels of a bay are one spot; they keep the order that they have.
    walk = sorted(tasks, key=lambda task: turn[at[task.location]])
    metres = [length(stops) // DECIMETRES for stops in ([at[task.location] for task in walk], now)]
    return Route([task.id for task in walk], *metres)
