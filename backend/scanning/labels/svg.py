"""Labels as SVG, for a screen or a browser's print.

Lines of text carry their length, so that no font makes them run off.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from backend.scanning.labels.lettering import width
from backend.scanning.labels.marks import Mark, Page, Shape, Text
from backend.scanning.labels.pdf import rectangles

FONTS = "Helvetica, Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"


def page_svg(page: Page) -> str:
    """A page of marks, in millimetres, on white."""
    size = f'width="{page.width:g}mm" height="{page.height:g}mm" viewBox="0 0 {page.width:g} {page.height:g}"'
    body = "".join(_mark(mark) for mark in page.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONTS}" role="img">'
        f"<title>{escape(page.title)}</title>"
        f'<path fill="#fff" d="M0 0h{page.width:g}v{page.height:g}h-{page.width:g}z"/>{body}</svg>'
    )


def _mark(mark: Mark) -> str:
    if isinstance(mark, Text):
        return _text(mark)
    if isinstance(mark, Shape):
        return f'<path d="M{" ".join(f"{_n(x)} {_n(y)}" for x, y in mark.corners)}z"/>'
    path = "".join(f"M{_n(x)} {_n(y)}h{_n(w)}v{_n(h)}h-{_n(w)}z" for x, y, w, h in rectangles(mark))
    # Crisp edges: a grey rim on a bar is half a module to a camera in front of a screen.
    return f'<path shape-rendering="crispEdges" d="{path}"/>'


def _text(text: Text) -> str:
    if not text.text:
        return ""
    weight = ' font-weight="700"' if text.bold else ""
    length = _n(width(text.text, text.size, bold=text.bold))
    place = f'x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}"{weight}'
    return f'<text {place} textLength="{length}" lengthAdjust="spacingAndGlyphs">{escape(text.text)}</text>'


def _n(value: float) -> str:
    return f"{round(value, 4):g}"
