"""Which scopes a person reads, from their grants as they are now."""

from __future__ import annotations

import sqlalchemy as sa
from msgspec import Struct

from backend.domain.people.roles import Held, reads_of
from backend.domain.people.rows import Grant, Person
from backend.domain.stock.rows import Warehouse
from backend.store import rows as stored
from backend.store.bulk import Ask
from backend.store.tables import TABLES

_HOUSES = Ask(sa.select(TABLES[Warehouse].c.id))


class Access(Struct, frozen=True):
    """What a person may do and see at this moment."""

    person: str
    roles: tuple[Held, ...]
    grant_v: int
    scopes: frozenset[str]


def access(connection: sa.Connection, person: str) -> Access:
    """Read a person's roles, grant version and scopes. A person who is not active has none."""
    grants = stored.load(connection, Grant, "person", [person])
    grant_v = max((max(g.from_v, g.to_v or 0) for g in grants), default=0)
    known = stored.load(connection, Person, "id", [person])
    active = bool(known) and known[0].active
    roles = tuple(Held(person, g.role, g.warehouse) for g in grants if g.to_v is None and active)
    return Access(person, roles, grant_v, frozenset(_expand(connection, roles)))


def _expand(connection: sa.Connection, roles: tuple[Held, ...]) -> set[str]:
    scopes = {pattern for held in roles for pattern in reads_of(held)}
    wild = {s for s in scopes if "*" in s}
    if wild:
        houses = [id_ for (id_,) in _HOUSES.run(connection)]
        scopes = (scopes - wild) | {
            pattern.replace("*", house) for pattern in wild if pattern != "*" for house in houses
        }
    return scopes
