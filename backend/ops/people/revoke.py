"""people.revoke."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.grants import active, grant_v
from backend.domain.people.roles import Right
from backend.domain.people.rows import Grant
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.PEOPLE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{person} is no longer {role}", "{person} 不再是 {role}"),
        "already_revoked": Text("{person} is no longer {role} already", "{person} 已不再是 {role}"),
        "last_admin": Text("{person} is the last admin: name another first", "{person} 是最后一位管理员：请先指定他人"),
    },
)
class PeopleRevoke(Op, frozen=True, kw_only=True):
    """A role is taken away, from the next op on. What was done under it stands."""

    grant: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Grant, self.grant)
        yield All(Grant, "role", "admin")
        grant = state.find(Grant, self.grant)
        if grant is not None:
            yield All(Grant, "person", grant.person)

    def decide(self, state: State, context: Context) -> Outcome:
        grant = state.get(Grant, self.grant)
        told: dict[str, str | int] = {"person": grant.person, "role": grant.role}
        if grant.to_v is not None:
            return Refused("already_revoked", told, ("keep_theirs",))
        others = [g for g in active(state.all(Grant, "role", "admin")) if g.id != grant.id]
        if grant.role == "admin" and not others:
            return Refused("last_admin", told, ("name_another", "discard"))
        draft = draft_of(state, context)
        draft.set(grant, to_v=grant_v(state.all(Grant, "person", grant.person)) + 1)
        return answer(draft, params=told)


EXAMPLE = PeopleRevoke(grant="0192f3a0-grant1")
