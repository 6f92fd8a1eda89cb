"""sscc.take."""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.outcome import Outcome, Refused
from backend.domain.pack.block import SsccBlock, wanted
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, State, Text, Want, operation
from backend.ops.series import carve, series_wants


@operation(
    nature=Nature.REQUEST,
    right=Right.PACK,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{units} carton numbers are kept ready on this device", "本设备已备好 {units} 个箱号"),
        "other_device": Text(
            "Carton numbers are given to the device that asks, not to another", "箱号只能发给提出请求的设备"
        ),
        "enough_left": Text("{left} carton numbers are still ready on this device", "本设备尚有 {left} 个箱号可用"),
        "exhausted": Text(
            "No carton numbers are left under the GS1 company prefix {prefix}: ask GS1 for another prefix",
            "GS1 厂商识别代码 {prefix} 下已无可用箱号：请向 GS1 申请新的代码",
        ),
    },
)
class SsccTake(Op, frozen=True, kw_only=True):
    """A device asks for SSCCs that are its own, so that cartons are numbered and labelled with no network.

    It gets blocks of a hundred until it holds enough for a shift. Whose hands it is in does not matter.
    """

    device: RowId
    warehouse: RowId

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield All(SsccBlock, "open_on", self.device)
        yield from series_wants(state, self.warehouse)

    def decide(self, state: State, context: Context) -> Outcome:
        if context.device != self.device:
            return Refused("other_device", {}, ("ask_lead", "discard"))
        held = [b for b in state.all(SsccBlock, "open_on", self.device) if b.warehouse == self.warehouse]
        blocks = wanted(held)
        if blocks < 1:
            return Refused("enough_left", {"left": sum(b.rest for b in held)}, ("keep_theirs",))
        draft = draft_of(state, context)
        house = state.get(Warehouse, self.warehouse)
        taken = carve(draft, house, self.device, blocks)
        if not taken:
            return Refused("exhausted", {"prefix": house.company_prefix}, ("ask_lead", "discard"))
        return answer(draft, params={"units": sum(b.count for b in taken)})


EXAMPLE = SsccTake(device="0192f3a0-dev1", warehouse="ROT")
