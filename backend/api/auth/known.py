"""What the tables say of devices and of who may sign in on them."""

from __future__ import annotations

import sqlalchemy as sa

from backend.domain.people.rows import Device
from backend.store import rows as stored
from backend.store.tables import ACCOUNT, SESSION


def device_of(connection: sa.Connection, id_: str) -> Device | None:
    """A device by its id."""
    found = stored.load(connection, Device, "id", [id_])
    return found[0] if found else None


def worked_here(connection: sa.Connection, device: str) -> frozenset[str]:
    """The people who have ever signed in on a device, and so may have left ops on it.

    With a key it is the key that counts: whoever takes over an id with another key speaks for nobody else, and a clone
    that got an id of its own still holds the work of all.
    """
    known = device_of(connection, device)
    if known is not None and known.key:
        which = SESSION.c.key == known.key
    else:
        ids = [device, known.fork_of] if known is not None and known.fork_of else [device]
        which = sa.and_(SESSION.c.device.in_(ids), SESSION.c.key == "")
    return frozenset(connection.scalars(sa.select(SESSION.c.person).where(which).distinct()))


def account_of(connection: sa.Connection, login: str) -> tuple[str, str] | None:
    """Person and password hash of a login."""
    row = connection.execute(sa.select(ACCOUNT.c.person, ACCOUNT.c.password).where(ACCOUNT.c.login == login)).first()
    return (row.person, row.password) if row else None
