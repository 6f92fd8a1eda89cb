"""The demo world over HTTP: questions about orders, labels, and a file that comes in."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import pytest
from PIL import Image

from backend.api.auth.sign_in import record
from backend.domain.order.rows import Order
from backend.domain.pack.rows import Carton, CartonItem
from backend.lab.world import build, sample_orders
from backend.store import rows as stored
from tests.api.asgi import call, code
from tests.api.conftest import Run, World

JSON = {"content-type": "application/json"}


async def furnished(world: World) -> None:
    await build.furnish(world.parts.sync)
    await build.let_in(world.parts)


async def as_person(world: World, login: str) -> dict[str, str]:
    body = {"login": login, "password": build.PASSWORD}
    answer = await world.http.post("/api/auth/sign-in", json=body)
    return {"authorization": f"Bearer {answer.json()['access']}"}


async def get(world: World, path: str, login: str) -> tuple[int, Any]:
    status, _, body = await call(world.app, "GET", path, await as_person(world, login))
    return status, msgspec.json.decode(body)


def test_a_file_goes_in_once_and_says_what_is_wrong_with_it(run: Run) -> None:
    async def work(world: World) -> None:
        await furnished(world)
        path, content, who = "/api/intake/shopify?warehouse=ROT", sample_orders(), await as_person(world, "lena")
        dry = msgspec.json.decode((await call(world.app, "POST", f"{path}&dry_run=true", who, content))[2])
        assert dry["placed"] == []
        first = msgspec.json.decode((await call(world.app, "POST", path, who, content))[2])
        assert len(first["placed"]) == 13
        bad = [p for p in first["problems"] if p["severity"] == "error"]
        assert [(p["row"], p["column"], p["value"]) for p in bad if p["code"] == "quantity_bad"] == [
            (30, "Lineitem quantity", "2 boxes")
        ]
        again = msgspec.json.decode((await call(world.app, "POST", path, who, content))[2])
        assert (again["placed"], len(again["there_before"])) == ([], 13)
        status, _, body = await call(world.app, "POST", "/api/intake/shopify?warehouse=MOON", who, content)
        assert (status, code(body)) == (404, "no_warehouse")

    run(work)


def test_the_office_finds_orders_and_reads_their_story(run: Run) -> None:
    async def work(world: World) -> None:
        await furnished(world)
        await build.first_orders(world.parts.sync)
        _, found = await get(world, "/api/queries/order/search?text=10405", "omar")
        (order,) = found["orders"]
        assert order["number"] == "#10405"
        _, by_name = await get(world, "/api/queries/order/search?text=%25", "omar")
        assert by_name["orders"] == []
        _, held = await get(world, "/api/queries/order/search?stage=review&limit=1", "omar")
        assert (len(held["orders"]), held["more"]) == (1, True)
        reject = {"order": order["id"], "reason": "credit", "note": "no"}
        await record(world.parts, "sys:test", "order.reject", **reject)
        status, story = await get(world, f"/api/queries/order/story?order={order['id']}", "omar")
        assert status == 200
        assert story["order"]["stage"] == "rejected"
        assert [line["n"] for line in story["lines"]] == list(range(1, len(story["lines"]) + 1))
        assert story["findings"]
        assert [(s["kind"], s["out"], s["device"]) for s in story["steps"]] == [
            ("order.place@2", "applied", "sys:import"), ("order.reject@1", "applied", "sys:test"),
        ]  # fmt: skip
        assert story["steps"][1]["body"] == reject
        assert story["steps"][0]["at"] == world.clock.ms
        _, life = await get(world, "/api/queries/life/map?warehouse=ROT", "ingrid")
        counts = {s["stage"]: s["orders"] for s in life["stages"]}
        assert sum(counts.values()) == 13
        assert counts["rejected"] == 1
        _, elsewhere = await get(world, "/api/queries/life/map?warehouse=SZX", "ingrid")
        assert sum(s["orders"] for s in elsewhere["stages"]) == 0

    run(work)


@pytest.mark.parametrize("login", ["ana", "luc"])
def test_the_floor_and_sales_do_not_read_the_office(run: Run, login: str) -> None:
    async def work(world: World) -> None:
        await furnished(world)
        for path in ("order/search", "life/map", "order/story?order=x"):
            status, _ = await get(world, f"/api/queries/{path}", login)
            assert status == 403

    run(work)


def test_a_label_comes_in_four_forms_for_those_on_its_floor(run: Run) -> None:
    async def work(world: World) -> None:
        await furnished(world)
        await build.first_orders(world.parts.sync)
        await build.first_run(world.parts.sync)
        carton = await closed_carton(world)
        who = await as_person(world, "jonas")
        heads = {"pdf": b"%PDF", "png": b"\x89PNG", "zpl": b"^XA", "svg": b"<svg"}
        for form, head in heads.items():
            status, headers, body = await call(world.app, "GET", f"/api/labels/carton/{carton}.{form}", who)
            assert (status, body[: len(head)]) == (200, head)
            assert form in headers["content-type"]
            if form == "png":
                assert Image.open(io.BytesIO(body)).width > 700
            if form == "svg":
                assert "UN1993 · 3<" in body.decode()
                assert "UN1133" not in body.decode(), "what was taken out of the carton again is not in it"
        for wrong in (f"{carton}.gif", "nope/1.pdf", carton, f"{carton}.pdf/.."):
            assert (await call(world.app, "GET", f"/api/labels/carton/{wrong}", who))[0] == 404, wrong
        await world.person("far", ("packer", "SZX"))
        far = await world.sign_in("far")
        elsewhere = {"authorization": f"Bearer {far['access']}"}
        status, _, body = await call(world.app, "GET", f"/api/labels/carton/{carton}.pdf", elsewhere)
        assert (status, code(body)) == (404, "no_row")

    run(work)


async def closed_carton(world: World) -> str:
    """A carton of dangerous goods, its rows put there by hand: how it is packed is other tests' business."""
    orders = await world.parts.store.read(lambda c: stored.load_all(c, Order))
    order = next(o for o in orders if o.stage == "released")
    carton = Carton(
        id=f"{order.id}/1", ver=1, warehouse="ROT", shipment=order.id, order_number=order.number, number=1,
        stage="closed", sscc="095212340000000013", weight_g=1200, units=3,
    )  # fmt: skip
    items = [
        CartonItem(id=f"{carton.id}/{sku}/", ver=1, warehouse="ROT", carton=carton.id, product=sku, lot="", quantity=n)
        for sku, n in (("TEA-MINT-50", 2), ("COF-ESPR-1", 0))
    ]
    for sku, number in (("TEA-MINT-50", "UN1993"), ("COF-ESPR-1", "UN1133")):
        await record(world.parts, "sys:test", "product.classify", product=sku, un_number=number, hazard_class="3")
    await world.parts.store.write(lambda c: stored.insert(c, Carton, [carton]))
    await world.parts.store.write(lambda c: stored.insert(c, CartonItem, items))
    return carton.id
