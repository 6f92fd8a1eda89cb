"""Where a device keeps its state: named stores of keys and values, changed in transactions that hold or never were."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Protocol, Self


class Tx(Protocol):
    """One transaction. Keys are text; values are frozen Structs of `kept.py`, or bytes."""

    def get(self, store: str, key: str) -> Any:
        """The value, or none."""

    def put(self, store: str, key: str, value: Any) -> None:
        """Store a value."""

    def delete(self, store: str, key: str) -> None:
        """Remove a value; nothing happens if there is none."""

    def items(self, store: str, after: str = "", most: int = -1) -> list[tuple[str, Any]]:
        """The pairs of a store whose key is greater than `after`, in the order of their keys; at most so many."""

    def last(self, store: str) -> str:
        """The greatest key of a store; empty text if there is none."""

    def stores(self, prefix: str) -> list[str]:
        """The names of the stores that hold something and begin so."""


class Storage(Protocol):
    """Transactions over the stores. Several tabs or processes may hold one each over the same state."""

    def begin(self) -> contextlib.AbstractContextManager[Tx]:
        """One transaction at a time. On disk, to survive a power cut, when the block has ended; undone if it raises."""

    def foreign(self) -> bool:
        """Whether somebody else has changed the state since this was last asked."""


Stores = dict[str, dict[str, Any]]


class Disk:
    """The state that several `Memory` share."""

    def __init__(self, stores: Stores | None = None) -> None:
        self.stores: Stores = stores or {}
        self.commits = 0


class Memory:
    """A storage in memory: for tests, simulation, and devices that need not outlive their process."""

    def __init__(self, disk: Disk | None = None) -> None:
        self.disk = disk or Disk()
        self._seen = self.disk.commits

    def begin(self) -> contextlib.AbstractContextManager[Tx]:
        """A transaction. Not to be nested."""
        return MemoryTx(self.disk.stores, self._committed)

    def _committed(self) -> None:
        self._seen += self._seen == self.disk.commits
        self.disk.commits += 1

    def foreign(self) -> bool:
        """Whether another tab has committed."""
        before, self._seen = self._seen, self.disk.commits
        return before != self._seen


class MemoryTx:
    """Changes in place; what was there before is remembered, to take it back."""

    def __init__(self, stores: Stores, committed: Callable[[], None]) -> None:
        self._stores, self._committed = stores, committed
        self._before: list[tuple[str, str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.undo()
        elif self._before:
            self._committed()

    def get(self, store: str, key: str) -> Any:
        found = self._stores.get(store)
        return found.get(key) if found else None

    def put(self, store: str, key: str, value: Any) -> None:
        into = self._stores.setdefault(store, {})
        self._before.append((store, key, into.get(key)))
        into[key] = value

    def delete(self, store: str, key: str) -> None:
        found = self._stores.get(store)
        if found and key in found:
            self._before.append((store, key, found.pop(key)))

    def items(self, store: str, after: str = "", most: int = -1) -> list[tuple[str, Any]]:
        found = self._stores.get(store)
        if not found:
            return []
        keys = [key for key in found if key > after] if after else list(found)
        ordered = sorted(keys) if most != 1 else [min(keys)] if keys else []
        return [(key, found[key]) for key in (ordered if most < 0 else ordered[:most])]

    def last(self, store: str) -> str:
        return max(self._stores.get(store, ()), default="")

    def stores(self, prefix: str) -> list[str]:
        return sorted(name for name, pairs in self._stores.items() if pairs and name.startswith(prefix))

    def undo(self) -> None:
        """Put everything back as it was."""
        for store, key, value in reversed(self._before):
            if value is None:
                self._stores[store].pop(key, None)
            else:
                self._stores[store][key] = value
