"""ship.sign."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.ship.rows import DriverSignature, Manifest
from backend.domain.units import RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

SvgPath = Annotated[
    str,
    Meta(min_length=4, max_length=4000, pattern="^[ML0-9 ]+$", description="an SVG path of whole numbers, 300 by 120"),
]


@operation(
    nature=Nature.FACT,
    right=Right.LOAD,
    offline=Offline.QUEUE,
    words={"applied": Text("{driver} has signed for {manifest}", "{driver} 已为 {manifest} 签字")},
)
class ShipSign(Op, frozen=True, kw_only=True):
    """A driver has signed on the screen for what is on the truck. Signed again, the later one counts."""

    manifest: RowId
    driver: Word
    path: SvgPath

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(Manifest, self.manifest).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Manifest, self.manifest)
        yield Ref(DriverSignature, self.manifest, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        manifest = state.get(Manifest, self.manifest)
        draft = draft_of(state, context)
        now = DriverSignature(
            id=manifest.id, warehouse=manifest.warehouse, manifest=manifest.id, driver=self.driver, path=self.path,
            by=context.author, at=context.received_at,
        )  # fmt: skip
        there = draft.find(DriverSignature, manifest.id)
        if there is None:
            draft.put(now)
        else:
            draft.set(there, driver=now.driver, path=now.path, by=now.by, at=now.at)
        return answer(draft, params={"driver": self.driver, "manifest": manifest.number})


EXAMPLE = ShipSign(manifest="0192f3a0-truck1", driver="J. de Vries", path="M10 80L40 20L70 90")
