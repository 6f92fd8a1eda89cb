"""Who goes first. On SQLite nobody has to ask: there is one writer. On PostgreSQL a commit locks first, reads then.

READ COMMITTED, and in this order, so that two commits never wait for each other in a ring:

1. the heads of its devices, sorted (`devices`);
2. the names that it needs (see `guards`), sorted, as advisory locks of the transaction: those that its devices needed
   the last time. Then it loads. If that shows more names, they are taken only if that takes no waiting, and all is
   loaded again, since it was read before it was locked (`settled`);
3. after deciding, the names of what it writes, again without waiting (`cover`). Where one is taken the transaction is
   given up and begun anew with all names that it is known to need, sorted. After `TRIES_NARROW` such rounds it takes
   one name that all others share, and has the whole database to itself;
4. the heads of the scopes that it changes, sorted (`scopes`): `seq` is dense, and a lower one is never committed later.

All locks end with the transaction. What was read is locked until then, so commits are serializable, in the order of
their locks, and `op.position` is such an order.
"""

from __future__ import annotations

import random
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from backend.store.tables import DEVICE_HEAD, HEAD
from backend.sync import chain, guards
from backend.sync.guards import Needs
from backend.sync.working import Working

T = TypeVar("T")
TRIES_NARROW = 3
TRIES_MOST = 6
KNOWN_MOST = 20_000
_EVERYTHING = "tote"
_WAIT_S = 0.004
_LOST_RACES = {"40001", "40P01", "23505"}
"""SQLSTATE of a serialization failure, a deadlock, a key that somebody else has just used."""


class Wider(Exception):  # noqa: N818
    """The transaction needs names that it does not hold, and others do."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(f"{len(needs)} names")
        self.needs = needs


class Held(Protocol):
    """What one transaction holds."""

    def devices(self, names: Iterable[str]) -> None:
        """Have the heads of these devices, and what they needed the last time."""

    def settled(self, load: Callable[[], Working]) -> Working:
        """Load, with everything held that was read."""

    def cover(self, state: Working) -> None:
        """Hold what was staged. Raises `Wider`."""


class Alone:
    """The one writer of a file holds everything."""

    def devices(self, names: Iterable[str]) -> None:
        """Nobody else moves them."""

    def settled(self, load: Callable[[], Working]) -> Working:
        """What is read does not change."""
        return load()

    def cover(self, state: Working) -> None:
        """Nobody else writes."""


Begin = Callable[[Callable[[sa.Connection], Any]], Any]


class Locks:
    """Runs commits, and remembers which names each device needed."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._known: OrderedDict[str, Needs] = OrderedDict()

    def run(self, work: Callable[[sa.Connection, Held], T]) -> T:
        """Run one commit; begun anew while another one comes first."""
        needs: Needs = {}
        for tried in range(1, TRIES_MOST + 1):
            wide = tried > TRIES_NARROW

            def once(connection: sa.Connection, needs: Needs = needs, *, wide: bool = wide) -> T:
                return work(connection, self._held(connection, needs, wide=wide))

            try:
                done: T = self._begin(once)
            except Wider as wider:
                needs |= wider.needs
            except sa.exc.DBAPIError as error:
                if tried == TRIES_MOST or getattr(error.orig, "sqlstate", None) not in _LOST_RACES:
                    raise
                time.sleep(random.uniform(0, _WAIT_S * 2**tried))  # noqa: S311  (spreads the next tries)
            else:
                return done
        raise AssertionError("who has the whole database needs no more")

    def _held(self, connection: sa.Connection, needs: Needs, *, wide: bool) -> Held:
        return Alone() if connection.dialect.name == "sqlite" else _Names(connection, needs, self._known, wide=wide)


class _Names:
    """The names that one transaction on PostgreSQL holds."""

    def __init__(self, connection: sa.Connection, needs: Needs, known: OrderedDict[str, Needs], *, wide: bool) -> None:
        self._connection, self._needs, self._known, self._wide = connection, needs, known, wide
        self._devices: list[str] = []
        self._held: Needs = {}

    def devices(self, names: Iterable[str]) -> None:
        self._devices = sorted(names)
        _lock_devices(self._connection, self._devices)
        if self._wide:
            self._take({_EVERYTHING: True})
            return
        first = dict(self._needs)
        for device in self._devices:
            _join(first, self._known.get(device, {}))
        self._take({_EVERYTHING: False})
        self._take(first)

    def settled(self, load: Callable[[], Working]) -> Working:
        state = load()
        while missing := self._missing(guards.reads(state)):
            self._try(missing)
            state = load()
        return state

    def cover(self, state: Working) -> None:
        read, written = guards.reads(state), guards.writes(state.changes())
        late = self._missing(read)
        if late:  # read while deciding, before it was held: only a new round can make it so
            raise Wider(_join(dict(read), written))
        missing = self._missing(written)
        if missing:
            self._try(missing)
        coarse = {name: alone for name, alone in read.items() if "=" not in name}
        for device in self._devices:
            self._known[device] = coarse
            self._known.move_to_end(device)
        while len(self._known) > KNOWN_MOST:
            self._known.popitem(last=False)

    def _missing(self, needs: Needs) -> Needs:
        if self._wide:
            return {}
        return {name: alone for name, alone in needs.items() if self._held.get(name, None) not in {True, alone}}

    def _take(self, needs: Needs) -> None:
        """Wait for names. Sorted, and the only place that waits: so nobody waits in a ring."""
        names = sorted(needs)
        if names:
            asked = {"names": [_number(n) for n in names], "alone": [needs[n] for n in names]}
            self._connection.execute(_TAKE, asked)
            _join(self._held, needs)

    def _try(self, needs: Needs) -> None:
        """Take names if nobody has them. Raises `Wider` with all that is needed, as far as is known."""
        names = sorted(needs)
        asked = {"names": [_number(n) for n in names], "alone": [needs[n] for n in names]}
        if not self._connection.scalar(_TRY, asked):
            raise Wider(_join(dict(self._held), needs))
        _join(self._held, needs)


def _join(into: Needs, more: Needs) -> Needs:
    for name, alone in more.items():
        into[name] = alone or into.get(name, False)
    return into


def _number(name: str) -> int:
    """The advisory lock of a name: 64 bits, the same in every process. Two names on one number only wait in vain."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


_ASKED = (
    sa.func.unnest(sa.bindparam("names", type_=ARRAY(sa.BigInteger)), sa.bindparam("alone", type_=ARRAY(sa.Boolean)))
    .table_valued("name", "alone", with_ordinality="place")
    .render_derived()
)
_TAKE = sa.select(
    sa.func.count(
        sa.case(
            (_ASKED.c.alone, sa.cast(sa.func.pg_advisory_xact_lock(_ASKED.c.name), sa.Text)),
            else_=sa.cast(sa.func.pg_advisory_xact_lock_shared(_ASKED.c.name), sa.Text),
        )
    )
)
"""Rows of an array come in its order, so the locks are taken in it."""
_TRY = sa.select(
    sa.func.bool_and(
        sa.case(
            (_ASKED.c.alone, sa.func.pg_try_advisory_xact_lock(_ASKED.c.name)),
            else_=sa.func.pg_try_advisory_xact_lock_shared(_ASKED.c.name),
        )
    )
)


def _lock_devices(connection: sa.Connection, names: list[str]) -> None:
    """Have the heads of devices; a device that is new gets one, so that its first two chunks cannot pass each other."""
    at = DEVICE_HEAD.c.device
    query = sa.select(at).where(at == sa.func.any(_NAMES)).order_by(at).with_for_update()
    absent = sorted(set(names) - set(connection.scalars(query, {"names": names})))
    if absent:
        zero = {"last_n": 0, "h": chain.START, "outcome_h": chain.START, "declared_n": 0, "durable_n": 0, "seen_at": 0}
        connection.execute(insert(DEVICE_HEAD).on_conflict_do_nothing(), [{"device": n, **zero} for n in absent])
        connection.execute(query, {"names": absent}).all()


def scopes(connection: sa.Connection, names: Iterable[str]) -> None:
    """Have the heads of scopes until the commit; a scope that is new gets one."""
    if connection.dialect.name == "sqlite":
        return
    wanted, at = sorted(names), HEAD.c.scope
    query = sa.select(at).where(at == sa.func.any(_NAMES)).order_by(at).with_for_update()
    absent = sorted(set(wanted) - set(connection.scalars(query, {"names": wanted})))
    if absent:
        zero = {"seq": 0, "floor": 0, "digest": chain.ZERO, "rows": 0}
        connection.execute(insert(HEAD).on_conflict_do_nothing(), [{"scope": n, **zero} for n in absent])
        connection.execute(query, {"names": absent}).all()


_NAMES = sa.bindparam("names", type_=ARRAY(sa.Text))
