"""Secrets that people carry as a QR code: Crockford's base 32, of which only the SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets

ENROL_BITS, BADGE_BITS = 128, 160
_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans("ILO", "110", "- ")
PIN_DIGITS, PIN_DIGITS_MAX = 6, 12
_RISING = "01234567890"


def new(bits: int) -> str:
    """A random code of so many bits, five to a character."""
    chosen = secrets.randbits(bits)
    return "".join(_DIGITS[(chosen >> shift) & 31] for shift in range(0, bits, 5))


def folded(code: str) -> str:
    """A code as it is kept: what people confuse counts as the same (I and L are 1, O is 0), blanks and dashes go."""
    return code.upper().translate(_MEANT)


def hashed(code: str) -> bytes:
    """SHA-256 of a code."""
    return hashlib.sha256(folded(code).encode()).digest()


def new_pin() -> str:
    """Six random digits that are not weak."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"
        if not is_weak(pin):
            return pin


def is_weak(pin: str) -> bool:
    """Whether a PIN is too short, no number, all of one digit, or a run up or down."""
    if not (PIN_DIGITS <= len(pin) <= PIN_DIGITS_MAX and pin.isascii() and pin.isdigit()):
        return True
    return len(set(pin)) == 1 or pin in _RISING or pin in _RISING[::-1]
