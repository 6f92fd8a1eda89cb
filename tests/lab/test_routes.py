"""The figures of `tote bench --routes`."""

from __future__ import annotations

import pytest

from backend.lab.bench import routes


def test_the_shortest_walk_is_no_longer_in_either_building(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "RUNS", 2)
    figures = routes.measure()
    assert len(figures) == 2 * len(routes.STOPS) * 3
    assert all(0 <= f.value < 50 for f in figures if f.unit == "%")
    assert all(f.value > 50 for f in figures if f.unit == "m")
