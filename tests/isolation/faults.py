"""What a broken engine does: planted in a writer, to see that the checker finds it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from backend.store import engine
from backend.sync import changelog, guards, locks

_PAUSE_S = 0.0005
_pausing = False


def pause() -> None:
    """Between reading and writing, so that a planted fault shows soon; the sound engine runs without."""
    if _pausing:
        time.sleep(_PAUSE_S)


def no_guards() -> None:
    """Nothing is locked but the device and, at the end, the heads."""
    locks._Names.settled = lambda _self, load: load()  # type: ignore[method-assign]
    locks._Names.cover = lambda _self, _state: None  # type: ignore[method-assign]


def shared_guards() -> None:
    """Floors are shared, and writers do not ask for more."""
    guards.is_alone = lambda _name: False
    locks.guards.writes = lambda _changes: {}


def there_only(state: Any) -> guards.Needs:
    """The names of rows that are there, and none for a row that is not, or for a list."""
    return {name: guards.is_alone(name) for *_, row in state.asked() if row is not None for name in [guards.guard(row)]}


def no_head_locks() -> None:
    """Numbers of changes come from a sequence, as in many an outbox, and not from a head that is locked."""
    sound = changelog._heads

    def unlocked(connection: sa.Connection, names: Any) -> dict[str, changelog.Scope]:
        take, locks.scopes = locks.scopes, lambda _c, _n: None
        try:
            found = sound(connection, names)
        finally:
            locks.scopes = take
        for scope in found.values():
            scope.seq = scope.start = 100 * int(connection.scalar(sa.select(sa.func.nextval("bare"))) or 0)
        pause()
        return found

    changelog._heads = unlocked


def deferred_begin() -> None:
    """SQLite begins as the driver would: it locks at the first write, long after it has read."""
    prepare = engine._prepare

    def prepared(made: Any, *, write: bool) -> None:
        prepare(made, write=False)
        if write:

            @engine.event.listens_for(made, "connect")
            def _writes(connection: Any, _record: Any) -> None:
                connection.execute("PRAGMA query_only=OFF")

    engine._prepare = prepared


def no_transaction() -> None:
    """SQLite reads in a transaction of its own, before the one that writes."""
    begin = locks.Alone

    def settled(_self: Any, load: Callable[[], Any]) -> Any:
        state = load()
        connection = state._connection
        connection.exec_driver_sql("COMMIT")
        pause()
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return state

    begin.settled = settled  # type: ignore[method-assign]


PLANTED: dict[str, Callable[[], None]] = {
    "no guards": no_guards,
    "shared guards": shared_guards,
    "no head locks": no_head_locks,
    "deferred begin": deferred_begin,
    "no transaction": no_transaction,
}


def plant(name: str) -> None:
    """Break this process; nothing for an empty name."""
    global _pausing  # noqa: PLW0603
    if name:
        _pausing = True
        PLANTED[name]()
