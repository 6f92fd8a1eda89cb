"""Receipts: what a device has been told, sealed with a key that a backup of the database does not hold.

A device shows its newest receipt with each frame. One that is ahead of the database proves that the database was
restored from a backup; a claim without a seal proves nothing, so that no device can force a new epoch.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from backend.sync.wire import ROWS_V

_encode = msgspec.json.Encoder().encode


class Receipt(Struct, frozen=True):
    """In epoch `e` device `d` was told: your last op is `n` with hash `h`, scope `s` stands at (seq, digest).

    `o` is the hash over all that was answered to its ops. Hashes are 32 hex digits. The digests are over rows of
    version `v`: a release that changes rows changes them all, and nothing went back in time.
    """

    e: str
    d: str
    n: int
    h: str
    o: str
    s: dict[str, tuple[int, str]] = {}
    v: int = ROWS_V

    def tells(self, h: bytes, outcome_h: bytes) -> bool:
        """Whether it is of the very ops and answers that have these hashes."""
        return (self.h, self.o) == (h.hex(), outcome_h.hex())


Heads = Mapping[str, tuple[int, str]]


class Receipts:
    """Seals and opens receipts. `secret`: 32 bytes or more that stay out of the database."""

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.digest(secret, b"tote-receipt-1", "sha256")

    def seal(self, receipt: Receipt) -> str:
        """The receipt as a device keeps it: `<payload>.<mac>`."""
        payload = base64.urlsafe_b64encode(_encode(receipt)).rstrip(b"=")
        return f"{payload.decode()}.{self._mac(payload)}"

    def open(self, text: str) -> Receipt | None:
        """What a receipt says; none if it was not sealed here. Whoever shows it, it is true."""
        payload, _, mac = text.partition(".")
        if not payload.isascii() or not hmac.compare_digest(mac.encode(), self._mac(payload.encode()).encode()):
            return None
        try:
            return msgspec.json.decode(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)), type=Receipt)
        except (binascii.Error, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _mac(self, payload: bytes) -> str:
        return base64.urlsafe_b64encode(hmac.digest(self._key, payload, "sha256")).rstrip(b"=").decode()


def has_seen_more(receipt: Receipt, heads: Heads, rows_v: int) -> bool:
    """Whether a receipt of the present epoch knows more of its scopes than the database, or something else.

    The digests of `heads` are over rows of version `rows_v`.
    """
    for scope, (seq, digest) in receipt.s.items():
        now_seq, now_digest = heads.get(scope, (0, digest))
        if seq > now_seq or (seq == now_seq and receipt.v == rows_v and digest != now_digest):
            return True
    return False
