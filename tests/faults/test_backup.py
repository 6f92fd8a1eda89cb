"""R16: backups made under load are sound, and going back to one loses nothing that a device still has."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from backend.domain.pick.rows import PickTask
from backend.domain.stock.rows import Stock, StockPosition
from backend.store import backup
from backend.store import engine as store_engine
from backend.store.tables import DEVICE_HEAD, OP, TABLES
from backend.sync import safe
from tests.cli.conftest import tote
from tests.faults import engine
from tests.faults.conftest import show, times
from tests.faults.server import Client, Server
from tests.faults.site import Site

DEVICES = 10


def state(database: Path) -> list[Any]:
    """What is on the shelves and left to do, and how many ops of each device there are."""
    made = store_engine.checker(str(database))
    with made.connect() as connection:
        ops = connection.execute(sa.select(OP.c.device, sa.func.count()).group_by(OP.c.device).order_by(OP.c.device))
        found: list[Any] = [*map(tuple, ops)]
        for row in (Stock, StockPosition, PickTask):
            found += [tuple(r) for r in connection.execute(sa.select(TABLES[row]).order_by(TABLES[row].c.id))]
    made.dispose()
    return found


def send_all(clients: list[Client], count: int) -> None:
    """Each device writes ops and pushes until all that it has is answered."""

    def one(client: Client) -> None:
        client.pen.write(count)
        end = time.monotonic() + 60
        while client.acked < client.pen.n:
            status, answer = client.push()
            assert status in {200, 409}, answer
            assert time.monotonic() < end

    threads = [threading.Thread(target=one, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_restored_from_an_old_backup_the_server_is_where_it_was_when_all_devices_have_come_back(
    site: Site, tmp_path: Path
) -> None:
    server = Server(site)
    server.start()
    clients = [server.client(i, timeout_s=60) for i in range(DEVICES)]
    send_all(clients, 20)
    old = tmp_path / "old.db"
    assert tote("backup", old, "--data", site.path, cwd=tmp_path).returncode == 0
    send_all(clients, times(100, 1000))
    server.stop()
    before = state(site.database)
    begun = time.monotonic()
    restored = tote("restore", old, "--data", site.path, cwd=tmp_path)
    assert restored.returncode == 0, restored.stderr
    assert state(site.database) != before
    acked = {one.i: one.pen.n for one in clients}
    assert any("LOST" in text for text in engine.wrong(site.database, site, acked)), "it would be noticed"
    server.start()
    back_s = time.monotonic() - begun
    for one in clients:
        status, answer = one.pull()
        assert status == 409, "it is told that the server went back, whatever it does first"
        one.went_back(answer)
    send_all(clients, 0)
    healed_s = time.monotonic() - begun
    server.stop()
    show(ops_back=DEVICES * times(100, 1000), back_s=round(back_s, 2), healed_s=round(healed_s, 2))
    assert state(site.database) == before
    assert not engine.wrong(site.database, site, acked)


def test_a_backup_under_load_is_sound_and_only_then_devices_may_forget(site: Site, tmp_path: Path) -> None:
    server = Server(site)
    server.start()
    clients = [server.client(i, timeout_s=60) for i in range(4)]
    send_all(clients, 10)
    assert {one.durable for one in clients} == {0}
    load = threading.Thread(target=send_all, args=(clients, times(200, 2000)))
    load.start()
    (tmp_path / "backups").mkdir()
    made = tote("backup", tmp_path / "backups", "--data", site.path, cwd=tmp_path)
    load.join()
    assert made.returncode == 0, made.stderr
    (copy,) = backup.listed(tmp_path / "backups")
    kept = safe.look(copy)
    end = time.monotonic() + 20
    while min(one.durable for one in clients) == 0:
        send_all(clients, 1)
        assert time.monotonic() < end, "nobody is told"
    for one in clients:
        assert one.durable == kept.heads[one.pen.device][0] <= one.acked
    server.stop()
    assert not engine.wrong(copy, site, {one.i: one.durable for one in clients})
    assert tote("backup", copy, "--verify", cwd=tmp_path).returncode == 0


def test_a_backup_with_one_changed_page_or_one_changed_figure_is_found_out(site: Site, tmp_path: Path) -> None:
    good = tmp_path / "good.db"
    safe.make(site.database, good)
    torn = tmp_path / "torn.db"
    data = bytearray(good.read_bytes())
    for at in range(4096 * 20, len(data), 4096 * 7):
        data[at : at + 64] = b"\xff" * 64
    torn.write_bytes(data)
    assert tote("backup", torn, "--verify", cwd=tmp_path).returncode == 2
    raw = store_engine.sqlite.connect(good)
    raw.execute("UPDATE stock SET quantity = quantity + 1 WHERE id = (SELECT max(id) FROM stock WHERE quantity > 0)")
    raw.commit()
    raw.close()
    assert tote("backup", good, "--verify", cwd=tmp_path).returncode == 2
    before = site.database.read_bytes()
    assert tote("restore", torn, "--data", site.path, cwd=tmp_path).returncode == 2
    assert site.database.read_bytes() == before, "nothing is changed by a bad one"


def test_a_server_does_not_start_on_a_damaged_database(site: Site, tmp_path: Path) -> None:
    data = bytearray(site.database.read_bytes())
    for at in range(4096 * 20, len(data), 4096 * 7):
        data[at : at + 64] = b"\xff" * 64
    site.database.write_bytes(data)
    done = tote("serve", "--data", site.path, "--port", 0, cwd=tmp_path)
    assert done.returncode == 2
    assert "tote restore" in done.stderr


@pytest.mark.parametrize("change", ["epoch", "hash", "ahead"])
def test_no_device_forgets_for_a_backup_of_another_history(site: Site, tmp_path: Path, change: str) -> None:
    code, _ = engine.run(site, engine.Plan(devices=2, ops=20))
    assert code == 0
    kept = safe.make(site.database, tmp_path / "one.db")
    heads = {d: (n, h) for d, (n, h) in kept.heads.items() if d.startswith("d-")}
    assert len(heads) == 2
    wrong = {
        "epoch": safe.Kept(kept.path, "other", 0, heads),
        "hash": safe.Kept(kept.path, kept.epoch, 0, {d: (n, "00" * 16) for d, (n, _) in heads.items()}),
        "ahead": safe.Kept(kept.path, kept.epoch, 0, {d: (n + 1, h) for d, (n, h) in heads.items()}),
    }[change]
    made = store_engine.sqlite_writer(site.database)
    with made.connect() as connection, connection.begin():
        assert safe.tell(connection, wrong) == 0
        assert safe.tell(connection, safe.Kept(kept.path, kept.epoch, 0, heads)) == 2
        assert set(connection.scalars(sa.select(DEVICE_HEAD.c.durable_n).where(DEVICE_HEAD.c.device.in_(heads)))) == {
            20
        }
    made.dispose()
