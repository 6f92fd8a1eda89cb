"""The server's secrets on disk: Ed25519 keys that sign access tokens, and one secret that refresh tokens grow from."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

SIGNING_DAYS_MAX = 30
KEPT = 2
"""The key that signs, and the one before it: its last tokens run out minutes after the change."""
_DAY_S = 86_400


class Keys:
    """Opened keys. `kid` names the one that signs now; `public` verifies."""

    def __init__(self, folder: Path, now_s: float | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        now = time.time() if now_s is None else now_s
        kids = sorted(p.stem for p in folder.glob("*.pem"))
        if not kids or now - _made_s(kids[-1]) > SIGNING_DAYS_MAX * _DAY_S:
            kids.append(_make(folder, now))
        for kid in kids[:-KEPT]:
            (folder / f"{kid}.pem").unlink()
        private = {kid: _read(folder / f"{kid}.pem") for kid in kids[-KEPT:]}
        self.kid = kids[-1]
        self.private = private[self.kid]
        self.public: dict[str, Ed25519PublicKey] = {kid: key.public_key() for kid, key in private.items()}
        self.secret = _secret(folder / "refresh.secret")


def _made_s(kid: str) -> int:
    """When a key was made: its name begins with that, so that names sort by age."""
    return int(kid.split("-", maxsplit=1)[0], 16)


def _make(folder: Path, now_s: float) -> str:
    kid = f"{int(now_s):010x}-{secrets.token_hex(4)}"
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write(folder / f"{kid}.pem", pem)
    return kid


def _read(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey), f"{path} holds no Ed25519 key"
    return key


def _secret(path: Path) -> bytes:
    if not path.exists():
        _write(path, secrets.token_bytes(32))
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    """Write a new file that only its owner can read, whole or not at all."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
