"""How many live sockets there may be, and how many of them before they have said who they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Sockets:
    """Counts the sockets of this process against two limits."""

    def __init__(self, most: int) -> None:
        self.open = self.waiting = 0
        self._most = most

    @property
    def full(self) -> bool:
        """Whether one more has to come later. Those who have not said hello yet may take half of the places."""
        return self.open >= self._most or self.waiting >= max(1, self._most // 2)

    @contextmanager
    def one(self) -> Iterator[Callable[[], None]]:
        """While a socket is open; gives a function to call once it is known whose it is."""
        known: list[bool] = []

        def greeted() -> None:
            if not known:
                known.append(True)
                self.waiting -= 1

        self.open += 1
        self.waiting += 1
        try:
            yield greeted
        finally:
            greeted()
            self.open -= 1
