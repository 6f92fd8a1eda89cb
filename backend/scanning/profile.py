"""How a scanner differs from one that sends what it reads, and what it would have sent then."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

from msgspec import Struct

from backend.scanning.gs1.elements import GS

EDGES = " \t\r\n\x02\x03\x04"
"""What wedges add around a scan. Not `str.strip`'s own set: that takes GS away too, which is data."""
OTHER_CASE = str.maketrans(ascii_lowercase + ascii_uppercase, ascii_uppercase + ascii_lowercase)


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """How a scanner differs from one that sends what it reads."""

    prefix: str = ""
    suffix: str = ""
    """Characters that it puts before and behind every scan."""
    gs: tuple[str, ...] | str = ()
    """What it sends for GS: one text, or several."""
    gs_dropped: bool = False
    """It sends nothing for GS: an element string may have more than one reading."""
    caps: bool = False
    """It types under Caps Lock: small letters come as capitals, and capitals as small ones."""


PLAIN_PROFILE = Profile()


def normalise(raw: str, profile: Profile = PLAIN_PROFILE) -> str:
    """What the scanner would have sent if it added nothing and had a key for GS."""
    text = raw.strip(EDGES)
    if profile is PLAIN_PROFILE:
        return text
    # What it puts around a scan may have blanks and line ends at its own ends, which are gone already.
    text = text.removeprefix(profile.prefix.lstrip(EDGES)).removesuffix(profile.suffix.rstrip(EDGES)).strip(EDGES)
    for token in (profile.gs,) if isinstance(profile.gs, str) else profile.gs:
        text = text.replace(token, GS) if token else text
    return text.translate(OTHER_CASE) if profile.caps else text
