"""The doctor tells of printers that cannot print, and what to do at them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from backend.app import opened
from backend.ops.kernel import Op
from backend.ops.printer.report import PrinterReport
from backend.ops.printer.set import PrinterSet
from backend.ops.stock.add_warehouse import StockAddWarehouse
from backend.settings import Settings
from backend.sync.service import OwnOp
from tests.cli.conftest import tote


def record(folder: Path, *ops: Op) -> None:
    async def body() -> None:
        async with opened(Settings(data_dir=folder)) as parts:
            outcomes = await parts.sync.record("sys:test", [OwnOp(op) for op in ops])
            assert {o.out for o in outcomes} == {"applied"}, outcomes

    asyncio.run(body())


def test_a_printer_without_labels_is_odd_until_it_has_some(tmp_path: Path) -> None:
    assert tote("init", cwd=tmp_path).returncode == 0
    assert "can print" not in tote("doctor", "--port", 0, cwd=tmp_path).stdout
    record(
        tmp_path / "tote-data",
        StockAddWarehouse(warehouse="ROT", name_en="R", name_zh="鹿", company_prefix="8712345"),
        PrinterSet(printer="p1", warehouse="ROT", name="Pack 1", host="10.0.0.20"),
        PrinterSet(printer="p2", warehouse="ROT", name="Pack 2", host="10.0.0.21"),
        PrinterSet(printer="p3", warehouse="ROT", name="In the cupboard", host="10.0.0.22", active=False),
        PrinterReport(printer="p1", state="paper_out", why="paper_out"),
        PrinterReport(printer="p2", state="ready"),
        PrinterReport(printer="p3", state="unreachable", why="no_answer"),
    )
    odd = tote("doctor", "--port", 0, cwd=tmp_path)
    assert odd.returncode == 1
    assert "printer Pack 1: 10.0.0.20: paper_out\n    The printer has no labels left" in odd.stdout
    assert "printers: 1 of 2 can print" in odd.stdout
    assert "cupboard" not in odd.stdout
    record(tmp_path / "tote-data", PrinterReport(printer="p1", state="ready"))
    assert "printers: 2 of 2 can print" in tote("doctor", "--port", 0, cwd=tmp_path).stdout
