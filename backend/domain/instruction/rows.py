"""What a lead wants said at a step, and who has read it."""

from __future__ import annotations

from typing import Literal

from backend.domain.row import Row, table, user, wh

Step = Literal["home", "pick", "pack", "ship", "receive", "move", "returns", "count"]


@table("instruction")
class Instruction(Row, frozen=True, kw_only=True):
    """What is shown at a step of a warehouse. Id: `<warehouse>/<step>`. `picture` is a data URL, or empty.

    `edition` counts up with each change: whoever had read it is told again. Without a text nothing is shown.
    """

    warehouse: str
    step: Step
    text_en: str = ""
    text_zh: str = ""
    picture: str = ""
    edition: int = 1
    set_by: str

    def scopes(self) -> tuple[str, ...]:
        return (wh(self.warehouse),)


@table("instruction_got")
class InstructionGot(Row, frozen=True, kw_only=True):
    """The edition of an instruction that a person has read last. Id: `<person>/<instruction>`."""

    person: str
    instruction: str
    edition: int

    def scopes(self) -> tuple[str, ...]:
        return (user(self.person),)
