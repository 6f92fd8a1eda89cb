"""All answers to the checkpoints of a warehouse, for whoever has to show them."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
from msgspec import Meta, Struct

from backend.domain.checkpoint.rows import CheckpointEntry
from backend.domain.people.roles import Right, may
from backend.domain.people.rows import Person
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId, UtcMs
from backend.queries.kernel import Asker, NotThere, Query, query
from backend.store import rows as stored
from backend.store.tables import TABLES

ENTRIES_MAX = 5000
_ENTRY, _PERSON = TABLES[CheckpointEntry], TABLES[Person]
Limit = Annotated[int, Meta(ge=1, le=ENTRIES_MAX)]


class Answered(Struct):
    """One answer, and the name of who gave it."""

    entry: CheckpointEntry
    name: str


class Entries(Struct):
    """Answers, the latest first; `more`: there are older ones."""

    entries: list[Answered]
    more: bool


@query(right=Right.PROCESS)
class CheckpointEntries(Query, frozen=True, kw_only=True):
    """The answers of a warehouse since a moment (UTC ms), the latest first, with their questions as they were asked."""

    warehouse: RowId
    since: UtcMs = 0
    limit: Limit = ENTRIES_MAX

    def answer(self, connection: sa.Connection, asker: Asker) -> Entries:
        if not may(Right.PROCESS, wh(self.warehouse), asker.roles):
            raise NotThere("warehouse", self.warehouse)
        if not stored.load(connection, Warehouse, "id", [self.warehouse]):
            raise NotThere("warehouse", self.warehouse)
        fields = CheckpointEntry.__struct_fields__
        wanted = (_ENTRY.c.warehouse == self.warehouse) & (_ENTRY.c.at >= self.since)
        found = connection.execute(
            sa.select(*(_ENTRY.c[name] for name in fields), _PERSON.c.name)
            .outerjoin(_PERSON, _PERSON.c.id == _ENTRY.c.by)
            .where(wanted)
            .order_by(_ENTRY.c.at.desc(), _ENTRY.c.id)
            .limit(self.limit + 1)
        ).all()
        answers = [
            Answered(CheckpointEntry(**dict(zip(fields, row[:-1], strict=True))), row[-1] or row.by)
            for row in found[: self.limit]
        ]
        return Entries(answers, len(found) > self.limit)
