"""The scenes: each ends in true stock and the tasks that say so, however its messages fare; and they have teeth."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner

from backend.cli.simulate import command
from backend.domain.outcome import Applied
from backend.domain.ship import load as ship_load
from backend.domain.task import unsettle
from backend.lab.simulate.planted import instead, with_text
from backend.lab.simulate.run import house
from backend.lab.simulate.scenes import SCENES, play
from backend.ops.order.cancel import OrderCancel
from backend.ops.pack.open import PackOpen
from backend.ops.pick.scan import PickScan
from backend.ops.ship import hand_over, load

SEEDS = 4


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_ends_in_true_stock_and_its_task(scene: str) -> None:
    for seed in range(SEEDS):
        played = play(scene, seed)
        assert played.wrong == [], (scene, seed, played.tasks)


def test_the_same_seed_is_the_same_scene() -> None:
    assert play("cancelled_while_it_is_packed", 3) == play("cancelled_while_it_is_packed", 3)


def told_nobody(old: Any) -> Any:
    return lambda self, state, context: Applied(getattr(old(self, state, context), "rows", ()))


def no_list(_old: Any) -> Any:
    return lambda *_asked: []


def no_box(old: Any) -> Any:
    def decide(self: Any, state: Any, context: Any) -> Any:
        found = old(self, state, context)
        return found if isinstance(found, Applied) else type(found)(found.code, found.task, (), found.params)

    return decide


FAULTS: dict[str, tuple[str, Any, str, Callable[[Any], Any]]] = {
    "too many, and nobody is told": ("two_pickers_on_one_line", PickScan, "decide", told_nobody),
    "an order is off, and nobody puts it back": ("cancelled_half_packed", OrderCancel, "_ask", no_list),
    "the box of an order that is off is not there": ("cancelled_while_it_is_packed", PackOpen, "decide", no_box),
    "a carton on two lists": ("a_carton_of_another_truck", load, "troubles_of", no_list),
    "a truck that cannot leave": (
        "two_put_something_else",
        ship_load,
        "keep_promise",
        with_text("draft.find(OrderLine", "draft.get(OrderLine"),
    ),
    "nothing in the place of what is missing after all": (
        "found_and_missing_after_all",
        unsettle,
        "in_place_again",
        lambda _: lambda *_a: True,
    ),
    "a hold that is not looked at": ("held_by_quality_on_the_truck", hand_over, "is_held", lambda _: lambda *_a: False),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_scene_sees_what_is_broken(fault: str) -> None:
    scene, target, name, make = FAULTS[fault]
    house()  # made by the right code
    with instead(target, name, make)():
        assert any(play(scene, seed).wrong for seed in range(SEEDS))


def test_the_command_plays_them_all() -> None:
    ran = CliRunner().invoke(command, ["--scenes", "--seeds", "1", "--json"])
    assert ran.exit_code == 0, ran.output
    assert [json.loads(line)["scene"] for line in ran.output.splitlines()] == list(SCENES)
