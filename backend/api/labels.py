"""`/api/labels`: any label, as PDF for any printer, SVG or PNG for a screen, ZPL for a label printer.

Who asks brings what stands on the label; only cartons are looked up here. A badge is printed by who has its secret: it
is shown once, to who issued it, and a made-up one signs nobody in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any, Literal

import sqlalchemy as sa
from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from backend.api.auth import gate
from backend.api.errors import Problem
from backend.api.parts import parts_of, signed_in
from backend.domain.order.rows import Order
from backend.domain.pack.rows import Carton, CartonItem, Shipment
from backend.domain.people.roles import Held, Right, may
from backend.domain.product.rows import Product
from backend.domain.row import wh
from backend.domain.ship.rows import Manifest
from backend.domain.stock.rows import Warehouse
from backend.scanning import labels
from backend.scanning.labels import LABELS_MAX, OWN, SHEETS, CartonLabel, Label, LabelError
from backend.scanning.labels.sheets import Sheet
from backend.store import rows as stored

AnyRequest = Request[Any, Any, Any]
Form = Literal["svg", "png", "pdf", "zpl"]
MEDIA: dict[Form, str] = {
    "svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "zpl": "application/zpl",
}  # fmt: skip
FEW = 24
"""More labels than this at once take turns with reports, not with screens."""
_PACKED = {"packed", "loaded", "shipped"}


class Ask(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Labels, and as what. A picture holds one label."""

    labels: Annotated[tuple[Label, ...], Meta(min_length=1, max_length=LABELS_MAX)]
    form: Form
    sheet: Annotated[str, Meta(max_length=40)] = OWN
    """Of a PDF: one of `GET /api/labels/sheets`, or `own` for pages of each label's size."""
    first: Annotated[int, Meta(ge=0, le=999)] = 0
    """Of a sheet: the place of the first label, counted from 0 row by row."""
    dpi: Literal[203, 300, 600] = 203
    """Of PNG and ZPL."""


def drawn(ask: Ask) -> bytes:
    """The bytes. Raises LabelError."""
    if ask.form == "pdf":
        return labels.pdf(ask.labels, ask.sheet, ask.first)
    if ask.form == "zpl":
        return labels.zpl(ask.labels, ask.dpi)
    if len(ask.labels) != 1:
        raise LabelError("label_one", count=len(ask.labels))
    return labels.svg(ask.labels[0]).encode() if ask.form == "svg" else labels.png(ask.labels[0], ask.dpi)


async def answered(request: AnyRequest, ask: Ask) -> Response[bytes]:
    """The labels, drawn on another thread in its turn. Raises a 422 for what could not be scanned."""
    load = parts_of(request).sync.load
    async with (load.screen if len(ask.labels) <= FEW else load.report).turn():
        try:
            content = await asyncio.to_thread(drawn, ask)
        except LabelError as error:
            raise Problem(422, error.code, ("correct_it",), **error.params) from None
    return Response(content, media_type=MEDIA[ask.form], headers={"cache-control": "no-store"})


def label_of(connection: sa.Connection, id_: str, roles: tuple[Held, ...]) -> CartonLabel:
    """What stands on the label of a carton. Raises a 404 where the person may not print in its warehouse."""
    cartons = stored.load(connection, Carton, "id", [id_])
    if not cartons or not may(Right.LABEL, wh(cartons[0].warehouse), roles):
        raise Problem(404, "no_row", table="carton", id=id_)
    carton = cartons[0]
    if carton.sscc is None:
        raise Problem(409, "no_label", ("close_carton",), id=id_)
    (shipment,) = stored.load(connection, Shipment, "id", [carton.shipment])
    (house,) = stored.load(connection, Warehouse, "id", [carton.warehouse])
    orders = stored.load(connection, Order, "id", [shipment.order])
    carriers = [m.carrier for m in stored.load(connection, Manifest, "id", [m for m in (carton.manifest,) if m])]
    place = f"{shipment.ship_zip} {shipment.ship_city}".strip()
    lines = (shipment.ship_name, shipment.ship_street, place, shipment.ship_country)
    return CartonLabel(
        sscc=carton.sscc, order_number=carton.order_number, ship_to=tuple(line for line in lines if line),
        from_name=house.name_en, carton_no=carton.number,
        carton_count=shipment.cartons if shipment.stage in _PACKED and shipment.cartons else None,
        weight_g=carton.weight_g, carrier=carriers[0] if carriers else "",
        purchase_order=orders[0].external_id if orders else "", dangerous=_dangerous(connection, carton),
    )  # fmt: skip


def _dangerous(connection: sa.Connection, carton: Carton) -> tuple[str, ...]:
    """The marks of what lies in a carton, each once, by number."""
    inside = {item.product for item in stored.load(connection, CartonItem, "carton", [carton.id]) if item.quantity > 0}
    return tuple(sorted({mark for p in stored.load(connection, Product, "id", sorted(inside)) if (mark := p.danger)}))


@get("/carton/{name:path}", opt=gate.right(Right.LABEL))
async def carton_label_route(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
    """`/api/labels/carton/<carton id>.pdf`, `.svg`, `.png` or `.zpl`."""
    id_, _, form = name.strip("/").rpartition(".")
    if form not in MEDIA or not id_:
        raise Problem(404, "not_found", path=request.scope["path"][:200])
    roles = signed_in(request).roles
    label = await parts_of(request).store.query(lambda c: label_of(c, id_, roles))
    return await answered(request, Ask(labels=(label,), form=form))


@post("/", opt=gate.right(Right.LABEL), status_code=200)
async def labels_route(request: AnyRequest, data: JSONBody[Ask]) -> Response[bytes]:
    """Any labels: `{"labels": [{"kind": "location", "code": "A-12-04"}], "form": "pdf", "sheet": "a4-24"}`."""
    return await answered(request, data)


@get("/sheets", opt=gate.right(Right.LABEL), sync_to_thread=False)
def sheets_route() -> Sequence[Sheet]:
    """The sheets of sticky labels that a PDF may be made for, in millimetres."""
    return tuple(SHEETS.values())


ROUTER = Router("/api/labels", route_handlers=[carton_label_route, labels_route, sheets_route], tags=["labels"])
