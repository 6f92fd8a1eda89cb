"""QR codes (ISO/IEC 18004) by segno, and GS1 DataMatrix (ISO/IEC 16022) by pystrich, as rows of modules."""

from __future__ import annotations

from collections.abc import Sequence

from backend.scanning import gs1
from backend.scanning.labels.bars import gs1_text
from backend.scanning.labels.fault import LabelError

QR_QUIET_MODULES, DATAMATRIX_QUIET_MODULES = 4, 1
QR_LENGTH_MAX = 300


def qr(text: str) -> tuple[str, ...]:
    """Rows of a QR code with error correction M. Raises LabelError for more than 300 characters, or none."""
    import segno

    if not 1 <= len(text) <= QR_LENGTH_MAX or not text.isascii():
        raise LabelError("label_text", code=text)
    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.matrix)


def gs1_datamatrix(elements: Sequence[tuple[str, str]], year: int) -> tuple[str, ...]:
    """Rows of a GS1 DataMatrix. Raises LabelError for a wrong check digit, date or length."""
    from pystrich.datamatrix import FNC1, DataMatrixCodeword, DataMatrixData, DataMatrixEncoder

    parts: list[str | DataMatrixCodeword] = [FNC1]
    for number, part in enumerate(gs1_text(elements, year).split(gs1.GS)):
        parts += [FNC1, part] if number else [part]
    encoder = DataMatrixEncoder(DataMatrixData(*parts, encoding="ascii"), quiet_zone=0)
    # The encoder holds the data modules alone; its renderer sets the finder pattern around them.
    return tuple("".join("1" if dark else "0" for dark in row) for row in encoder.init_renderer().matrix)
