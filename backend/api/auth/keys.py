"""The server's secrets on disk: Ed25519 keys that sign access tokens, and one secret that refresh tokens grow from.

      made ──one day──▶ signs ──thirty days──▶ the next one signs ──20 minutes──▶ forgotten
      (known to all)                            (the last tokens of this one run out)

Each key is a file whose name begins with the second from which it signs, so that names sort by age. Every process looks
at the folder once a second: a key that was made or taken away counts for all of them, with no restart.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

DAY_S = 86_400
SIGNS_S = 30 * DAY_S
AHEAD_S = DAY_S
KEPT_S = 20 * 60
"""A key verifies for so long after the next one signs: twice the life of a token."""
LOOK_S = 1.0


class Keys:
    """Opened keys. `kid` names the one that signs now; `public` verifies. `clock` gives UTC seconds."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder, self._clock = folder, clock
        self._looked = 0.0
        self._opened: dict[str, Ed25519PrivateKey] = {}
        self._public: dict[str, Ed25519PublicKey] = {}
        self._kid = ""
        self._verified: dict[str, Any] = {}
        self.secret = _secret(folder / "refresh.secret")

    @property
    def kid(self) -> str:
        """The name of the key that signs."""
        self._look()
        return self._kid

    @property
    def private(self) -> Ed25519PrivateKey:
        """The key that signs, as `kid` has named it last."""
        return self._opened[self._kid or self.kid]

    @property
    def public(self) -> dict[str, Ed25519PublicKey]:
        """The keys that verify, by name; those that do not sign yet are among them."""
        self._look()
        return self._public

    @property
    def verified(self) -> dict[str, Any]:
        """What was read from tokens whose signature was right; empty again whenever the keys change."""
        self._look()
        return self._verified

    def _look(self) -> None:
        now = self._clock()
        if self._kid and abs(now - self._looked) < LOOK_S:
            return
        kids = _tended(self._folder, now)
        if kids != list(self._opened):
            self._opened = {kid: self._opened.get(kid) or _read(self._folder / f"{kid}.pem") for kid in kids}
            self._public = {kid: key.public_key() for kid, key in self._opened.items()}
            self._verified = {}
        self._kid, self._looked = _signing(kids, now), now


def rotate(folder: Path, now_s: float, *, emergency: bool = False) -> str:
    """Make the next key. In an emergency it signs at once and all before it are taken away, and their tokens with them.

    Returns its name.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = _kids(folder)
    made = _make(folder, now_s if emergency else now_s + AHEAD_S)
    if emergency:
        for kid in before:
            (folder / f"{kid}.pem").unlink(missing_ok=True)
    return made


def _tended(folder: Path, now: float) -> list[str]:
    """The keys that count, by age: the next one is made in time, and those whose tokens have run out are taken away."""
    kids = _kids(folder)
    if not kids:
        kids = [_make(folder, now)]
    elif starts_s(kids[-1]) + SIGNS_S - AHEAD_S <= now:
        kids.append(_make(folder, max(now + AHEAD_S, starts_s(kids[-1]) + SIGNS_S)))
    over = [kid for kid, follower in pairwise(kids) if starts_s(follower) + KEPT_S <= now]
    for kid in over:
        (folder / f"{kid}.pem").unlink(missing_ok=True)
    return kids[len(over) :]


def _kids(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.pem"))


def _signing(kids: list[str], now: float) -> str:
    begun = [kid for kid in kids if starts_s(kid) <= now]
    return begun[-1] if begun else kids[0]


def starts_s(kid: str) -> int:
    """From when a key signs, in UTC seconds."""
    return int(kid.split("-", maxsplit=1)[0], 16)


def _make(folder: Path, starts: float) -> str:
    kid = f"{int(starts):010x}-{secrets.token_hex(4)}"
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
