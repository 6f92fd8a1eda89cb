"""Goods come in, are taken back, carried about and set apart: no unit is made or lost, and none promised twice."""

from __future__ import annotations

from collections import Counter as Tally

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.domain.inbound.rows import InboundLine
from backend.domain.product.rows import Barcode, Product
from backend.domain.stock.rows import Location, LocationKind, Move, Stock, StockPosition, Warehouse
from backend.ops.inbound.close import InboundClose
from backend.ops.inbound.open import InboundOpen
from backend.ops.inbound.receive import InboundReceive
from backend.ops.inbound.reject import InboundReject
from backend.ops.inbound.take_back import InboundTakeBack
from backend.ops.kernel import Context, Op
from backend.ops.stock.count import StockCount
from backend.ops.stock.move import StockMove
from tests.ops import laws
from tests.ops.memory import Memory, play

KINDS: dict[str, LocationKind] = {
    "RECEIVE": "receive", "A-01": "bin", "B-01": "bin", "QUARANTINE": "quarantine", "QUARANTINE-2": "quarantine",
    "supplier": "outside", "customer": "outside", "adjustment": "outside",
}  # fmt: skip
RAWS = ("4006381333931", "]C10114006381333938", "]C10105410013108009172703311 0L42".replace(" ", ""), "5410013108009")
inside = st.sampled_from([f"ROT/{code}" for code, kind in KINDS.items() if kind != "outside"])
raw, units, lot = st.sampled_from(RAWS), st.integers(1, 9), st.sampled_from(("", "L42", "L43"))
IN = "in1"
facts: st.SearchStrategy[Op] = st.one_of(
    st.builds(InboundReceive, inbound=st.just(IN), location=inside, raw=raw, units=units, lot=lot),
    st.builds(InboundTakeBack, inbound=st.just(IN), location=inside, raw=raw, units=units, lot=lot),
    st.builds(InboundReject, inbound=st.just(IN), location=inside, raw=raw, units=units, reason=st.just("damaged")),
    st.builds(StockMove, from_location=inside, to_location=inside, raw=raw, units=units, lot=lot),
    st.builds(StockCount, location=inside, product=st.just("PEN-01"), counted=st.integers(0, 40)),
    st.just(InboundClose(inbound=IN)),
)


def house() -> Memory:
    """Two products, places of every kind, and a delivery that nobody announced."""
    places = [Location(id=f"ROT/{code}", warehouse="ROT", code=code, kind=kind) for code, kind in KINDS.items()]
    memory = Memory(
        Warehouse(id="ROT", name_en="R", name_zh="鹿", company_prefix="8712345"), *places,
        Product(id="PEN-01", name_en="Pen", name_zh="笔"), Barcode(id="04006381333931", product="PEN-01"),
        Barcode(id="14006381333938", product="PEN-01", units=12, level="case"),
        Product(id="MILK-1L", name_en="Milk", name_zh="牛奶", lot_tracked=True),
        Barcode(id="05410013108009", product="MILK-1L"),
    )  # fmt: skip
    act(memory, 0, InboundOpen(inbound=IN, warehouse="ROT"))
    return memory


def act(memory: Memory, n: int, op: Op) -> None:
    play(memory, op, Context(id=f"op{n:03}", author="rosa", device="d", n=n + 1, wall=1, received_at=1_795_400_000_000))


@settings(deadline=None)
@given(st.lists(facts, max_size=25), st.integers(0, 20))
def test_units_are_conserved(ops: list[Op], promised: int) -> None:
    memory = house()
    if promised:
        act(memory, 900, InboundReceive(inbound=IN, location="ROT/A-01", raw=RAWS[0], units=promised))
    for n, op in enumerate(ops, 1):
        act(memory, n, op)
        laws.units_are_conserved(memory)
        laws.positions_add_up(memory)
    came: Tally[str] = Tally()
    for move in memory.rows(Move):
        came[move.product] += move.quantity * (move.from_location == "ROT/supplier")
        came[move.product] -= move.quantity * (move.to_location == "ROT/supplier")
    for line in memory.rows(InboundLine):
        assert line.received == came[line.product], "what the line says has come is what was booked in at the door"
        assert line.rejected == sum(int(n) for n in line.reasons.values()) >= 0


@settings(deadline=None)
@given(raw, units, inside, st.sampled_from(("receive", "reject", "move")))
def test_the_op_that_undoes_leaves_the_rows_as_they_were(code: str, n: int, place: str, what: str) -> None:
    memory = house()
    act(memory, 1, InboundReceive(inbound=IN, location="ROT/RECEIVE", raw=code, units=n))
    op: Op = {
        "receive": InboundReceive(inbound=IN, location=place, raw=code, units=n),
        "reject": InboundReject(inbound=IN, location=place, raw=code, units=n, reason="expired"),
        "move": StockMove(from_location="ROT/RECEIVE", to_location=place, raw=code, units=n),
    }[what]
    before = held(memory)
    act(memory, 2, op)
    back = op.undo("op002")
    assert back is not None
    act(memory, 3, back)
    assert held(memory) == before


def held(memory: Memory) -> dict[str, int]:
    """What the places, the positions and the lines come to, without what is zero."""
    found = {s.id: s.quantity for s in memory.rows(Stock)}
    found |= {p.id: p.on_hand for p in memory.rows(StockPosition)}
    for line in memory.rows(InboundLine):
        found |= {f"{line.id} in": line.received, f"{line.id} out": line.rejected}
    return {id_: n for id_, n in found.items() if n}
