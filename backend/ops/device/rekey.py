"""device.rekey."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.block import SsccBlock, close_all
from backend.domain.people.roles import Right
from backend.domain.people.rows import Device
from backend.domain.row import user
from backend.domain.units import DeviceKey, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.device.join import SERVER
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SELF,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} has a new key", "设备 {name} 已更换密钥"),
        "same_key": Text("{name} has this key already", "设备 {name} 已使用此密钥"),
        "not_active": Text("{name} is {state}", "设备 {name} 已是 {state}"),
        "sign_in_only": Text("Only signing in does this", "只能通过登录完成"),
    },
)
class DeviceRekey(Op, frozen=True, kw_only=True):
    """A device has lost its key, and somebody has shown on it who they are: it goes on with a new one.

    The server makes this op, after it has seen their password and a proof of the new key.
    """

    device: RowId
    person: RowId
    key: DeviceKey

    def where(self, state: State) -> tuple[str, ...]:
        return (user(self.person),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Device, self.device)
        yield All(SsccBlock, "open_on", self.device)

    def decide(self, state: State, context: Context) -> Outcome:
        if not context.device.startswith(SERVER):
            return Refused("sign_in_only", {}, ("discard",))
        device = state.get(Device, self.device)
        if device.state != "active":
            return Refused("not_active", {"name": device.name, "state": device.state}, ("discard",))
        if device.key == self.key:
            return Refused("same_key", {"name": device.name}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.set(device, key=self.key)
        close_all(draft, self.device)  # with its storage it forgot which numbers it gave
        return answer(draft, params={"name": device.name})


EXAMPLE = DeviceRekey(device="0192f3a0-dev1", person="mei", key="B" + "A" * 86)
