"""Life cycles as tables. `advance` is the only way to move a stage; a later stage never goes back by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StageRule:
    """One stage: who owns it, which op kinds lead on and to where, and how many minutes it should last at most."""

    owner: str
    steps: dict[str, str]
    minutes_max: int | None = None
    en: str = ""
    zh: str = ""


@dataclass(frozen=True)
class Life:
    """The stages of one kind of row, in the order of the day."""

    name: str
    start: str
    stages: dict[str, StageRule]

    def can(self, stage: str, by: str) -> bool:
        """Whether an op of kind `by` leads on from a stage."""
        return by in self.stages[stage].steps

    def advance(self, stage: str, by: str) -> str:
        """The stage that an op of kind `by` leads to; the stage itself where it leads nowhere."""
        return self.stages[stage].steps.get(by, stage)
