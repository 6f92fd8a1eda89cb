"""device.report_lost."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.block import SsccBlock, close_all
from backend.domain.people.roles import Right
from backend.domain.people.rows import Device
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.DEVICE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} is lost: what it sends waits for a supervisor", "设备 {name} 已挂失：其操作待主管确认"),
        "already_so": Text("{name} is {state} already", "设备 {name} 已是 {state}"),
    },
)
class DeviceReportLost(Op, frozen=True, kw_only=True):
    """A device is missing. What it still sends is kept, and waits until a supervisor has looked at it."""

    device: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Device, self.device)
        yield All(SsccBlock, "open_on", self.device)

    def decide(self, state: State, context: Context) -> Outcome:
        device = state.get(Device, self.device)
        if device.state in {"lost", "revoked"}:
            return Refused("already_so", {"name": device.name, "state": device.state}, ("keep_theirs",))
        draft = draft_of(state, context)
        draft.set(device, state="lost")
        close_all(draft, self.device)
        return answer(draft, params={"name": device.name})


EXAMPLE = DeviceReportLost(device="0192f3a0-dev1")
