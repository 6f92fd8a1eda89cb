"""Between two targets lies enough of nothing that a gloved thumb at the edge of one does not press the other."""

from __future__ import annotations

from playwright.sync_api import Page

GAP_PX = 8
_CLOSE = """(least) => {
  const all = document.querySelectorAll('button, a[href], select, textarea, input:not([tabindex="-1"])');
  const seen = [...all].filter((e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  // A check box is as large as its label. What stays in its place lies over what scrolls: there one scrolls on.
  const targets = [...new Set(seen.map((e) => (e.closest("label.check")) ?? e))]
    .map((e) => ({ e, r: e.getBoundingClientRect(), layer: e.closest('.top, .bar') }))
    .filter(({ r }) => r.width > 0 && r.height > 0);
  const between = (a, b) => {
    const wide = Math.max(a.left - b.right, b.left - a.right);
    const high = Math.max(a.top - b.bottom, b.top - a.bottom);
    return wide > 0 && high > 0 ? Math.hypot(wide, high) : Math.max(wide, high);
  };
  const name = ({ e }) => e.dataset.testid ?? e.outerHTML.slice(0, 60);
  return targets.flatMap((a, n) => targets.slice(n + 1).flatMap((b) => {
    if (a.layer !== b.layer || a.e.contains(b.e) || b.e.contains(a.e)) return [];
    const gap = between(a.r, b.r);
    return gap < least - 0.1 ? [`${name(a)} and ${name(b)}: ${gap.toFixed(1)} px`] : [];
  }));
}"""


def too_close(page: Page) -> list[str]:
    """The pairs of targets with less than 8 px between them."""
    found: list[str] = page.evaluate(_CLOSE, GAP_PX)
    return found
