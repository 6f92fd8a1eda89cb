"""Signatures of devices: ECDSA on P-256 with SHA-256, as `r ‖ s` of 64 bytes (RFC 7518, 3.4), base64url unpadded."""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

POINT_BYTES = 65
SIGNATURE_BYTES = 64
KEYS_KEPT = 4096
_HALF = SIGNATURE_BYTES // 2
_SHA256 = ec.ECDSA(SHA256())


def decode(text: str, size: int) -> bytes | None:
    """Unpadded base64url of exactly `size` bytes in its one spelling; none for anything else."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == size and encode(raw) == text else None


def encode(raw: bytes) -> str:
    """Unpadded base64url."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@lru_cache(KEYS_KEPT)
def public_key(key: str) -> ec.EllipticCurvePublicKey | None:
    """A device's key from its uncompressed point (SEC 1, 2.3.3) in base64url; none if that is no point of the curve."""
    point = decode(key, POINT_BYTES)
    if point is None or point[0] != 4:  # noqa: PLR2004  (4 marks an uncompressed point)
        return None
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        return None


def verify(key: str, text: str, sig: str) -> bool:
    """Whether `sig` is the signature of `text` by the device with this public key. Never raises."""
    known, raw = public_key(key), decode(sig, SIGNATURE_BYTES)
    if known is None or raw is None:
        return False
    der = encode_dss_signature(int.from_bytes(raw[:_HALF], "big"), int.from_bytes(raw[_HALF:], "big"))
    try:
        known.verify(der, text.encode(), _SHA256)
    except InvalidSignature:
        return False
    return True


def op_text(device: str, n: int, h: bytes) -> str:
    """What a device signs for its ops up to and with `n`."""
    return f"tote-op-1\n{device}\n{n}\n{h.hex()}"
