"""What moves on a page without anybody having moved it: the browser's own measure, with what it was and how far."""

from __future__ import annotations

from playwright.sync_api import Page

WATCH = """(() => {
  globalThis.moved = [];
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  const name = (node) => (node?.outerHTML ?? node?.textContent ?? 'gone').slice(0, 90);
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const what = sources.map((one) => `${name(one.node)} [${box(one.previousRect)}] to [${box(one.currentRect)}]`);
      globalThis.moved.push(`${value.toFixed(5)}: ${what.join('; ')}`);
    }
  }).observe({ type: 'layout-shift', buffered: true });
})()"""
"""For `add_init_script`. A shift right after a key counts too: a scanner's code is a key, and nobody expects a jump."""


def moved(page: Page) -> list[str]:
    """What has moved since this was asked last."""
    frames = "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then, 50)))"
    page.evaluate(f"new Promise((then) => {frames})")
    found: list[str] = page.evaluate("globalThis.moved.splice(0)")
    return found
