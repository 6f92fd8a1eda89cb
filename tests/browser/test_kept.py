"""What is called kept is complete on the disk: a write may still fail after its request has succeeded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.endless import broken_links, build, counted_once, drained, kept
from tests.browser.served import at_the_shelf, counted, scan, serving, tone
from tests.browser.test_storage import offline_floor

WATCH = """() => {
  const log = (globalThis.log = []);
  globalThis.failing = []; // why each of the next writes of an op is to fail
  const { add, put } = IDBObjectStore.prototype;
  const { commit } = IDBTransaction.prototype;
  const { transaction } = IDBDatabase.prototype;
  const doomed = new WeakSet();
  const ops = new WeakMap();
  IDBDatabase.prototype.transaction = function (...args) {
    const tx = transaction.apply(this, args); // these listeners are the first, and hear of it before the app does
    tx.addEventListener('complete', () => ops.has(tx) && log.push(`complete ${ops.get(tx)}`));
    tx.addEventListener('abort', () => ops.has(tx) && log.push(`aborted ${ops.get(tx)}`));
    return tx;
  };
  const written = (write) => function (op, ...key) {
    const request = write.call(this, op, ...key);
    if (this.name !== 'ops') return request;
    const tx = this.transaction;
    const reason = globalThis.failing.shift();
    if (reason !== undefined) doomed.add(tx);
    ops.set(tx, op.id);
    request.addEventListener('success', () => {
      log.push(`written ${op.id}`);
      if (reason === undefined) return;
      if (reason) Object.defineProperty(tx, 'error', { value: new DOMException('at the commit', reason) });
      tx.abort();
    });
    return request;
  };
  IDBObjectStore.prototype.add = written(add);
  IDBObjectStore.prototype.put = written(put);
  // Nothing can be aborted from outside once a commit was asked for; the disk could still say no.
  IDBTransaction.prototype.commit = function () {
    if (!doomed.has(this)) commit.call(this);
  };
  globalThis.tell = ([, id]) => log.push(`said ${id}`);
  const page = document.documentElement;
  const heard = new MutationObserver((all) => all.forEach(() => log.push(`tone ${page.dataset.tone}`)));
  heard.observe(page, { attributeFilter: ['data-tone'] });
}"""


def events(page: Page) -> list[str]:
    """What happened since it was last asked."""
    happened: list[str] = page.evaluate("log.splice(0)")
    return happened


@pytest.mark.timeout(120)
def test_a_write_that_fails_after_its_request_succeeded_is_told_in_words_and_is_no_op(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base, offline_floor(browser, base) as (context, page):
        code = at_the_shelf(page)
        scan(page, code)
        expect(page.get_by_test_id("count")).to_contain_text("1")
        page.evaluate(WATCH)
        before = kept(page)
        page.evaluate("failing.push('QuotaExceededError')")
        scan(page, code)
        tone(page, "decide")
        expect(page.get_by_test_id("flash")).to_contain_text("nothing was kept")
        expect(page.get_by_test_id("pill")).to_have_text(re.compile("Cannot save"))
        happened = events(page)
        assert [event for event in happened if event.startswith("tone")] == ["tone decide"]
        assert {event.split()[0] for event in happened} == {"written", "aborted", "tone"}
        assert counted(page)[0] == 1
        assert kept(page) == before
        assert page.evaluate("session.pending().count") == len(before)
        scan(page, code)
        expect(page.get_by_test_id("count")).to_contain_text("2")
        tone(page, "right")
        expect(page.get_by_test_id("pill")).not_to_contain_text("Cannot save")
        ops = kept(page)
        assert [op["id"] for op in ops][:-1] == [op["id"] for op in before]
        assert broken_links(ops) == []
        assert [event.split()[0] for event in events(page)] == ["written", "complete", "tone"]
        context.set_offline(False)
        drained(page)
    counted_once(settings, [op["id"] for op in ops][1:])  # the first was the tote


@pytest.mark.timeout(120)
def test_an_op_is_called_kept_after_its_transaction_is_complete_and_once_however_often_that_takes(
    browser: Browser, tmp_path: Path
) -> None:
    settings = build(tmp_path)
    with serving(tmp_path) as base, offline_floor(browser, base) as (context, page):
        page.evaluate(WATCH)
        page.evaluate("go(2)")
        first, second = (op["id"] for op in kept(page))
        steps = ("written", "complete", "said")
        assert events(page) == [f"{step} {id_}" for id_ in (first, second) for step in steps]

        page.evaluate("failing.push('')")  # the connection is dead: a new one takes it
        page.evaluate("go(1)")
        third = kept(page)[-1]["id"]
        assert events(page) == [f"{step} {third}" for step in ("written", "aborted", *steps)]

        page.evaluate("failing.push('', '')")  # nor does a new one: a file keeps it until the database does
        page.evaluate("go(1)")
        assert len(kept(page)) == 3
        fourth = events(page)[-1].split()[1]
        assert page.evaluate("session.pending().count") == 4
        page.evaluate("go(1)")
        ops = kept(page)
        assert [op["id"] for op in ops][:4] == [first, second, third, fourth]
        assert len(ops) == 5
        assert broken_links(ops) == []
        assert page.evaluate("failed") == ""
        context.set_offline(False)
        drained(page)
    counted_once(settings, [op["id"] for op in ops])
