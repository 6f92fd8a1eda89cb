"""What must not run twice at once: pdfium ends the process, reportlab mixes up the glyphs of two documents."""

from threading import RLock

DRAWING = RLock()
