"""printer.set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from backend.domain.label.address import PORTS, is_host
from backend.domain.label.queue import PRINTERS_MOST
from backend.domain.label.rows import Printer
from backend.domain.outcome import Outcome, Refused
from backend.domain.people.roles import Right
from backend.domain.row import wh
from backend.domain.stock.rows import Warehouse
from backend.domain.units import Line, RowId, Word
from backend.ops.answer import answer, draft_of
from backend.ops.kernel import All, Context, Nature, Offline, Op, Ref, State, Text, Want, operation

Dpi = Annotated[int, Meta(ge=150, le=600)]
Mm = Annotated[int, Meta(ge=10, le=300)]


@operation(
    nature=Nature.REQUEST,
    right=Right.PRINTER,
    offline=Offline.ONLINE,
    words={
        "applied": Text("{name} is set up", "打印机 {name} 已设置"),
        "bad_host": Text(
            "{host} is no address: a name such as zebra-1.lan, or 10.0.0.20, with no port",
            "{host} 不是有效地址：请填写 zebra-1.lan 或 10.0.0.20，不含端口",
        ),
        "bad_port": Text(
            "Printers do not listen on port {port}: 9100 to 9109, or 6101",
            "打印机不使用端口 {port}：应为 9100 至 9109 或 6101",
        ),
        "other_warehouse": Text("This printer stands in {warehouse}", "该打印机属于 {warehouse}"),
        "name_taken": Text("Another printer here is called {name}", "已有打印机名为 {name}"),
        "too_many": Text("{count} printers are as many as a warehouse has", "一个仓库最多 {count} 台打印机"),
    },
)  # fmt: skip
class PrinterSet(Op, frozen=True, kw_only=True):
    """A label printer of the warehouse is set up, or changed: where it is, and which labels are in it."""

    printer: RowId
    warehouse: RowId
    name: Word
    host: Word
    port: Annotated[int, Meta(ge=1, le=65535)] = 9100
    dpi: Dpi = 203
    width_mm: Mm = 102
    height_mm: Mm = 152
    active: bool = True
    note: Line = ""

    def where(self, state: State) -> tuple[str, ...]:
        return (wh(self.warehouse),)

    def touches(self, state: State) -> Iterable[Want]:
        yield Ref(Warehouse, self.warehouse)
        yield Ref(Printer, self.printer, needed=False)
        yield All(Printer, "warehouse", self.warehouse)

    def decide(self, state: State, context: Context) -> Outcome:
        found = state.find(Printer, self.printer)
        others = [p for p in state.all(Printer, "warehouse", self.warehouse) if not p.removed and p.id != self.printer]
        refused = self._fault(found, others)
        if refused is not None:
            return refused
        draft = draft_of(state, context)
        draft.put(self._row(found, context.received_at))
        return answer(draft, params={"name": self.name})

    def _fault(self, found: Printer | None, others: list[Printer]) -> Refused | None:
        if not is_host(self.host):
            return Refused("bad_host", {"host": self.host}, ("correct_it", "discard"))
        if self.port not in PORTS:
            return Refused("bad_port", {"port": self.port}, ("correct_it", "discard"))
        if found is not None and found.warehouse != self.warehouse:
            return Refused("other_warehouse", {"warehouse": found.warehouse}, ("discard",))
        if any(p.name == self.name for p in others):
            return Refused("name_taken", {"name": self.name}, ("correct_it", "discard"))
        if len(others) >= PRINTERS_MOST:
            return Refused("too_many", {"count": PRINTERS_MOST}, ("discard",))
        return None

    def _row(self, found: Printer | None, now: int) -> Printer:
        row = Printer(
            id=self.printer, warehouse=self.warehouse, name=self.name, host=self.host, port=self.port, dpi=self.dpi,
            width_mm=self.width_mm, height_mm=self.height_mm, state_at=now, active=self.active, note=self.note,
        )  # fmt: skip
        if found is None:
            return row
        row = replace(row, ver=found.ver)
        same = (found.host, found.port, found.active, found.removed) == (self.host, self.port, self.active, False)
        return replace(row, state=found.state, why=found.why, state_at=found.state_at) if same else row


EXAMPLE = PrinterSet(printer="0192f3a0-printer1", warehouse="ROT", name="Pack 1", host="zebra-pack-1.lan")
