"""The hash chains over a device's ops and their outcomes, and the digest over a scope's rows.

BLAKE2b with 16 bytes (RFC 7693).
"""

from __future__ import annotations

from hashlib import blake2b

START = bytes(16)
_MOD = 1 << 128


def link(h: bytes, text: bytes) -> bytes:
    """h_n from h_(n-1) and the bytes of op n, or of its outcome."""
    return blake2b(h + text, digest_size=16).digest()


def row_digest(text: bytes) -> int:
    """What one row adds to the digest of each of its scopes: the hash of `[table, id, ver, row]` as it is sent."""
    return int.from_bytes(blake2b(text, digest_size=16).digest(), "big")


def add(digest: str, plus: int, minus: int) -> str:
    """A scope's digest after rows came and went; 32 hex digits."""
    return f"{(int(digest, 16) + plus - minus) % _MOD:032x}"


ZERO = f"{0:032x}"
