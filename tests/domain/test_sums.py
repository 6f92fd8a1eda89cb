"""The small calculations that the rules stand on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.day import civil, iso_day, year_of
from backend.domain.order.review import money
from backend.domain.pack.spread import spread, unspread
from backend.domain.pack.weight import expected_g, is_off
from backend.domain.people.grants import grant_v
from backend.domain.people.rows import Grant
from backend.domain.stock.rotate import Shelf, allocate
from backend.domain.stock.rows import Location, LocationKind, Stock

TODAY = "2026-11-23"


def shelf(place: str, units: int, expiry: str | None = None, walk: int = 0, kind: LocationKind = "bin") -> Shelf:
    location = Location(id=f"ROT/{place}", warehouse="ROT", code=place, kind=kind, pick_sequence=walk)
    stock = Stock(id=f"ROT/{place}/P/", warehouse="ROT", location=location.id, product="P", quantity=units, allocated=1)
    return Shelf(stock, location, expiry)


def taken(shelves: list[Shelf], wanted: int) -> tuple[list[tuple[str, int]], int]:
    shares, rest = allocate(shelves, wanted, TODAY)
    return [(s.shelf.location.code, s.units) for s in shares], rest


@given(st.integers(0, 250_000 * 86_400_000))
def test_days_are_those_of_the_calendar(utc_ms: int) -> None:
    day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=utc_ms)
    assert civil(utc_ms) == (day.year, day.month, day.day)
    assert (iso_day(utc_ms), year_of(utc_ms)) == (day.date().isoformat(), day.year)


def test_what_expires_first_goes_first_and_what_never_expires_goes_last() -> None:
    shelves = [shelf("C", 9), shelf("A", 4, "2027-06-01"), shelf("B", 3, "2027-01-01", walk=9)]
    assert taken(shelves, 6) == ([("B", 2), ("A", 3), ("C", 1)], 0)


def test_of_two_alike_the_nearer_on_the_walk_goes_first() -> None:
    assert taken([shelf("A", 4, walk=9), shelf("B", 4, walk=1)], 4) == ([("B", 3), ("A", 1)], 0)


def test_expired_goods_and_places_that_are_no_bins_are_left_out() -> None:
    shelves = [shelf("A", 9, "2026-11-22"), shelf("T-0001", 9, kind="tote"), shelf("B", 3, TODAY)]
    assert taken(shelves, 5) == ([("B", 2)], 3)


@pytest.mark.parametrize(
    ("weighed", "expected", "off"),
    [
        (1050, 1000, False), (1051, 1000, True), (949, 1000, True), (330, 300, False), (331, 300, True),
        (10_454, 10_000, False), (10_455, 10_000, True), (9_545, 10_000, True),
    ],
)  # fmt: skip
def test_a_weight_is_off_beyond_five_percent_and_thirty_grams_or_a_pound(
    weighed: int, expected: int, off: object
) -> None:
    assert is_off(weighed, expected) is off


def test_a_carton_weighs_its_contents_and_itself_and_nothing_is_said_without_weights() -> None:
    assert expected_g([(12, 5), (1030, 2)]) == 200 + 60 + 2060
    assert expected_g([(12, 5), (0, 1)]) is None


@given(st.integers(0, 50), st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_spreading_loses_nothing_and_overfills_only_the_last(units: int, room: list[int]) -> None:
    shares = spread(units, room)
    assert sum(shares) == units
    assert all(share <= space for share, space in zip(shares[:-1], room[:-1], strict=True))
    back = unspread(units, shares)
    assert back == shares


def test_a_grant_version_counts_grants_and_revocations() -> None:
    first = Grant(id="g1", person="mei", role="picker", from_v=1, to_v=2)
    assert grant_v([]) == 0
    assert grant_v([first, Grant(id="g2", person="mei", role="dock", from_v=3)]) == 3
    assert grant_v([first]) == 2


def test_minor_units_are_shown_as_a_decimal_number() -> None:
    assert [money(m) for m in (0, 5, 123_456, -250)] == ["0.00", "0.05", "1234.56", "-2.50"]
