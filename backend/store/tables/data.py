"""The tables of the data, one a row type, with what must always hold."""

from __future__ import annotations

import sqlalchemy as sa

from backend.domain.checkpoint.rows import Checkpoint, CheckpointEntry, CheckpointLast
from backend.domain.count.rows import CountLimit, StockCounted
from backend.domain.customer.rows import Customer
from backend.domain.device.rows import DeviceScanner
from backend.domain.inbound.rows import Inbound, InboundLine
from backend.domain.instruction.rows import Instruction, InstructionGot
from backend.domain.label.rows import Printer, PrintJob
from backend.domain.log.rows import LogFloor
from backend.domain.order.rows import Finding, Order, OrderLine, Reservation
from backend.domain.pack.block import SsccBlock
from backend.domain.pack.box import BoxType
from backend.domain.pack.like import PackLike
from backend.domain.pack.rows import Carton, CartonItem, Shipment, ShipmentLine
from backend.domain.paper.rows import PaperLine
from backend.domain.people.rows import Device, Grant, Person, Practice, Preference
from backend.domain.photo.rows import Photo
from backend.domain.pick.carts import CartType, ReleaseRule
from backend.domain.pick.replace import SubstituteAsk
from backend.domain.pick.rows import PickRun, PickSlot, PickTask, Tote
from backend.domain.pick.rules import PickRule
from backend.domain.pick.serials import PickedSerial
from backend.domain.process.rows import ProcessSwitch
from backend.domain.product.rows import Barcode, Lot, Product, ProductUnit
from backend.domain.product.substitutes import Substitute
from backend.domain.returns.rows import ReturnLine, ReturnReceipt
from backend.domain.row import ROWS, Row
from backend.domain.ship.hold import LoadHold
from backend.domain.ship.pallet import Pallet
from backend.domain.ship.rows import DriverSignature, Manifest
from backend.domain.ship.stops import ManifestStop
from backend.domain.stock.lease import Lease
from backend.domain.stock.rows import Counter, Location, Move, PickFace, Stock, StockPosition, Warehouse
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
    Practice: table_of(
        Practice,
        check("counts", "right_first BETWEEN 0 AND scans"),
        references={"id": "person", "warehouse": "warehouse"},
    ),
    Preference: table_of(
        Preference,
        check("sizes", "size BETWEEN 100 AND 200 AND volume BETWEEN 25 AND 100"),
        references={"id": "person"},
    ),
    Device: table_of(Device),
    DeviceScanner: table_of(
        DeviceScanner, check("times", "key_ms >= 0 AND gap_ms >= 0"), references={"person": "person"}
    ),
    Product: table_of(Product, check("weight", "weight_g >= 0")),
    ProductUnit: table_of(ProductUnit, check("units_some", "units > 0"), references={"product": "product"}),
    Substitute: table_of(
        Substitute,
        check("ratio", "gives > 0 AND per > 0"),
        check("apart", "product <> other"),
        references={"product": "product", "other": "product"},
        indexes=[("product",)],
    ),
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
    StockCounted: table_of(
        StockCounted,
        check("some", "counted >= 0"),
        check("waits", "(stage IN ('second', 'accept')) = (task <> '')"),
        references={"warehouse": "warehouse", "location": "location", "product": "product"},
        indexes=[("location",)],
    ),
    CountLimit: table_of(
        CountLimit,
        check("bounds", "units >= 0 AND percent BETWEEN 0 AND 100"),
        references={"warehouse": "warehouse"},
        indexes=[("warehouse",)],
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
    PickFace: table_of(
        PickFace,
        check("span", "least >= 0 AND most >= least"),
        references={"warehouse": "warehouse", "location": "location", "product": "product"},
    ),
    Inbound: table_of(Inbound, references={"warehouse": "warehouse"}),
    InboundLine: table_of(
        InboundLine,
        check("amounts", "expected >= 0 AND received >= 0 AND rejected >= 0"),
        references={"warehouse": "warehouse", "inbound": "inbound", "product": "product"},
        indexes=[("inbound",)],
    ),
    ReturnReceipt: table_of(
        ReturnReceipt, references={"warehouse": "warehouse", "shipment": "shipment"}, indexes=[("shipment",)]
    ),
    ReturnLine: table_of(
        ReturnLine,
        check("amounts", "expected >= 0 AND restocked >= 0 AND quarantined >= 0 AND scrapped >= 0"),
        references={"warehouse": "warehouse", "receipt": "return_receipt", "product": "product"},
        indexes=[("receipt",)],
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
    PickRule: table_of(
        PickRule,
        check("days", "least_days >= 0"),
        references={"warehouse": "warehouse"},
        indexes=[("warehouse",)],
    ),
    CartType: table_of(
        CartType,
        check("sizes", "slots > 0 AND kilograms >= 0 AND litres >= 0"),
        references={"warehouse": "warehouse"},
        indexes=[("warehouse",)],
    ),
    ReleaseRule: table_of(ReleaseRule, check("hours", "urgent_hours >= 0"), references={"warehouse": "warehouse"}),
    PickedSerial: table_of(
        PickedSerial,
        references={"warehouse": "warehouse", "product": "product"},
        indexes=[("task",), ("shipment",)],
    ),
    SubstituteAsk: table_of(
        SubstituteAsk,
        check("some", "units > 0"),
        references={"warehouse": "warehouse", "order": "sales_order", "product": "product", "other": "product"},
        indexes=[("stage",)],
    ),
    Tote: table_of(Tote, references={"warehouse": "warehouse", "shipment": "shipment"}, indexes=[("shipment",)]),
    Shipment: table_of(
        Shipment,
        references={"warehouse": "warehouse", "order": "sales_order", "manifest": "manifest"},
        indexes=[("order_number",)],
    ),
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
        indexes=[("shipment",), ("manifest",), ("pallet",)],
    ),
    CartonItem: table_of(
        CartonItem, check("some", "quantity >= 0"), references={"carton": "carton"}, indexes=[("carton",)]
    ),
    SsccBlock: table_of(
        SsccBlock,
        check("within", "first >= 0 AND count > 0 AND used >= 0 AND used <= count"),
        check("extension", "extension BETWEEN 0 AND 9"),
        check("open_rest", "state <> 'open' OR (used < count AND open_on = device)"),
        check("closed", "state = 'open' OR open_on = ''"),
        check("spent", "state <> 'spent' OR used = count"),
        references={"warehouse": "warehouse"},
        indexes=[("open_on",)],
    ),
    BoxType: table_of(
        BoxType,
        check("sizes", "length_mm > 0 AND width_mm > 0 AND height_mm > 0 AND max_g > 0 AND tare_g >= 0"),
        references={"warehouse": "warehouse"},
    ),
    PackLike: table_of(PackLike, references={"warehouse": "warehouse"}),
    Pallet: table_of(
        Pallet,
        check("sscc_18", "length(id) = 18"),
        check("some", "cartons >= 0"),
        references={"warehouse": "warehouse"},
    ),
    LoadHold: table_of(
        LoadHold, check("subject", "(shipment = '') <> (product = '')"), references={"warehouse": "warehouse"}
    ),
    ManifestStop: table_of(
        ManifestStop,
        check("stops", "stop >= 0"),
        references={"manifest": "manifest", "shipment": "shipment"},
        indexes=[("manifest",), ("shipment",)],
    ),
    DriverSignature: table_of(DriverSignature, references={"manifest": "manifest"}),
    Manifest: table_of(Manifest, references={"warehouse": "warehouse"}),
    Printer: table_of(
        Printer,
        check("port", "port BETWEEN 1 AND 65535"),
        check("size", "dpi > 0 AND width_mm > 0 AND height_mm > 0"),
        references={"warehouse": "warehouse"},
        indexes=[("warehouse",)],
    ),
    PrintJob: table_of(
        PrintJob,
        check("amounts", "copies > 0 AND tries >= 0"),
        check("queued", "(state IN ('waiting', 'printing')) = (open_in IS NOT NULL)"),
        check("shown", "NOT cleared OR label = ''"),
        references={"warehouse": "warehouse"},
        indexes=[("open_in", "cleared", "state_at"), ("subject",)],
    ),
    Photo: table_of(
        Photo,
        check("hash", "length(sha256) = 64"),
        references={"warehouse": "warehouse"},
        indexes=[("delivery",), ("sha256",)],
    ),
    ProcessSwitch: table_of(
        ProcessSwitch,
        sa.UniqueConstraint("warehouse", "switch"),
        references={"warehouse": "warehouse"},
    ),
    Instruction: table_of(Instruction, references={"warehouse": "warehouse"}),
    InstructionGot: table_of(InstructionGot, references={"person": "person", "instruction": "instruction"}),
    Checkpoint: table_of(Checkpoint, check("some", "hours > 0"), references={"warehouse": "warehouse"}),
    CheckpointLast: table_of(CheckpointLast, references={"warehouse": "warehouse"}, indexes=[("checkpoint",)]),
    CheckpointEntry: table_of(CheckpointEntry, references={"warehouse": "warehouse"}, indexes=[("warehouse", "at")]),
    PaperLine: table_of(PaperLine, check("some", "units >= 0"), references={"warehouse": "warehouse"}),
    ExceptionTask: table_of(ExceptionTask, indexes=[("stage",), ("op",)]),
}
assert {r.table for r in TABLES} == set(ROWS), "each row type has its table"
