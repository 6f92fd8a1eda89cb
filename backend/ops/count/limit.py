"""count.limit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.count import rows
from backend.domain.count.limit import limit_id
from backend.domain.outcome import Applied, Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Person
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId, Word
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

ROLE = "role:"
COUNTING = ("role:picker", "role:packer", "role:dock", "role:lead")


@operation(
    nature=Nature.REQUEST,
    right=Right.STOCK,
    offline=Offline.QUEUE,
    words={
        "applied": Text(
            "{who}: differences of up to {units} units and {percent} % count at once",
            "{who}：差异不超过 {units} 件且 {percent}% 可直接入账",
        ),
        "unknown_who": Text("{who} is no person and no role that counts", "{who} 不是可盘点的人员或角色"),
        "own_limit": Text("Your own limit is set by another lead", "您本人的限额须由其他组长设定"),
    },
)
class CountLimit(Op, frozen=True, kw_only=True):
    """A lead says how large a difference of a person, or of a role, counts without a second look."""

    warehouse: RowId
    who: Word
    units: Annotated[int, Meta(ge=0, le=1_000_000, description="base units (eaches)")]
    percent: Annotated[int, Meta(ge=0, le=100)]

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(rows.CountLimit, limit_id(self.warehouse, self.who), needed=False)
        if not self.who.startswith(ROLE):
            yield Ref(Person, self.who, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if self.who == context.author:
            return Refused("own_limit", {}, ("ask_colleague",))
        role = self.who.startswith(ROLE)
        if self.who not in COUNTING if role else state.find(Person, self.who) is None:
            return Refused("unknown_who", {"who": self.who}, ("correct_it",))
        id_ = limit_id(self.warehouse, self.who)
        before = state.find(rows.CountLimit, id_)
        row = rows.CountLimit(
            id=id_, ver=before.ver if before else 0, warehouse=self.warehouse, who=self.who, units=self.units,
            percent=self.percent,
        )  # fmt: skip
        return Applied((row,), {"who": self.who, "units": self.units, "percent": self.percent})


EXAMPLE = CountLimit(warehouse="ROT", who="role:picker", units=5, percent=10)
