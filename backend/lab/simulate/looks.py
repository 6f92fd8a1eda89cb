"""What people are asked before they work, and what they answer; and who says what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from backend.domain.checkpoint.rows import Checkpoint
from backend.lab.simulate import world
from backend.lab.simulate.goods import one_of
from backend.ops.checkpoint.answer import CheckpointAnswer
from backend.ops.checkpoint.set import CheckpointSet
from backend.ops.kernel import Op

if TYPE_CHECKING:
    from backend.lab.simulate.work import Worker

FIGURES = (45, 45, 20, 80, 19, 81, -40)
"""Tenths that a thermometer shows: fine as a rule, at a bound, or beyond it."""


def look(worker: Worker, house: str) -> Op | None:
    """Somebody answers what is asked, or could not look; now and then what was asked is another thing by now."""
    of = one_of(worker, Checkpoint, house)
    if of is None:
        return None
    if worker.chance.random() < 0.1:  # noqa: PLR2004
        return CheckpointAnswer(checkpoint=of.id, said="unable", why="locked")
    if of.wants == "yes_no":
        return CheckpointAnswer(checkpoint=of.id, said="yes" if worker.chance.random() < 0.7 else "no")  # noqa: PLR2004
    return CheckpointAnswer(checkpoint=of.id, said="figure", tenths=worker.chance.choice(FIGURES))


def ask(worker: Worker, house: str) -> Op:
    """A question is asked otherwise from now on; now and then so that nothing can be fine."""
    (name, step, wants, *_), *_ = worker.chance.choices(world.QUESTIONS, (2, 1))
    least, most = worker.chance.choice(((20, 80), (46, 90), (None, 44), (90, 10)))
    per: Literal["person", "floor"] = worker.chance.choice(("person", "floor"))
    return CheckpointSet(
        warehouse=house, name=name, step=step, ask_en=f"{name} {worker.new('q')}?", ask_zh=f"{name}？", wants=wants,
        per=per, least=least if wants == "figure" else None, most=most if wants == "figure" else None,
        hours=worker.chance.choice((1, 4)), active=worker.chance.random() < 0.8,  # noqa: PLR2004
    )  # fmt: skip
