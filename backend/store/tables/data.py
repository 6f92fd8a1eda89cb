"""The tables of the data, one a row type, with what must always hold."""

from __future__ import annotations

import sqlalchemy as sa

from backend.domain.customer.rows import Customer
from backend.domain.log.rows import LogFloor
from backend.domain.order.rows import Finding, Order, OrderLine, Reservation
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.people.rows import Device, Grant, Person
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.product.rows import Barcode, Lot, Product, ProductUnit
from backend.domain.row import ROWS, Row
from backend.domain.ship.rows import Manifest
from backend.domain.stock.lease import Lease
from backend.domain.stock.rows import Counter, Location, Move, Stock, StockPosition, Warehouse
from backend.domain.task.rows import ExceptionTask
from backend.store.tables.base import table_of


def check(name: str, rule: str) -> sa.CheckConstraint:
    """A named rule that the database holds."""
    return sa.CheckConstraint(rule, name=name)


TABLES: dict[type[Row], sa.Table] = {
    Person: table_of(Person),
    Grant: table_of(
        Grant, check("span", "to_v IS NULL OR to_v > from_v"), references={"person": "person"}, indexes=[("person",)]
    ),
    Device: table_of(Device),
    Product: table_of(Product, check("weight", "weight_g >= 0")),
    ProductUnit: table_of(ProductUnit, check("units_some", "units > 0"), references={"product": "product"}),
    Barcode: table_of(
        Barcode, check("units_some", "units > 0"), references={"product": "product"}, indexes=[("product",)]
    ),
    Lot: table_of(Lot, references={"product": "product"}, indexes=[("product",)]),
    Warehouse: table_of(Warehouse, check("prefix", "length(company_prefix) BETWEEN 7 AND 10")),
    Customer: table_of(Customer, check("credit", "credit_limit >= 0"), indexes=[("email",)]),
    Location: table_of(Location, sa.UniqueConstraint("warehouse", "code"), references={"warehouse": "warehouse"}),
    Stock: table_of(
        Stock,
        check("never_negative", "quantity >= 0"),
        check("allocated_some", "allocated >= 0"),
        references={"warehouse": "warehouse", "location": "location", "product": "product"},
        indexes=[("location",), ("product",)],
    ),
    StockPosition: table_of(
        StockPosition,
        check("no_oversell", "on_hand + short_open - reserved - leased >= 0"),
        check("parts", "on_hand >= 0 AND short_open >= 0 AND reserved >= 0 AND leased >= 0"),
        references={"warehouse": "warehouse", "product": "product"},
    ),
    Lease: table_of(
        Lease,
        check("within", "quantity > 0 AND used >= 0 AND used <= quantity"),
        check("open_rest", "state <> 'open' OR (used < quantity AND open_on = device)"),
        check("closed", "state = 'open' OR open_on = ''"),
        check("spent", "(state = 'spent') = (used = quantity)"),
        check("span", "reclaim_at >= use_by"),
        references={"person": "person", "warehouse": "warehouse", "product": "product"},
        indexes=[("open_on",), ("state", "reclaim_at")],
    ),
    Move: table_of(
        Move,
        check("some", "quantity > 0"),
        check("elsewhere", "from_location <> to_location"),
        references={"from_location": "location", "to_location": "location", "product": "product"},
        indexes=[("op",), ("from_location", "product", "lot"), ("to_location", "product", "lot")],
    ),
    LogFloor: table_of(LogFloor, check("counts_up", "floor >= 0")),
    Counter: table_of(Counter, check("counts_up", "next > 0")),
    Order: table_of(
        Order,
        references={"customer": "customer", "warehouse": "warehouse"},
        indexes=[("stage",), ("customer",), ("number",), ("channel", "external_id")],
    ),
    OrderLine: table_of(
        OrderLine,
        check(
            "amounts", "ordered > 0 AND reserved >= 0 AND picked >= 0 AND short >= 0 AND packed >= 0 AND shipped >= 0"
        ),
        references={"order": "sales_order", "product": "product"},
        indexes=[("order",)],
    ),
    Finding: table_of(Finding, references={"order": "sales_order"}, indexes=[("order",)]),
    Reservation: table_of(
        Reservation,
        check("some", "quantity >= 0"),
        references={"warehouse": "warehouse", "product": "product", "order_line": "order_line"},
        indexes=[("order_line",)],
    ),
    PickRun: table_of(PickRun, references={"warehouse": "warehouse", "picker": "person"}),
    PickSlot: table_of(
        PickSlot,
        references={"run": "pick_run", "shipment": "shipment", "tote": "tote"},
        indexes=[("run",), ("shipment",)],
    ),
    PickTask: table_of(
        PickTask,
        check("amounts", "quantity > 0 AND picked >= 0 AND put >= 0 AND short >= 0"),
        references={"run": "pick_run", "slot": "pick_slot", "location": "location", "product": "product"},
        indexes=[("run",), ("shipment",), ("slot",), ("shipment_line",)],
    ),
    Tote: table_of(Tote, references={"warehouse": "warehouse", "shipment": "shipment"}, indexes=[("shipment",)]),
    Shipment: table_of(Shipment, references={"warehouse": "warehouse", "order": "sales_order", "manifest": "manifest"}),
    ShipmentLine: table_of(
        ShipmentLine,
        check("amounts", "wanted >= 0 AND picked >= 0 AND packed >= 0 AND short >= 0"),
        references={"shipment": "shipment", "product": "product"},
        indexes=[("shipment",)],
    ),
    Carton: table_of(
        Carton,
        sa.UniqueConstraint("sscc"),
        check("sscc_18", "sscc IS NULL OR length(sscc) = 18"),
        references={"shipment": "shipment", "manifest": "manifest"},
        indexes=[("shipment",), ("manifest",)],
    ),
    CartonItem: table_of(
        CartonItem, check("some", "quantity >= 0"), references={"carton": "carton"}, indexes=[("carton",)]
    ),
    Manifest: table_of(Manifest, references={"warehouse": "warehouse"}),
    ExceptionTask: table_of(ExceptionTask, indexes=[("stage",), ("op",)]),
}
assert {r.table for r in TABLES} == set(ROWS), "each row type has its table"
