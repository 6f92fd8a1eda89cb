from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from backend.scanning import labels
from backend.scanning.labels.layouts import parts
from tests.labels.frames import tried
from tests.labels.samples import SAMPLES
from tests.labels.seen import CONDITIONS

WORST = CONDITIONS[-1]


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_label_is_read_blurred_noisy_turned_and_pale_at_its_printed_size(kind: str) -> None:
    found = [(is_read, others) for _, is_read, others in tried(kind, 1, [WORST], seed=2, dpis=(203,))]
    assert found == [(True, 0)] * len(found)


def test_what_no_reader_could_read_is_counted_as_lost() -> None:
    hopeless = replace(WORST, blur=9.0)
    assert not any(is_read for _, is_read, _ in tried("tote", 1, [hopeless], dpis=(203,)))


def test_bars_too_low_for_their_length_are_lost_when_they_are_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    low = parts.bars_in
    monkeypatch.setattr(parts, "bars_in", lambda at, room, height, *rest: low(at, room, height / 2, *rest))
    assert labels.layout(SAMPLES["order"](Random(1)))
    assert not any(is_read for _, is_read, _ in tried("order", 1, [CONDITIONS[3]], dpis=(203,)))
