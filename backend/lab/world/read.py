"""Reads the demo world's CSV files. Pure content: no ids are drawn, no op is made, the same on every run."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import TypeVar

import msgspec
from msgspec import Struct

from backend.lab.world.entries import (
    BoxEntry,
    CustomerEntry,
    LocationEntry,
    PersonEntry,
    ProductEntry,
    StockEntry,
    WarehouseEntry,
    World,
)

_Entry = TypeVar("_Entry", bound=Struct)


def read_world() -> World:
    """The world as the files next to this one have it."""
    return World(
        warehouses=_entries("warehouses.csv", WarehouseEntry),
        locations=_entries("locations.csv", LocationEntry),
        boxes=_entries("boxes.csv", BoxEntry),
        products=_entries("products.csv", ProductEntry),
        customers=_entries("customers.csv", CustomerEntry),
        people=_entries("people.csv", PersonEntry),
        stock=_entries("stock.csv", StockEntry),
    )


def sample_orders() -> bytes:
    """A shop's orders export for the demo, as a file: 14 orders, one of them with a bad row and one twice."""
    return (files(__package__) / "orders-shopify.csv").read_bytes()


def _entries(name: str, kind: type[_Entry]) -> tuple[_Entry, ...]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    # An empty cell is a field that keeps its default; numbers and dates come as text.
    rows = [{key: cell for key, cell in row.items() if cell} for row in csv.DictReader(text.splitlines())]
    return tuple(msgspec.convert(rows, list[kind], strict=False))  # type: ignore[valid-type]
