"""Small charts as inline SVG (W3C SVG 2), in the colours of the page that they stand on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, ROW, LABEL, HEIGHT = 640, 26, 220, 160
_PAIR = 2


def bars(rows: Mapping[str, Sequence[float]], unit: str = "") -> str:
    """Horizontal bars, one or two values a row; the second is drawn behind the first, paler."""
    most = max((max(values) for values in rows.values()), default=0) or 1
    parts: list[str] = []
    for n, (name, values) in enumerate(rows.items()):
        y = n * ROW
        parts.append(f'<text x="{LABEL - 8}" y="{y + 17}" text-anchor="end">{escape(name)}</text>')
        for kind, value in zip(("much", "one"), reversed(values), strict=False) if len(values) == _PAIR else [
            ("one", values[0])
        ]:  # fmt: skip
            width = max(1.0, value / most * (WIDTH - LABEL - 110))
            parts.append(f'<rect class="{kind}" x="{LABEL}" y="{y + 5}" width="{width:.1f}" height="16" rx="3"/>')
        end = LABEL + max(values) / most * (WIDTH - LABEL - 110) + 8
        said = " / ".join(f"{value:g}" for value in values)
        parts.append(f'<text x="{end:.1f}" y="{y + 17}">{said} {escape(unit)}</text>')
    return _svg(len(rows) * ROW + 6, parts)


def columns(values: Sequence[float], first: str, last: str) -> str:
    """Columns of a day, from its beginning to its end."""
    most, wide = max([*values, 1]), WIDTH / max(len(values), 1)
    parts = [
        f'<rect class="one" x="{n * wide + 2:.1f}" y="{HEIGHT - value / most * (HEIGHT - 30):.1f}" '
        f'width="{wide - 4:.1f}" height="{value / most * (HEIGHT - 30):.1f}" rx="2"><title>{value:g}</title></rect>'
        for n, value in enumerate(values)
    ]
    parts.append(f'<line x1="0" y1="{HEIGHT}" x2="{WIDTH}" y2="{HEIGHT}"/>')
    parts.append(f'<text x="0" y="{HEIGHT + 18}">{escape(first)}</text>')
    parts.append(f'<text x="{WIDTH}" y="{HEIGHT + 18}" text-anchor="end">{escape(last)}</text>')
    parts.append(f'<text x="0" y="14">{most:g} at most</text>')
    return _svg(HEIGHT + 24, parts)


def _svg(height: int, parts: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(parts)}</svg>'
