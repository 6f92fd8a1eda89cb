"""photo.take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta

from backend.domain.inbound.rows import Inbound, RejectReason
from backend.domain.outcome import Outcome
from backend.domain.people.roles import Right
from backend.domain.photo.rows import Photo
from backend.domain.returns.rows import ReturnReason, ReturnReceipt
from backend.domain.row import wh
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="SHA-256 of the JPEG file, in hex")]


@operation(
    nature=Nature.FACT,
    right=Right.RECEIVE,
    offline=Offline.REPLAY,
    words={"applied": Text("Photo taken", "已拍照")},
)
class PhotoTake(Op, frozen=True, kw_only=True):
    """Somebody took a picture of goods that were turned away, or that came back.

    The op names the picture by its hash and does not hold it: devices keep ops for as long as it takes, and the log for
    good, while a picture may have to be erased. Its bytes go to the server beside the op (`/api/photos`).
    """

    photo: RowId
    job: Literal["inbound", "returns"]
    delivery: RowId
    product: Line = ""
    reason: RejectReason | ReturnReason | Literal[""] = ""
    sha256: Sha256

    def _delivery(self) -> type[Inbound | ReturnReceipt]:
        return Inbound if self.job == "inbound" else ReturnReceipt

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(state.get(self._delivery(), self.delivery).warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(self._delivery(), self.delivery)
        yield Ref(Photo, self.photo, needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        if draft.find(Photo, self.photo) is None:
            draft.put(
                Photo(
                    id=self.photo, warehouse=state.get(self._delivery(), self.delivery).warehouse, job=self.job,
                    delivery=self.delivery, product=self.product, reason=self.reason, sha256=self.sha256,
                    taken_by=context.author, taken_at=context.received_at, device=context.device,
                )
            )  # fmt: skip
        return answer(draft, params={"product": self.product})


EXAMPLE = PhotoTake(
    photo="0192f3a0-ph1", job="inbound", delivery="0192f3a0-po1", product="WIN-RJCR-75", reason="damaged",
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
)  # fmt: skip
