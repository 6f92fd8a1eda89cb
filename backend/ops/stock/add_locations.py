"""stock.add_locations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from msgspec import Meta, Struct

from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.pick.rows import Tote
from backend.domain.stock.places import is_held
from backend.domain.stock.rows import Location, Warehouse
from backend.domain.units import Line, RowId
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import Context, Nature, Offline, Op, Ref, State, Text, Want, operation

LOCATIONS_MAX = 200


class NewLocation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place to be entered. Its code is what its label says, such as `A-12-04`, or `T-0007` for a tote."""

    code: Annotated[str, Meta(pattern="^[A-Z0-9][A-Z0-9._-]{0,47}$")]
    kind: Literal["bin", "tote", "pack", "stage", "dock", "receive", "quarantine"] = "bin"
    zone: Line = ""
    pick_sequence: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    check_digits: Annotated[str, Meta(pattern="^[0-9]{0,4}$")] = ""


@operation(
    nature=Nature.REQUEST,
    right=Right.CATALOG,
    offline=Offline.ONLINE,
    version=2,
    words={
        "applied": Text("{locations} places added to {warehouse}", "已在 {warehouse} 添加 {locations} 个货位"),
        "already_there": Text("{code} is there already", "{code} 已存在"),
        "named_twice": Text("{code} is named twice", "{code} 重复"),
        "quarantine_named": Text(
            "Places of quarantine, and no others, are called QUARANTINE: not {code}",
            "只有隔离区的货位以 QUARANTINE 命名：{code} 不行",
        ),
    },
)
class StockAddLocations(Op, frozen=True, kw_only=True):
    """Places of a warehouse are entered: all of them, or none."""

    warehouse: RowId
    locations: Annotated[tuple[NewLocation, ...], Meta(min_length=1, max_length=LOCATIONS_MAX)]

    def where(self, state: State) -> tuple[str, ...]:
        return ("catalog",)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        for new in self.locations:
            yield Ref(Location, f"{self.warehouse}/{new.code}", needed=False)
            if new.kind == "tote":
                yield Ref(Tote, f"{self.warehouse}/{new.code}", needed=False)

    def decide(self, state: State, context: Context) -> Outcome:
        draft = draft_of(state, context)
        codes: set[str] = set()
        for new in self.locations:
            id_ = f"{self.warehouse}/{new.code}"
            if state.find(Location, id_) is not None:
                return Refused("already_there", {"code": new.code}, ("leave_out", "discard"))
            if new.code in codes:
                return Refused("named_twice", {"code": new.code}, ("leave_out", "discard"))
            if (new.kind == "quarantine") != is_held(id_):
                return Refused("quarantine_named", {"code": new.code}, ("leave_out", "discard"))
            codes.add(new.code)
            draft.put(
                Location(
                    id=id_, warehouse=self.warehouse, code=new.code, kind=new.kind, zone=new.zone,
                    pick_sequence=new.pick_sequence, check_digits=new.check_digits,
                )
            )  # fmt: skip
            if new.kind == "tote":
                draft.put(Tote(id=id_, warehouse=self.warehouse, code=new.code))
        return answer(draft, params={"warehouse": self.warehouse, "locations": len(codes)})


EXAMPLE = StockAddLocations(
    warehouse="ROT",
    locations=(
        NewLocation(code="A-01-01", zone="A", pick_sequence=10),
        NewLocation(code="T-0007", kind="tote"),
    ),
)
