"""The demo world: two warehouses of a wholesaler to restaurants, with its goods, people, customers and orders."""

from backend.lab.world.entries import (
    CustomerEntry,
    LocationEntry,
    PackEntry,
    PersonEntry,
    ProductEntry,
    StockEntry,
    WarehouseEntry,
    World,
)
from backend.lab.world.read import read_world, sample_orders

__all__ = [
    "CustomerEntry",
    "LocationEntry",
    "PackEntry",
    "PersonEntry",
    "ProductEntry",
    "StockEntry",
    "WarehouseEntry",
    "World",
    "read_world",
    "sample_orders",
]
