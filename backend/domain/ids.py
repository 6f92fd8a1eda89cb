"""Ids that anybody may give out, and that lie beside each other on the disk when they come at the same time."""

from __future__ import annotations

_VERSION, _VARIANT = 7 << 76, 2 << 62


def uuid7(ms: int, chance: bytes) -> str:
    """A UUID of version 7: Unix milliseconds, then 10 bytes of chance (RFC 9562, 5.7).

    An index over ids of the same minute grows at its end. With ids of chance alone each new one lies on another page,
    and a log of a hundred thousand ops takes twice the time for the next.
    """
    rest = int.from_bytes(chance, "big") & ~(0xF << 76) & ~(3 << 62)
    text = f"{(ms << 80) | _VERSION | _VARIANT | rest:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
