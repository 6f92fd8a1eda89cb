"""`/api/labels`: the label of a carton, as PDF for any printer, PNG for a screen, ZPL for a label printer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, Router, get
from litestar.params import FromPath

from backend.api.auth import gate
from backend.api.errors import Problem
from backend.api.parts import parts_of, signed_in
from backend.domain.order.rows import Order
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.people.roles import Held, Right, may
from backend.domain.row import wh
from backend.domain.ship.rows import Manifest
from backend.domain.stock.rows import Warehouse
from backend.scanning.labels import CartonLabel, carton_pdf, carton_png, carton_zpl
from backend.store import rows as stored

AnyRequest = Request[Any, Any, Any]
_FORMS: dict[str, tuple[str, Callable[[CartonLabel], bytes]]] = {
    "pdf": ("application/pdf", carton_pdf),
    "png": ("image/png", carton_png),
    "zpl": ("application/zpl", carton_zpl),
}
_PACKED = {"packed", "loaded", "shipped"}


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
        purchase_order=orders[0].external_id if orders else "",
    )  # fmt: skip


@get("/carton/{name:path}", opt=gate.right(Right.LABEL))
async def carton_label_route(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
    """`/api/labels/carton/<carton id>.pdf`, `.png` or `.zpl`."""
    id_, _, form = name.strip("/").rpartition(".")
    if form not in _FORMS or not id_:
        raise Problem(404, "not_found", path=request.scope["path"][:200])
    roles = signed_in(request).roles
    parts = parts_of(request)
    media_type, render = _FORMS[form]
    async with parts.sync.load.screen.turn():
        content = render(await parts.store.query(lambda c: label_of(c, id_, roles)))
    return Response(content, media_type=media_type, headers={"cache-control": "no-store"})


ROUTER = Router("/api/labels", route_handlers=[carton_label_route], tags=["labels"])
