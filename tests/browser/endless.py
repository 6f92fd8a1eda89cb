"""A floor with a stop that does not end, and the app's own session in a tab: ops by the hundred, as `record` gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from backend.app import opened
from backend.domain.outcome import Out
from backend.domain.pick.rows import PickTask
from backend.domain.task.rows import ExceptionTask
from backend.lab.world.build import MANAGER, WAREHOUSE, furnish, let_in
from backend.lab.world.read import read_world
from backend.ops.kernel import Op
from backend.ops.order.place import OrderPlace, PlacedLine
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.release import PickRelease
from backend.ops.stock.receive import StockReceive
from backend.settings import Settings
from backend.store import rows as stored
from backend.store.migrate import upgrade
from backend.store.tables import DEVICE_HEAD, OP
from backend.sync.chain import START, link
from backend.sync.decide import SYSTEM
from backend.sync.service import OwnOp
from backend.sync.verify import differences
from tests.browser.served import apart, sign_in

UNITS = 50_000
PICKER = "ana"
UNTIL_MS_MAX = 20_000

FIND = """function () {
  const found = this.filter((one) => typeof one.record === 'function' && one.replica && one.http && one.signIn);
  if (found.length !== 1) throw new Error(`${found.length} sessions in the page`);
  globalThis.session = found[0];
}"""

SCANNING = """() => {
  const { session } = globalThis;
  const task = session.replica.all('pick_task').reduce((a, b) => (b.quantity > a.quantity ? b : a));
  const raw = session.replica.where('barcode', 'product', task.product).find((one) => one.units === 1).id;
  globalThis.told = [];
  globalThis.failed = '';
  globalThis.scan = async () => {
    const { n, id } = await session.record('pick.scan', { task: task.id, raw });
    globalThis.told.push([n, id]); // from here on a person has heard the beep
    globalThis.tell?.([n, id]);
    return n;
  };
  globalThis.go = async (most = Infinity, gap = 0) => {
    try {
      for (globalThis.going = true; globalThis.going && most > 0; most--) {
        await globalThis.scan();
        if (gap) await new Promise((resolve) => setTimeout(resolve, gap));
      }
    } catch (error) {
      globalThis.failed = String(error);
    }
  };
}"""

KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('tote');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const ops = opening.result.transaction('ops').objectStore('ops').getAll();
    ops.onsuccess = () => {
      opening.result.close();
      resolve(ops.result.map(({ n, id, text, h }) => ({ n, id, text, h })));
    };
  };
})"""


def _steps() -> list[tuple[Op, str]]:
    sku = next(p.sku for p in read_world().products if p.lot_tracked != "yes")
    place = f"{WAREHOUSE}/{read_world().locations[0].code}"
    goods = StockReceive(warehouse=WAREHOUSE, location=place, product=sku, quantity=UNITS + 1)
    line = PlacedLine(product=sku, quantity=UNITS, unit_price=1)
    order = OrderPlace(
        order="endless", number="E1", channel="test", warehouse=WAREHOUSE, lines=(line,), total=UNITS, payment="paid",
        placed_at=1, ship_name="Café Maas", ship_street="Kade 1", ship_city="Rotterdam", ship_zip="3011 AA",
        ship_country="NL",
    )  # fmt: skip
    release = PickRelease(run="endless", warehouse=WAREHOUSE, orders=("endless",))
    return [(goods, SYSTEM), (order, SYSTEM), (release, MANAGER), (PickClaim(run="endless"), PICKER)]


def build(data_dir: Path) -> Settings:
    """The demo world with one order, being picked by ana, of more units than any test scans."""
    settings = Settings(data_dir=data_dir)

    async def work() -> None:
        async with opened(settings) as parts:
            await furnish(parts.sync)
            await let_in(parts)
            for op, author in _steps():
                (outcome,) = await parts.sync.record("sys:endless", [OwnOp(op, author=author)])
                assert outcome.out == Out.APPLIED, outcome

    upgrade(settings.database)
    apart(work)
    return settings


def until(page: Page, holds: str) -> None:
    """Wait until an expression of the page holds; its policy lets nothing be made of text in it."""
    page.evaluate(f"""() => new Promise((resolve, reject) => {{
      const look = () => ({holds} ? resolve() : setTimeout(look, 20));
      setTimeout(() => reject(new Error({holds!r})), {UNTIL_MS_MAX});
      look();
    }})""")


def adopt(page: Page) -> None:
    """Find the session of the built app in a page, and make it ready to scan."""
    expect(page.get_by_test_id("pill")).to_be_visible()
    cdp = page.context.new_cdp_session(page)
    proto = cdp.send("Runtime.evaluate", {"expression": "Object.prototype"})["result"]["objectId"]
    objects = cdp.send("Runtime.queryObjects", {"prototypeObjectId": proto})["objects"]["objectId"]
    got = cdp.send("Runtime.callFunctionOn", {"objectId": objects, "functionDeclaration": FIND})
    assert "exceptionDetails" not in got, got
    cdp.detach()
    until(page, "session.me && session.replica.all('pick_task').length > 0")
    page.evaluate(SCANNING)


def enter(page: Page, base: str) -> None:
    """Sign the picker in, and wait until the device has all it needs to go on alone."""
    sign_in(page, base, PICKER)


def kept(page: Page) -> list[dict[str, Any]]:
    """The ops in the database, as they are, whatever the app makes of them."""
    ops: list[dict[str, Any]] = page.evaluate(KEPT)
    return ops


def broken_links(ops: list[dict[str, Any]]) -> list[int]:
    """The ops whose number or hash does not follow the one before; reckoned by the server's own hash."""
    broken = []
    for before, op in zip([None, *ops], ops, strict=False):
        n, h = (before["n"], bytes.fromhex(before["h"])) if before else (0, START)
        if op["n"] != n + 1 or bytes.fromhex(op["h"]) != link(h, op["text"].encode()):
            broken.append(op["n"])
    return broken


def drained(page: Page) -> None:
    """Wait until all is answered and up to date."""
    until(page, "session.pending().count === 0 && session.status === 'current'")


def books(settings: Settings) -> dict[str, Any]:
    """What the server holds in the end: its ops of devices, where it stands with each, and what it made of them."""

    async def work() -> dict[str, Any]:
        async with opened(settings) as parts:
            read = parts.store.read
            own = OP.c.device.like("sys:%")
            heads = DEVICE_HEAD.select().where(DEVICE_HEAD.c.device.not_like("sys:%"))
            tasks = await read(lambda c: stored.load_all(c, ExceptionTask))
            return {
                "ops": await read(lambda c: c.execute(OP.select().where(~own).order_by(OP.c.device, OP.c.n)).all()),
                "heads": await read(lambda c: c.execute(heads).all()),
                "lost": [task for task in tasks if task.code == "storage_lost"],
                "picked": sum(t.picked for t in await read(lambda c: stored.load_all(c, PickTask))),
                "differences": await read(differences),
            }

    return apart(work)


def counted_once(settings: Settings, ids: list[str]) -> None:
    """Every op is on the server once and counted once, in one row of numbers; nothing is owed and nothing is lost."""
    end = books(settings)
    scans = [op for op in end["ops"] if op.kind == "pick.scan@1"]
    assert sorted(op.id for op in scans) == sorted(ids)
    assert {op.out for op in scans} == {"applied"}
    assert end["picked"] == len(ids)
    (head,) = end["heads"]
    assert [op.n for op in end["ops"]] == list(range(1, head.last_n + 1))
    assert (head.declared_n, end["lost"], end["differences"]) == (head.last_n, [], [])
