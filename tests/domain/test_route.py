"""How far it is on the floor, and the shortest walk past places."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.domain.pick.route import AISLE, BAY, CROSS, START, Floor, Spot, apart, length
from backend.queries.pick.shortest import shortest

CODES = [f"{aisle}-{bay:02}-1" for aisle in "ABCDEF" for bay in range(1, 21)]
BLOCKS = [f"{block}-{code}" for block in "NS" for code in CODES]
floors = st.sampled_from((CODES, BLOCKS))


def on(floor: Floor, *codes: str) -> list[Spot]:
    found = [floor.spot(code) for code in codes]
    assert None not in found
    return [spot for spot in found if spot is not None]


@pytest.mark.parametrize(("one", "other", "decimetres"), [
    ("A-03-1", "A-05-1", 2 * BAY), ("A-03-1", "A-03-4", 0),
    ("A-01-1", "C-01-1", CROSS + 2 * BAY + 2 * AISLE), ("A-20-1", "B-20-1", CROSS + AISLE),  # by the front, by the back
])  # fmt: skip
def test_aisles_are_walked_along_and_changed_at_their_ends(one: str, other: str, decimetres: int) -> None:
    assert apart(*on(Floor([*CODES, "A-03-4"]), one, other)) == decimetres


def test_blocks_stand_behind_one_another_with_an_aisle_between() -> None:
    floor = Floor(BLOCKS)
    assert apart(*on(floor, "N-A-20-1", "S-A-01-1")) == CROSS + BAY
    assert apart(*on(floor, "N-A-20-1", "S-B-01-1")) == CROSS + BAY + AISLE


@pytest.mark.parametrize("code", ["BULK", "T-0001", "A-B-C", "", "Z-01-1", "A-01-1-2-3", "货位"])
def test_a_code_that_does_not_say_where_it_is_has_no_spot(code: str) -> None:
    assert Floor(CODES).spot(code) is None


def test_aisles_stand_in_the_order_of_their_names() -> None:
    floor = Floor(["9-01-1", "10-01-1", "AA-1", "B-1"])
    assert [spot.column for spot in on(floor, "9-01-1", "B-1", "10-01-1", "AA-1")] == [0, 1, 2, 3]


@given(codes=floors, data=st.data())
def test_it_is_as_far_back_and_no_way_round_is_shorter(codes: list[str], data: st.DataObject) -> None:
    floor = Floor(codes)
    a, b, c = (START, *on(floor, *(data.draw(st.sampled_from(codes)) for _ in range(2))))
    for one, other, third in permutations((a, b, c)):
        assert apart(one, other) == apart(other, one) <= apart(one, third) + apart(third, other)


@settings(deadline=None, max_examples=40)
@given(codes=floors, data=st.data())
def test_the_walk_names_each_place_once_and_is_never_longer(codes: list[str], data: st.DataObject) -> None:
    plain = on(Floor(codes), *data.draw(st.lists(st.sampled_from(codes), max_size=30)))
    walk = shortest(plain)
    assert sorted(map(repr, walk)) == sorted({repr(spot) for spot in plain})
    assert length(walk) <= length(plain)
    if 2 <= len(walk) <= 6:
        assert length(walk) == min(length(way) for way in permutations(walk))


def test_of_two_ways_round_it_goes_the_one_that_begins_as_the_plain_one() -> None:
    floor = Floor(CODES)
    plain = on(floor, "A-02-1", "F-20-1", "A-03-1", "F-02-1")
    walk = shortest(plain)
    assert walk == on(floor, "A-02-1", "A-03-1", "F-20-1", "F-02-1")
