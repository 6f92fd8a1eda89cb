"""Ids that devices and the server give out: what RFC 9562 asks of them, and an order that follows the time."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from backend.domain.ids import uuid7

MS = st.integers(0, 2**48 - 1)
CHANCE = st.binary(min_size=10, max_size=10)


@given(MS, CHANCE)
def test_an_id_is_a_uuid_of_version_7_that_tells_its_time(ms: int, chance: bytes) -> None:
    read = uuid.UUID(uuid7(ms, chance))
    assert (read.version, read.variant) == (7, uuid.RFC_4122)
    assert read.int >> 80 == ms
    assert str(read) == uuid7(ms, chance)


@given(MS, MS, CHANCE, CHANCE)
def test_ids_are_in_the_order_of_their_time(one: int, other: int, chance: bytes, more: bytes) -> None:
    if one < other:
        assert uuid7(one, chance) < uuid7(other, more)


@given(MS, CHANCE)
def test_all_of_the_chance_but_six_bits_tells_ids_apart(ms: int, chance: bytes) -> None:
    kept = int.from_bytes(chance, "big") & ~(0xF << 76) & ~(3 << 62)
    assert int(uuid7(ms, chance).replace("-", ""), 16) & (1 << 80) - 1 == kept | 7 << 76 | 2 << 62
