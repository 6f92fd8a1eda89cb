"""A badge: the QR code that signs its bearer in, and the name. 85.6 x 54 mm, the size of a bank card."""

from __future__ import annotations

import re

from backend.scanning.labels import matrix
from backend.scanning.labels.fault import LabelError
from backend.scanning.labels.kinds import BadgeLabel
from backend.scanning.labels.layouts import parts
from backend.scanning.labels.marks import Matrix, Page
from backend.scanning.labels.titles import title
from backend.scanning.own_code import BADGE_MARK

WIDTH, HEIGHT = 85.6, 54.0
QR_SIDE = 33.0
_SECRET = re.compile(r"[0-9A-Z]{32}")


def badge(label: BadgeLabel) -> Page:
    """The QR code left, the name right. Raises LabelError for what cannot be the secret of a badge."""
    secret = label.secret.removeprefix(BADGE_MARK)
    if not _SECRET.fullmatch(secret):
        raise LabelError("label_secret")
    rows = matrix.qr(BADGE_MARK + secret)
    module = QR_SIDE / len(rows)
    module -= module % parts.MODULE_STEP
    x = 5.0
    text = x + module * len(rows) + 5
    room = WIDTH - text - 4
    marks = (
        parts.line((x, 7), 4, 40, title("badge", label.lang), bold=True),
        *parts.reprint_mark((66, 7), 15, label.lang, wanted=label.reprint),
        Matrix(x, 12.5, module, rows, BADGE_MARK + secret, "qr"),
        parts.line((text, 24), 8, room, label.name, bold=True),
        parts.line((text, 32), 4.5, room, label.note),
    )
    return Page(WIDTH, HEIGHT, marks, label.name)
