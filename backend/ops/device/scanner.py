"""device.scanner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import asdict

from backend.domain.device.findings import verdict
from backend.domain.device.rows import DeviceScanner as Scanner
from backend.domain.device.rows import Keyboard, Mode, Separator, Suffix
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.people.rows import Device
from backend.domain.row import user
from backend.domain.units import Line, RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Milliseconds = Annotated[int, Meta(ge=0, le=60_000, description="milliseconds")]
Findings = Annotated[tuple[Word, ...], Meta(max_length=40)]


@operation(
    nature=Nature.REQUEST,
    right=Right.SELF,
    offline=Offline.QUEUE,
    words={
        "applied": Text("The scanner of {name} is checked", "设备 {name} 的扫描枪已检查"),
        "other_device": Text(
            "A scanner is checked at its own device, not from another", "只能在扫描枪所属的设备上检查"
        ),
    },
)
class DeviceScanner(Op, frozen=True, kw_only=True):
    """Somebody has checked the scanner of the device in hand with the test codes: how it is set, and what is wrong."""

    device: RowId
    person: RowId
    model: Line = ""
    mode: Mode
    suffix: Suffix
    aim: bool
    gs: Separator
    layout: Keyboard
    caps: bool = False
    key_ms: Milliseconds = 0
    gap_ms: Milliseconds = 0
    put_before: Line = ""
    put_behind: Line = ""
    stand_in: Line = ""
    by_place: bool = False
    findings: Findings = ()

    def where(self, state: State) -> tuple[str, ...]:
        return (user(self.person),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Device, self.device)
        yield Ref(Scanner, self.device, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        if context.device != self.device:
            return Refused("other_device", {}, ("discard",))
        told = asdict(self)
        del told["device"]
        told |= {"verdict": verdict(self.findings), "checked_at": context.received_at}
        draft = draft_of(state, context)
        known = draft.find(Scanner, self.device)
        if known is None:
            draft.put(Scanner(id=self.device, **told))
        else:
            draft.set(known, **told)
        return answer(draft, params={"name": state.get(Device, self.device).name})


EXAMPLE = DeviceScanner(
    device="0192f3a0-dev1", person="mei", mode="keys", suffix="enter", aim=False, gs="lost", layout="azerty",
    key_ms=5, gap_ms=12, by_place=True, findings=("aim_none", "gs_lost", "layout_host"),
)  # fmt: skip
