"""device.join."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import field

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Device
from backend.domain.row import user
from backend.domain.units import DeviceKey, RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

SERVER = "sys:"
"""What the ids of the server's own devices begin with; no other device has such an id."""


@operation(
    nature=Nature.REQUEST,
    right=Right.SELF,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} is one of our devices", "设备 {name} 已登记"),
        "already_there": Text("{name} is one of our devices already", "设备 {name} 已存在"),
        "sign_in_only": Text("Only signing in does this", "只能通过登录完成"),
    },
)
class DeviceJoin(Op, frozen=True, kw_only=True):
    """Somebody has signed in on an app that is new: it becomes one of ours.

    The server makes this op, after it has seen their password and a proof of the key.
    """

    device: RowId
    person: RowId
    name: Word
    device_kind: Literal["handheld", "phone", "tablet", "desk"] = field(default="phone", name="kind")
    key: DeviceKey = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (user(self.person),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Device, self.device, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if not context.device.startswith(SERVER):
            return Refused("sign_in_only", {}, ("discard",))
        if state.find(Device, self.device) is not None:
            return Refused("already_there", {"name": self.name}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.put(Device(id=self.device, name=self.name, kind=self.device_kind, key=self.key))
        return answer(draft, params={"name": self.name})


EXAMPLE = DeviceJoin(device="0192f3a0-dev3", person="mei", name="Mei's phone")
