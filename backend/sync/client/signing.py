"""The signature over the end of a chunk: ES256 (RFC 7518, 3.4) by a key that stays on the device."""

from __future__ import annotations

import base64
from typing import Protocol

P256_BYTES = 32


def b64(raw: bytes) -> str:
    """Base64url without padding (RFC 4648, 5; RFC 7515, 2)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def text(device: str, n: int, h: bytes) -> bytes:
    """What is signed: the last op of a chunk and, by the chain, all before it."""
    return f"tote-op-1\n{device}\n{n}\n{h.hex()}".encode()


class Key(Protocol):
    """A device's key."""

    public: str

    def sign(self, message: bytes) -> str:
        """The signature `r ‖ s`, in base64url."""


class P256:
    """A key in this process. With `deterministic` one message has one signature (RFC 6979)."""

    def __init__(self, secret: int | None = None, *, deterministic: bool = False) -> None:
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        curve = ec.SECP256R1()
        self._key = ec.generate_private_key(curve) if secret is None else ec.derive_private_key(secret, curve)
        self._how = ec.ECDSA(hashes.SHA256(), deterministic_signing=deterministic)
        point = self._key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.public = b64(point)

    def sign(self, message: bytes) -> str:
        """Sign a message."""
        from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

        r, s = decode_dss_signature(self._key.sign(message, self._how))
        return b64(r.to_bytes(P256_BYTES, "big") + s.to_bytes(P256_BYTES, "big"))
