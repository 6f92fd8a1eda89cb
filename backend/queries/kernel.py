"""What a query is: a question that anybody with its right may ask, answered from one snapshot. It never writes.

A query is one file: `queries/order/story.py` holds `OrderStory`, name `order.story`, route `/api/queries/order/story`.
Its fields are the parameters; `answer` reads and returns a Struct.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import ClassVar, TypeVar

import sqlalchemy as sa
from msgspec import Struct

import backend.queries as here
from backend.domain.people.roles import Held, Right


class Asker(Struct, frozen=True):
    """Who asks."""

    person: str
    roles: tuple[Held, ...]


class NotThere(Exception):  # noqa: N818
    """What is asked about does not exist, or not for the asker: the two must look alike."""

    def __init__(self, table: str, id_: str) -> None:
        super().__init__(table, id_)
        self.table, self.id = table, id_


class Query(Struct, frozen=True, kw_only=True):
    """The parameters of a question."""

    name: ClassVar[str]
    right: ClassVar[Right]
    """Held in at least one place; where it must be held is for `answer` to ask."""

    def answer(self, connection: sa.Connection, asker: Asker) -> Struct:
        """The answer. Raises `NotThere`."""
        raise NotImplementedError


QueryType = TypeVar("QueryType", bound=type[Query])
_QUERIES: dict[str, type[Query]] = {}


def query(*, right: Right) -> Callable[[QueryType], QueryType]:
    """Class decorator: enters a query under the name that its path gives."""

    def enter(cls: QueryType) -> QueryType:
        job, word = cls.__module__.split(".")[-2:]
        cls.name, cls.right = f"{job}.{word}", right
        expected = "".join(p.capitalize() for p in f"{job}_{word}".split("_"))
        assert cls.__name__ == expected, f"{cls.name}: name the class {expected}"
        _QUERIES[cls.name] = cls
        return cls

    return enter


@cache
def queries() -> dict[str, type[Query]]:
    """All queries, by name."""
    for job in pkgutil.iter_modules(here.__path__):
        if job.ispkg:
            package = importlib.import_module(f"{here.__name__}.{job.name}")
            for module in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{package.__name__}.{module.name}")
    return dict(sorted(_QUERIES.items()))
