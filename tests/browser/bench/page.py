"""The built app in Chromium, and its own session: nothing of what is measured is made for the measurement."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, CDPSession, Page

from backend.lab.world.build import PASSWORD

FIND = """function () {
  const found = this.filter((one) => typeof one.record === 'function' && one.replica && one.http && one.signIn);
  if (found.length !== 1) throw new Error(`${found.length} sessions in the page`);
  globalThis.session = found[0];
}"""

REPLICA = """async ([login, password]) => {
  const { session } = globalThis;
  const { heads } = session.replica.base;
  let at = 0;
  const usable = new Promise((resolve) => {
    const look = () => {
      if (session.me && at === 0) at = performance.now();
      if (session.status === 'current' && heads.has('catalog') && heads.has('wh:ROT')) resolve(performance.now());
    };
    session.onChange(look);
    session.replica.onChange(look);
  });
  performance.clearResourceTimings();
  await session.signIn(login, password);
  const ms = (await usable) - at;
  const asked = performance.getEntriesByType('resource').filter((one) => one.name.includes('/snapshot/'));
  return [ms, Object.fromEntries(asked.map((one) => [one.name, one.encodedBodySize]))];
}"""

RECORD = """async ([count, gap]) => {
  const { session } = globalThis;
  const task = session.replica.all('pick_task').reduce((a, b) => (b.quantity > a.quantity ? b : a));
  const raw = session.replica.where('barcode', 'product', task.product).find((one) => one.units === 1).id;
  const took = [];
  for (let n = 0; n < count; n++) {
    await new Promise((resolve) => setTimeout(resolve, gap));
    const begin = performance.now();
    const { outcome } = await session.record('pick.scan', { task: task.id, raw });
    took.push(performance.now() - begin);
    if (outcome.out !== 'applied') throw new Error(JSON.stringify(outcome));
  }
  return took;
}"""

QUEUE = """async (count) => {
  const { session } = globalThis;
  const task = session.replica.all('pick_task').reduce((a, b) => (b.quantity > a.quantity ? b : a));
  const raw = session.replica.where('barcode', 'product', task.product).find((one) => one.units === 1).id;
  for (let n = 0; n < count; n++) await session.record('pick.scan', { task: task.id, raw });
  const begin = performance.now();
  session.replica.rebase();
  return performance.now() - begin;
}"""

DRAIN = """async () => {
  const { session } = globalThis;
  const drained = () => session.status === 'current' && session.unsettled().length === 0;
  const begin = performance.now();
  for (let last = begin, longest = 0; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    const now = performance.now();
    [last, longest] = [now, Math.max(longest, now - last)];
    if (drained()) return [now - begin, longest];
    if (now - begin > 120_000) throw new Error('it does not drain');
  }
}"""

BARE = """async ([count, gap]) => {
  const request = indexedDB.open('bench');
  request.onupgradeneeded = () => request.result.createObjectStore('rows');
  const db = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const took = [];
  for (let n = 0; n < count; n++) {
    await new Promise((resolve) => setTimeout(resolve, gap));
    const begin = performance.now();
    const tx = db.transaction(['rows'], 'readwrite', { durability: 'strict' });
    tx.objectStore('rows').add('x'.repeat(400), n);
    tx.commit();
    await new Promise((resolve) => (tx.oncomplete = resolve));
    took.push(performance.now() - begin);
  }
  return took;
}"""


class App:
    """A tab with the app, and its session as `globalThis.session`."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.page: Page = context.new_page()
        self.cdp: CDPSession = context.new_cdp_session(self.page)
        self.page.goto(base)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        proto = self._eval("Object.prototype")
        objects = self.cdp.send("Runtime.queryObjects", {"prototypeObjectId": proto})["objects"]["objectId"]
        self._call(objects, FIND)
        self.cdp.send("Runtime.releaseObject", {"objectId": objects})

    def _eval(self, expression: str) -> str:
        id_: str = self.cdp.send("Runtime.evaluate", {"expression": expression})["result"]["objectId"]
        return id_

    def _call(self, object_id: str, function: str) -> None:
        got = self.cdp.send("Runtime.callFunctionOn", {"objectId": object_id, "functionDeclaration": function})
        if "exceptionDetails" in got:
            raise RuntimeError(got["exceptionDetails"]["exception"]["description"])

    def throttle(self, rate: float) -> None:
        """Slow the main thread of the page down by a factor."""
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def first_replica(self, login: str) -> tuple[float, dict[str, int]]:
        """Milliseconds from the open session to all rows on disk and readable; bytes by snapshot, as sent."""
        ms, sizes = self.page.evaluate(REPLICA, [login, PASSWORD])
        return ms, sizes

    def heap(self) -> tuple[float, int]:
        """Megabytes in use and nodes of the document, after what can go is gone."""
        for _ in range(2):
            self.cdp.send("HeapProfiler.collectGarbage")
        used = self.cdp.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        return used, self.cdp.send("Memory.getDOMCounters")["nodes"]

    def record(self, count: int, gap_ms: float) -> list[float]:
        """Milliseconds of each `record`, until the op is durable."""
        took: list[float] = self.page.evaluate(RECORD, [count, gap_ms])
        return took

    def queue(self, count: int) -> float:
        """Keep ops, one behind the other; milliseconds of laying all of them over the rows once."""
        ms: float = self.page.evaluate(QUEUE, count)
        return ms

    def drain(self) -> tuple[float, float]:
        """Milliseconds until every op is answered and its rows are here; the longest time that the page stood still."""
        ms, stall = self.page.evaluate(DRAIN)
        return ms, stall

    def bare(self, count: int, gap_ms: float) -> list[float]:
        """Milliseconds of the least that a durable write can be: what of `record` is the browser and the disk."""
        took: list[float] = self.page.evaluate(BARE, [count, gap_ms])
        return took
