"""Waves: who shares a cart with whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.pick.wave import HOUR_MS, PLANNED_MS_MAX, Candidate, Cart, is_mixed, propose

CART = Cart(4)


def order(id_: str, due: int | None, aisles: str, grams: int = 0, millilitres: int = 0) -> Candidate:
    goods = frozenset((aisle, "PEN") for aisle in aisles)
    return Candidate(id_, due, frozenset(aisles), len(aisles), 1, grams, millilitres, goods)


def carts(*candidates: Candidate, mode: str = "cluster", cart: Cart = CART, until: int = 0) -> list[tuple[str, ...]]:
    return [run.orders for run in propose(candidates, "single" if mode == "single" else "cluster", cart, until)]


def test_the_order_that_is_due_first_takes_along_what_lies_on_its_way() -> None:
    far, near, first = order("far", 2, "XYZ"), order("near", 3, "AB"), order("first", 1, "AB")
    assert carts(far, near, first, cart=Cart(2)) == [("first", "near"), ("far",)]


def test_urgent_orders_go_first_and_never_with_others() -> None:
    soon, later, also = order("soon", 5, "A"), order("later", 50, "A"), order("also", 9, "Z")
    runs = propose((later, also, soon), "cluster", Cart(8), 10)
    assert carts(order("never", None, "A"), later, until=99) == [("later",), ("never",)]
    assert [(run.orders, run.urgent) for run in runs] == [(("soon", "also"), True), (("later",), False)]


def test_one_order_a_walk() -> None:
    assert carts(order("a", 1, "A"), order("b", 2, "A"), mode="single") == [("a",), ("b",)]


def test_a_cart_takes_no_more_than_it_bears_and_holds() -> None:
    a, b, c = order("a", 1, "A", 600, 10), order("b", 2, "A", 600, 10), order("c", 3, "A", 300, 90)
    assert carts(a, b, c, cart=Cart(4, grams=1000)) == [("a", "c"), ("b",)]
    assert carts(a, b, c, cart=Cart(4, millilitres=50)) == [("a", "b"), ("c",)]
    assert [run.over for run in propose((a, b, c), "cluster", Cart(4, millilitres=50), 0)] == [False, True]


def test_what_a_batch_takes_from_one_bin_for_several_orders_is_one_stop() -> None:
    a, b, c = order("a", 1, "AB"), order("b", 2, "XY"), order("c", 3, "AB")
    runs = propose((a, b, c), "batch", Cart(2), 0)
    assert [(run.orders, run.stops) for run in runs] == [(("a", "c"), 2), (("b",), 2)]


def test_urgent_and_not_is_mixed_but_for_what_has_become_so_since_the_plan() -> None:
    now = 1_800_000_000_000
    limit = now + 4 * HOUR_MS
    assert is_mixed([now, None], now, 4)
    assert is_mixed([limit - PLANNED_MS_MAX, limit + 1], now, 4)
    assert not is_mixed([limit - PLANNED_MS_MAX + 1, limit + 1, None], now, 4)
    assert not is_mixed([now - HOUR_MS, limit], now, 4)
    assert not is_mixed([limit + 1, None], now, 4)
    assert not is_mixed([], now, 4)


some = st.builds(
    Candidate, st.uuids().map(str), st.integers(0, 20), st.frozensets(st.sampled_from("ABCDE"), max_size=3),
    st.integers(0, 5), st.integers(0, 9), st.integers(0, 900), st.integers(0, 900),
)  # fmt: skip


@given(st.lists(some, max_size=25), st.integers(1, 6), st.sampled_from((0, 1000)), st.integers(0, 20))
def test_each_order_goes_once_and_no_cart_is_overloaded(
    all_: list[Candidate], slots: int, most: int, until: int
) -> None:
    by_id = {c.order: c for c in all_}
    runs = propose(all_, "cluster", Cart(slots, most, most), until)
    assert sorted(o for run in runs for o in run.orders) == sorted(by_id)
    for run in runs:
        assert {(by_id[o].due or 0) <= until for o in run.orders} == {run.urgent}
        assert len(run.orders) <= slots
        assert run.over is bool(most and (run.grams > most or run.millilitres > most))
        assert not run.over or len(run.orders) == 1
