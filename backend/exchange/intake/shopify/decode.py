"""From the bytes of a file to text: finds out in which encoding a shop, or a spreadsheet after it, has saved it."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

DAMAGED = "\ufffd"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LEADS, _TRAILS = range(0xB0, 0xD8), range(0xA1, 0xFF)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Decoded(Struct, frozen=True):
    """A file's text. Bytes that mean nothing are U+FFFD; `sure` is False where the encoding was guessed."""

    text: str
    encoding: str
    sure: bool = True


def decode(content: bytes) -> Decoded | None:
    """The text of a CSV file, or None where the bytes are no text (a workbook, a picture)."""
    if content.startswith(codecs.BOM_UTF8):
        return Decoded(content[3:].decode("utf-8", "replace"), "utf-8")
    for bom, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(bom):
            return Decoded(content[2:].decode(encoding, "replace"), "utf-16")
    if content.startswith((_ZIP, _OLE)) or b"\0" in content:
        return None
    text = content.decode("utf-8", "replace")
    if DAMAGED not in text or _mostly_sound(text):
        return Decoded(text, "utf-8")
    return _legacy(content)


def _mostly_sound(text: str) -> bool:
    """Whether it is UTF-8 with a few damaged bytes: other encodings hardly ever give a sound sequence."""
    broken = text.count(DAMAGED)
    beyond_ascii = sum(1 for char in text if char > "\x7f")
    return beyond_ascii - broken > broken


def _legacy(content: bytes) -> Decoded:
    """Chinese or Western spreadsheet: GBK's common characters come as pairs of high bytes, accents stand alone.

    A pair counts only when its first byte is of GB 2312 level 1, the everyday characters: two accented small
    letters in a row also look like a pair, but of level 2.
    """
    pairs = singles = 0
    for run in _HIGH_RUN.findall(content):
        if len(run) % 2:
            singles += 1
        pairs += sum(run[at] in _LEADS and run[at + 1] in _TRAILS for at in range(0, len(run) - 1, 2))
    if pairs > singles:
        return Decoded(_SURROGATE.sub(DAMAGED, content.decode("gb18030", "replace")), "gbk", sure=False)
    return Decoded(content.decode("cp1252", "replace"), "windows-1252", sure=False)
