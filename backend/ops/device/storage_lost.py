"""device.storage_lost."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Params, PhysicalTask
from backend.domain.pack.block import SsccBlock, close_all
from backend.domain.people.roles import Right
from backend.domain.people.rows import Device
from backend.domain.units import OpNumber, RowId
from backend.ops.answer import Trouble, answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.FACT,
    right=Right.SERVER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} lost its storage, with nothing unsent", "{name} 的存储丢失，但没有未发送的操作"),
        "storage_lost": Text(
            "{name} lost its storage with {units} actions unsent ({from_n} to {to_n}): ask who worked with it",
            "{name} 的存储丢失，有 {units} 项操作未发送（{from_n} 至 {to_n}）：请询问使用者",
        ),
    },
)
class DeviceStorageLost(Op, frozen=True, kw_only=True):
    """A device came back empty. It had given out numbers up to `to_n`, and nothing from `from_n` on ever arrived."""

    device: RowId
    from_n: OpNumber
    to_n: OpNumber

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Device, self.device, needed=False)
        yield All(SsccBlock, "open_on", self.device)

    def decide(self, state: State, context: Context) -> Outcome:
        device = state.find(Device, self.device)
        name = device.name if device else self.device
        draft = draft_of(state, context)
        close_all(draft, self.device)  # it forgot which numbers it gave
        units = self.to_n - self.from_n + 1
        if units < 1:
            return answer(draft, params={"name": name})
        params: Params = {"name": name, "units": units, "from_n": self.from_n, "to_n": self.to_n}
        ask = PhysicalTask("ask_people", "", name, choices=("seen",))
        return answer(draft, [Trouble("storage_lost", ask, params)])


EXAMPLE = DeviceStorageLost(device="0192f3a0-dev1", from_n=41, to_n=44)
