"""device.fork."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.block import SsccBlock, close_all
from backend.domain.people.roles import Right
from backend.domain.people.rows import Device
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation


@operation(
    nature=Nature.REQUEST,
    right=Right.SERVER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("A copy of {name} goes on under an id of its own", "{name} 的副本以自己的编号继续工作"),
        "already_there": Text("{name} is one of our devices already", "设备 {name} 已存在"),
    },
)
class DeviceFork(Op, frozen=True, kw_only=True):
    """An app that is a copy of another (a disk image, a restored phone) gets an id of its own; key and state stay."""

    device: RowId
    fork_of: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return ("admin",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Device, self.device, needed=False)
        yield Ref(Device, self.fork_of, needed=False)
        yield All(SsccBlock, "open_on", self.fork_of)

    def decide(self, state: State, context: Context) -> Outcome:
        there = state.find(Device, self.device)
        if there is not None:
            return Refused("already_there", {"name": there.name}, ("keep_theirs",))
        origin = state.find(Device, self.fork_of) or Device(id=self.fork_of, name=self.fork_of)
        draft = draft_of(state, context)
        draft.put(replace(origin, id=self.device, ver=0, name=f"{origin.name} (2)", fork_of=self.fork_of))
        close_all(draft, self.fork_of)  # the copy had them too
        return answer(draft, params={"name": origin.name})


EXAMPLE = DeviceFork(device="0192f3a0-dev2", fork_of="0192f3a0-dev1")
