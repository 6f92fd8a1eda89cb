"""The bars of Code 128 and GS1-128 (ISO/IEC 15417), by python-barcode behind our own checks of the data."""

from __future__ import annotations

from collections.abc import Sequence

from barcode.codex import Code128, Gs1_128

from backend.scanning import gs1

QUIET_MODULES = 10
"""Blank modules that must stay free on either side of the symbol."""
TEXT_LENGTH_MAX = 60
_SWITCH_AT_START = (100, 101)


class _FaithfulCode128(Code128):  # type: ignore[misc]  # the library has no types
    """Code 128 that keeps a leading `99`.

    The library shortens "start C, switch to another set" to one start character, and takes the data codeword 99 for
    such a switch. Only 100 and 101 can be switches there, since data in set C end at 99.
    """

    def _try_to_optimize(self, encoded: list[int]) -> list[int]:
        return super()._try_to_optimize(encoded) if encoded[1] in _SWITCH_AT_START else encoded


def code128(text: str) -> str:
    """Modules, `1` for a bar, of 1-60 printable ASCII characters. Raises ValueError for anything else."""
    if not 1 <= len(text) <= TEXT_LENGTH_MAX or any(not " " <= char <= "~" for char in text):
        raise ValueError(f"{text!r} cannot be printed as Code 128")
    return str(_FaithfulCode128(text).build()[0])


def gs1_128(elements: Sequence[tuple[str, str]], year: int) -> str:
    """Modules, `1` for a bar, of these (AI, value) pairs. Raises ValueError for a wrong check digit, date, length."""
    text = gs1.write(elements, year)
    # In the bars the separator is FNC1 itself: the control character GS would be data.
    return str(Gs1_128(text.replace(gs1.GS, Gs1_128.FNC1_CHAR)).build()[0])
