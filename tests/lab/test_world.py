"""The demo world fits together."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from backend.exchange.intake.shopify import read_orders
from backend.lab.world import World, read_world, sample_orders
from backend.scanning.checkdigit import ends_right
from backend.scanning.gtin import normalise
from backend.scanning.own_code import fits


@pytest.fixture(scope="module")
def world() -> World:
    return read_world()


def test_the_world_has_the_size_that_the_demo_tells(world: World) -> None:
    assert [w.code for w in world.warehouses] == ["ROT", "SZX"]
    assert len(world.products) == 120
    assert len(world.customers) == 30
    kinds = Counter(p.kind for p in world.locations if p.warehouse == "ROT")
    assert kinds == {"bin": 108, "tote": 24, "pack": 2, "dock": 2, "receive": 1, "stage": 1, "quarantine": 1}


def test_every_barcode_is_a_gtin_of_the_example_range_and_stands_for_one_pack(world: World) -> None:
    packs = [pack for product in world.products for pack in product.packs]
    codes = Counter(normalise(pack.gtin) for pack in packs)
    assert None not in codes
    assert max(codes.values()) == 1
    assert all(code and code[1:4] == "952" and ends_right(code) for code in codes)
    assert {len(pack.gtin) for pack in packs if pack.level == "each"} == {13}
    assert {len(pack.gtin) for pack in packs if pack.level != "each"} == {14}


def test_packs_hold_whole_smaller_packs_and_weigh_more(world: World) -> None:
    for product in world.products:
        assert all(big.units % small.units == 0 for small, big in pairwise(product.packs)), product.sku
        assert all(big.weight_g >= small.weight_g > 0 for small, big in pairwise(product.packs)), product.sku
        assert product.packs[-1].weight_g <= 1_200_000, product.sku
        assert 0 < product.cost_minor < product.price_minor, product.sku


def test_names_stand_in_both_languages_and_keys_are_unique(world: World) -> None:
    assert all(any(char > "\u4e00" for char in product.name_zh) for product in world.products)
    for keys in (
        [p.sku for p in world.products],
        [p.name_en for p in world.products],
        [c.number for c in world.customers],
        [c.email for c in world.customers],
        [p.id for p in world.people],
        [p.badge for p in world.people],
        [(x.warehouse, x.code) for x in world.locations],
    ):
        assert len(keys) == len(set(keys))


def test_every_place_and_badge_can_be_printed_as_a_label(world: World) -> None:
    for place in world.locations:
        number = place.code.removeprefix("T-")
        assert fits("tote", number) if place.kind == "tote" else fits("location", place.code), place.code
    assert all(fits("badge", person.badge) for person in world.people)


def test_the_walk_goes_up_one_aisle_and_down_the_next(world: World) -> None:
    bins = [place for place in world.locations if place.warehouse == "ROT" and place.kind == "bin"]
    walk = [place.code for place in sorted(bins, key=lambda place: place.pick_sequence)]
    assert [walk[0], walk[35], walk[36], walk[71], walk[72], walk[-1]] == [
        "A-01-01", "A-12-03", "B-12-01", "B-01-03", "C-01-01", "C-12-03",
    ]  # fmt: skip
    assert len({place.pick_sequence for place in bins}) == len(bins)


def test_neighbours_never_share_check_digits(world: World) -> None:
    for warehouse in ("ROT", "SZX"):
        digits = [x.check_digits for x in world.locations if x.warehouse == warehouse and x.kind == "bin"]
        assert all(len(code) == 2 and code.isdigit() for code in digits)
        assert all(code not in digits[max(0, at - 3) : at] for at, code in enumerate(digits))


def test_stock_lies_in_bins_and_has_a_lot_where_the_product_is_tracked(world: World) -> None:
    bins = {(x.warehouse, x.code) for x in world.locations if x.kind == "bin"}
    products = {product.sku: product for product in world.products}
    for entry in world.stock:
        product = products[entry.sku]
        assert (entry.warehouse, entry.location) in bins
        assert entry.quantity > 0
        assert bool(entry.lot) == (product.lot_tracked == "yes")
        assert (entry.expires_in_days is not None) == (product.shelf_life_days is not None)
        assert entry.expires_in_days is None or entry.expires_in_days <= (product.shelf_life_days or 0)
    keys = [(entry.warehouse, entry.location, entry.sku, entry.lot) for entry in world.stock]
    assert len(keys) == len(set(keys))
    assert {entry.sku for entry in world.stock if entry.warehouse == "ROT"} == set(products)


def test_a_lot_expires_on_one_day(world: World) -> None:
    days: dict[tuple[str, str], set[int | None]] = {}
    for entry in world.stock:
        days.setdefault((entry.sku, entry.lot), set()).add(entry.expires_in_days)
    assert all(len(found) == 1 for found in days.values())


def test_people_cover_every_role_and_work_in_a_warehouse_that_is_there(world: World) -> None:
    assert Counter(person.role for person in world.people) == {
        "picker": 2, "packer": 1, "dock": 1, "receiver": 1, "lead": 1, "sales": 1,
        "manager": 1, "finance": 1, "service": 1, "admin": 1,
    }  # fmt: skip
    codes = {warehouse.code for warehouse in world.warehouses}
    assert {person.warehouse for person in world.people} <= codes | {""}
    reps = {person.id for person in world.people if person.role == "sales"}
    assert {customer.rep for customer in world.customers} == reps | {None}
    assert [customer.name_en for customer in world.customers if customer.blocked == "yes"] == ["Bodega Nueve"]


def test_the_sample_orders_are_of_known_goods_with_true_totals(world: World) -> None:
    reading = read_orders(sample_orders())
    skus = {product.sku for product in world.products}
    prices = {product.sku: product.price_minor for product in world.products}
    assert [order.number for order in reading.orders] == [f"#{n}" for n in range(10401, 10415) if n != 10407]
    assert [problem.code for problem in reading.problems] == ["order_left_out", "quantity_bad", "order_twice_same"]
    for line in (line for order in reading.orders for line in order.lines):
        assert line.sku in skus
        assert line.unit_price == prices[line.sku]


def test_all_but_one_of_the_sample_orders_are_of_known_customers(world: World) -> None:
    emails = {customer.email for customer in world.customers}
    strangers = [order.number for order in read_orders(sample_orders()).orders if order.email not in emails]
    assert strangers == ["#10411"]
