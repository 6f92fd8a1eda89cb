"""device.enroll."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import field

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Device
from backend.domain.stock.rows import Warehouse
from backend.domain.units import DeviceKey, Line, RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.DEVICE,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} is one of our devices", "设备 {name} 已登记"),
        "already_there": Text("{name} is one of our devices already", "设备 {name} 已存在"),
    },
)
class DeviceEnroll(Op, frozen=True, kw_only=True):
    """An app on a handheld, phone, tablet or desk becomes one of ours, under an id that the server gave it.

    `shared`: people take turns on it, by badge and PIN. `warehouse`: where it lies at night; empty for anywhere.
    """

    device: RowId
    name: Word
    device_kind: Literal["handheld", "phone", "tablet", "desk"] = field(default="phone", name="kind")
    key: DeviceKey = ""
    shared: bool = False
    warehouse: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Device, self.device, needed=False)
        if self.warehouse:
            yield Ref(Warehouse, self.warehouse)

    def decide(self, state: State, context: Context) -> Outcome:
        if state.find(Device, self.device) is not None:
            return Refused("already_there", {"name": self.name}, ("keep_theirs", "discard"))
        draft = draft_of(state, context)
        draft.put(
            Device(
                id=self.device, name=self.name, kind=self.device_kind, key=self.key, shared=self.shared,
                warehouse=self.warehouse,
            )
        )  # fmt: skip
        return answer(draft, params={"name": self.name})


EXAMPLE = DeviceEnroll(device="0192f3a0-dev1", name="Scanner 3", device_kind="handheld")
