"""people.grant."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.grants import active, grant_v
from backend.domain.people.roles import Right, Role
from backend.domain.people.rows import Grant, Person
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation
from backend.ops.people.revoke import PeopleRevoke


@operation(
    nature=Nature.REQUEST,
    right=Right.PEOPLE,
    offline=Offline.ONLINE,
    version=2,
    words={
        "applied": Text("{person} is {role} now", "{person} 现为 {role}"),
        "already_there": Text("This grant was made before", "此授权已存在"),
        "already_granted": Text("{person} is {role} already", "{person} 已是 {role}"),
        "role_not_given": Text("The role {role} is given to nobody", "角色 {role} 不可授予"),
    },
)
class PeopleGrant(Op, frozen=True, kw_only=True):
    """Somebody is given a role, in one warehouse or, with none named, wherever it reaches."""

    grant: RowId
    person: RowId
    role: Role
    warehouse: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Grant, self.grant, needed=False)
        yield Ref(Person, self.person)
        yield All(Grant, "person", self.person)
        if self.warehouse:
            yield Ref(Warehouse, self.warehouse)

    def decide(self, state: State, context: Context) -> Outcome:
        told: dict[str, str | int] = {"person": self.person, "role": self.role, "warehouse": self.warehouse}
        if self.role == "system":
            return Refused("role_not_given", told, ("other_role", "discard"))
        if state.find(Grant, self.grant) is not None:
            return Refused("already_there", told, ("keep_theirs",))
        grants = state.all(Grant, "person", self.person)
        if any(g.role == self.role and g.warehouse == self.warehouse for g in active(grants)):
            return Refused("already_granted", told, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.put(
            Grant(
                id=self.grant, person=self.person, role=self.role, warehouse=self.warehouse, from_v=grant_v(grants) + 1
            )
        )
        return answer(draft, params=told)

    def undo(self, id_: str) -> Op:
        return PeopleRevoke(grant=self.grant)


EXAMPLE = PeopleGrant(grant="0192f3a0-grant1", person="mei", role="picker", warehouse="ROT")
