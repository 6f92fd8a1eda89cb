"""`tote demo`, and bringing orders in beside it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import httpx
import sqlalchemy as sa

from backend.domain.stock.lease import Lease
from backend.lab.world import build, read_world, sample_orders
from backend.store.tables import OP, TABLES
from tests.api.scanner import Signer
from tests.cli.conftest import Start, tote


def test_the_demo_lets_everybody_in_and_is_built_once(tmp_path: Path, start: Start) -> None:
    first = start("demo", "--port", 0)
    url = first.url()
    first.wait_for(r"Ctrl-C")
    said = "".join(first.said)
    with httpx.Client(base_url=url) as http:
        assert http.get("/readyz").json()["ready"]
        for person in read_world().people:
            assert person.id in said
            body = {"login": person.id, "password": build.PASSWORD}
            session = http.post("/api/auth/sign-in", json=body)
            assert session.status_code == 200, session.text
        assert build.PASSWORD in said
        life = http.get("/api/queries/life/map", headers=bearer(http, "ingrid")).json()
        stages = {stage["stage"]: stage["orders"] for stage in life["stages"]}
        assert stages["released"] >= 2
        assert stages["review"] >= 1
        page = (tmp_path / ".tote-demo" / "badges.html").read_text()
        people = [take_turn(http, said, *found) for found in re.findall(r"PIN (\d+)<br><small>TOTE-BADGE:(\w+)", page)]
        assert people == [
            p.id for p in read_world().people if p.role in {"picker", "packer", "dock", "receiver", "lead"}
        ]
    assert first.stop() == 0

    world = tmp_path / ".tote-demo" / "tote.db"
    assert leases(world) == [(product, "luc", "open") for product in sorted(build.SOLD_IN_A_SHIFT)]
    ops = count_ops(world)
    second = start("demo", "--port", 0)
    second.url()
    second.wait_for("Ctrl-C")
    assert second.stop() == 0
    assert count_ops(world) == ops, "nothing is built again"


def count_ops(database: Path) -> int:
    """What people and the world have done; the server's own housekeeping at a start is not counted."""
    engine = sa.create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        query = sa.select(sa.func.count()).select_from(OP).where(OP.c.device.not_in(["sys:clock", "sys:printers"]))
        found = connection.scalar(query) or 0
    engine.dispose()
    return found


def leases(database: Path) -> list[tuple[str, str, str]]:
    """Product, holder and state of each lease."""
    engine, at = sa.create_engine(f"sqlite:///{database}"), TABLES[Lease].c
    with engine.connect() as connection:
        found = connection.execute(sa.select(at.product, at.person, at.state).order_by(at.product)).all()
    engine.dispose()
    return [tuple(row) for row in found]


SCANNER = Signer()


def take_turn(http: httpx.Client, said: str, pin: str, badge: str) -> str:
    """Sign in with a badge on the shared scanner that the demo offers; returns who that is."""
    code = "".join(re.findall(r"/#/enrol/(\w+)", said))
    enrol = {"code": code, "key": SCANNER.key, "proof": SCANNER.sign(f"tote-enrol-1\n{code}\n{SCANNER.key}")}
    device = http.post("/api/auth/enrol", json=enrol).json()["device"]
    proof = SCANNER.sign(f"tote-badge-1\n{device}\n{hashlib.sha256(badge.encode()).hexdigest()}")
    answer = http.post("/api/auth/badge", json={"device": device, "badge": badge, "pin": pin, "proof": proof})
    assert answer.status_code == 200, answer.text
    found: str = answer.json()["person"]["id"]
    return found


def bearer(http: httpx.Client, login: str) -> dict[str, str]:
    answer = http.post("/api/auth/sign-in", json={"login": login, "password": build.PASSWORD})
    return {"authorization": f"Bearer {answer.json()['access']}"}


def test_a_file_goes_in_once_by_either_way(tmp_path: Path, start: Start) -> None:
    demo = start("demo", "--port", 0)
    url = demo.url()
    file = tmp_path / "orders.csv"
    text = sample_orders().decode().replace("#104", "#205").replace("61042220", "71042220")
    file.write_text(text, encoding="utf-8")

    beside = tote("import", file, "--data", ".tote-demo", "--warehouse", "ROT", cwd=tmp_path)
    assert beside.returncode == 2
    assert f"--server {url}" in beside.stderr

    password = {"TOTE_PASSWORD": build.PASSWORD}
    refused = tote("import", file, "--server", url, "--login", "ana", "--warehouse", "ROT", cwd=tmp_path, **password)
    assert refused.returncode == 2
    assert "You may not do this: import" in refused.stderr

    args = ("import", file, "--server", url, "--login", "lena")
    unnamed = tote(*args, cwd=tmp_path, **password)
    assert unnamed.returncode == 2
    assert "ROT, SZX" in unnamed.stderr

    dry = tote(*args, "--warehouse", "ROT", "--dry-run", cwd=tmp_path, **password)
    assert "nothing was placed" in dry.stdout
    sent = tote(*args, "--warehouse", "ROT", cwd=tmp_path, **password)
    assert sent.returncode == 1
    assert "13 orders placed, 2 problems" in sent.stdout
    assert "2 boxes" in sent.stdout
    assert "Lineitem quantity" in sent.stdout
    demo.stop()

    again = tote("import", file, "--data", ".tote-demo", "--warehouse", "ROT", cwd=tmp_path)
    assert again.returncode == 1, again.stderr
    assert "0 orders placed, 13 already there, 2 problems" in again.stdout
    chinese = tote("import", file, "--data", ".tote-demo", "--warehouse", "ROT", "--language", "zh", cwd=tmp_path)
    assert "不是有效数量" in chinese.stdout


def test_a_file_with_nothing_in_it_fails(tmp_path: Path) -> None:
    tote("init", "--data", "fresh", cwd=tmp_path)
    file = tmp_path / "empty.csv"
    file.write_text("")
    done = tote("import", file, "--data", "fresh", cwd=tmp_path)
    assert done.returncode == 2
