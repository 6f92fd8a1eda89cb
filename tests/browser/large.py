"""Text at twice its size on the narrowest screen (WCAG 2.2, 1.4.4 and 1.4.10): all of it can be read."""

from __future__ import annotations

from playwright.sync_api import Page

_TEXTS = """() => {
  const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const at = node.parentElement;
    const shown = at.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (!node.data.trim() || !shown || at.closest('svg, select, textarea, style, script')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const inSight = (b) => {
      for (let e = at.parentElement; e && e !== document.body; e = e.parentElement) {
        if (!/auto|scroll/.test(getComputedStyle(e).overflowY)) continue;
        const window = e.getBoundingClientRect();
        if (b.top < window.top - 1 || b.bottom > window.bottom + 1) return false; // one scrolls to it
      }
      return true;
    };
    const boxes = [...range.getClientRects()].filter(inSight);
    texts.push({ at, text: node.data.trim().slice(0, 40), boxes });
  }
  return texts;
}"""

_CUT_OFF = """(texts) => {
  const hides = (e) => /hidden|clip/.test(getComputedStyle(e).overflowX);
  const found = [];
  for (const { at, text, boxes } of texts) {
    for (let e = at; e && e !== document.body; e = e.parentElement) {
      if (!hides(e) || getComputedStyle(e).display === 'inline') continue;
      const room = e.getBoundingClientRect();
      const out = boxes.some((b) => b.right > room.right + 1 || b.left < room.left - 1 || b.bottom > room.bottom + 2);
      if (out) found.push(`cut off: ${text}`);
    }
    if (boxes.some((b) => b.right > innerWidth + 1 || b.left < -1)) found.push(`beside the screen: ${text}`);
  }
  return found;
}"""

_OVER = """(texts) => {
  const floats = (e) => e && (/fixed|sticky/.test(getComputedStyle(e).position) || floats(e.parentElement));
  const flat = texts.filter(({ at }) => !floats(at));
  const both = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  const meet = (a, b) => both(a, b, 'left', 'right') > 2 && both(a, b, 'top', 'bottom') > 4;
  const found = [];
  flat.forEach((one, n) => {
    for (const other of flat.slice(n + 1)) {
      if (one.boxes.some((a) => other.boxes.some((b) => meet(a, b)))) found.push(`${one.text} over ${other.text}`);
    }
  });
  return found;
}"""


def cramped(page: Page) -> list[str]:
    """What cannot be read at 320 px with text of 200 %. The page is as it was afterwards."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found: list[str] = page.evaluate(f"(texts => [...({_CUT_OFF})(texts), ...({_OVER})(texts)])(({_TEXTS})())")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append("the page scrolls sideways")
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    if before:
        page.set_viewport_size(before)
    return found
