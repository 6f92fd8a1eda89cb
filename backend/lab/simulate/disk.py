"""A device's storage as it fails: it forgets what was written last, dies within a transaction, or is gone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from backend.sync.client.kept import JOURNAL, OUTBOX
from backend.sync.client.outbox import id_of
from backend.sync.client.storage import Disk, Memory, Stores, Tx


class Died(BaseException):
    """The process ends here, within a transaction."""


class Failing(Memory):
    """A storage over a disk; `dies` is asked at each commit."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(disk)
        self.dies: Callable[[], bool] = lambda: False

    @contextlib.contextmanager
    def begin(self) -> Iterator[Tx]:
        """A transaction; torn ones leave nothing behind."""
        with super().begin() as tx:
            yield tx
            if getattr(tx, "changed", False) and self.dies():
                raise Died


def copy(stores: Stores) -> Stores:
    """The same stores once more. Values never change, so they are shared."""
    return {name: dict(pairs) for name, pairs in stores.items()}


def ops_in(stores: Stores) -> set[str]:
    """The ids of the ops that are on a disk."""
    found = {id_of(kept) for store in (OUTBOX, JOURNAL) for kept in stores.get(store, {}).values()}
    return found | {id_of(kept) for kept in stores.get("former", {}).values()}
