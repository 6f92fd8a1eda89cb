"""The rehearsal: a small site's morning keeps every promise, and what is broken on purpose is found."""

from __future__ import annotations

import json
import re
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from typing import get_type_hints

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from backend.cli.rehearse import command
from backend.lab.bench.run import running
from backend.lab.rehearse import hand, page, picking, report, run
from backend.lab.rehearse.picking import EARLY, Batteries
from backend.lab.rehearse.report import Report
from backend.lab.rehearse.run import Plan, rehearse
from backend.lab.rehearse.site import Odds
from backend.lab.simulate import planted
from tests.browser.served import apart

CLUMSY = Odds(
    wrong_item=0.2, over_pick=0.2, unseen=0.1, wrong_tote=0.2, wrong_pack=0.2, wrong_truck=0.4, offline_an_hour=4,
    empty_bins=0.5, called_off=0.25, over_pack=0.9, by_lot=0.4, other_count=0.4, damaged=0.4, unannounced=0.4,
    twice=0.3, comes_back=0.5, batch=0.3, zone=0.3, agreed=0.4, photo=1, other_box=0.5, planned=0.9,
)  # fmt: skip
QUICK = Plan(site="small", hours=2, speed=900, odds=CLUMSY, paced=False)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is started as a module of this checkout; its database goes where tests leave theirs."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.chdir(tmp_path)


def test_a_clumsy_morning_keeps_every_promise() -> None:
    found = apart(lambda: rehearse(QUICK))
    assert found.violations == []
    assert found.shipped > 0.5 * found.orders
    assert found.lines > found.orders
    assert {"wrong item", "short", "over-pick", "wrong tote", "wrong truck", "offline"} <= found.planned.keys()
    assert {"delivery over", "damaged at the door", "parcel that came back"} <= found.planned.keys()
    assert {"run by batch", "run by zone", "totes passed on", "box named", "photo at the door"} <= found.planned.keys()
    assert {"battery flat, resumed", "battery flat, taken over"} <= found.planned.keys()
    assert {"pick.scan: wrong_item", "pick.scan: over_pick", "pick.short: short"} <= found.exceptions.keys()
    assert found.left_open == 0


def test_what_must_fail_once_fails_early_even_where_one_picker_does_all_the_work() -> None:
    sure, chance = deque([False, True]), Random(3)
    first, other = Batteries({4: True}, sure, chance), Batteries({}, sure, chance)
    failed = [(lines, first.fails(lines)) for lines in range(1, 40)]
    kinds = [kind for lines, kind in failed if kind is not None and lines <= 2 * EARLY[1]]
    assert sorted(kinds) == [False, True]
    assert sum(kind is not None for _, kind in failed) == len(kinds)  # there is one spare device for each
    assert all(other.fails(lines) is None for lines in range(1, 40))


def test_the_command_prints_json_and_a_page_by_itself_where_nobody_waits_for_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picking, "CLAIM_S", 0.0)
    args = ["--hours", "0.5", "--minutes", "0.05", "--json", "--no-fold", "--out", "report.html"]
    with ThreadPoolExecutor(1) as thread:
        ran = thread.submit(CliRunner().invoke, command, args).result()
    assert ran.exit_code == 0, ran.output
    found = json.loads(ran.output)
    assert found["violations"] == []
    assert found["planned"]["claim answered late"]
    assert found["shipped"]
    assert 0 < found["held_speed"] <= found["speed"] * 1.05
    assert all(share > 0 for share in found["shares"])
    shown = Path("report.html").read_text(encoding="utf-8")
    assert shown.count("<svg") >= 4
    assert not re.search(r"(src|href|url)\s*[=(]", shown)


def test_a_machine_that_is_too_slow_says_so_and_by_how_much() -> None:
    floor = {"site": "large", "speed": 60.0, "handhelds": 142, "shares": [0.93, 0.41]}
    rest = {name: kind() for name, kind in get_type_hints(Report).items() if kind in {int, float, str}}
    empty = {"by_picker": {}, "curve": [], "waits": [], "exceptions": {}, "refused": {}, "planned": {}}
    spreads = {"latency_ms": {}, "late_ms": {}, "violations": []}
    slow = msgspec.convert(rest | empty | spreads | floor | {"held_speed": 18.0}, Report)
    assert "×18 on the whole: this machine was too slow for ×60" in report.text(slow)
    assert "93% of a processor, the server 41%" in page.html(slow)
    held = replace(slow, held_speed=59.0)
    assert "too slow" not in report.text(held)
    assert "×60" in report.text(held)


def test_goods_that_the_server_books_twice_are_found() -> None:
    one_by_one = Odds(batch=0, zone=0)  # what is taken for several orders at once is booked elsewhere
    plan = Plan(site="small", hours=0.5, speed=900, odds=one_by_one, fold=False, paced=False)
    found = apart(lambda: rehearse(plan, partial(running, module="tests.lab.twice")))
    assert found.lines
    assert any("in the books" in said and "there" in said for said in found.violations), found.violations


def test_an_op_that_a_device_drops_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand, "BACK_S", 2.0)  # its answer never comes
    monkeypatch.setattr(hand, "ANSWER_S", 1.0)
    monkeypatch.setattr(run, "GRACE_S", 1.0)
    with planted.bugs()["a write fails without a word"].plant():
        found = apart(lambda: rehearse(Plan(site="small", hours=0.5, speed=900, fold=False, paced=False)))
    assert any("not in the log" in said for said in found.violations), found.violations
