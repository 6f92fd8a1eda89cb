"""What goes over the wire when a device comes in, and when people take turns on it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from backend.api.auth.frames import Id, Key, Kind, Proof
from backend.domain.units import Line, RowId, Word

Secret = Annotated[str, Meta(min_length=1, max_length=80)]
Pin = Annotated[str, Meta(min_length=1, max_length=40)]


class EnrolCodeFrame(Struct):
    """`POST /api/auth/enrol-code`. `shared`: people take turns on it; `warehouse`: where it lies, or empty."""

    name: Word
    kind: Kind = "handheld"
    shared: bool = True
    warehouse: Line = ""


class MadeCodeFrame(Struct):
    """A code for one device, until `expires_at` (UTC milliseconds). `path` is where the app takes it: show it as QR."""

    code: str
    path: str
    expires_at: int


class EnrolFrame(Struct):
    """`POST /api/auth/enrol`. `proof` is over `tote-enrol-1`, the code as sent, and `key`, each on its own line."""

    code: Secret
    key: Key
    proof: Proof


class EnrolledFrame(Struct):
    """A device is one of ours."""

    device: str
    name: str
    kind: Kind
    shared: bool
    warehouse: str


class PersonIdFrame(Struct):
    """`POST /api/auth/badges` and `…/badges/unlock`: about whom."""

    person: RowId


class BadgeMadeFrame(Struct):
    """A badge, shown this once: as a QR code `TOTE-BADGE:` and the badge; `pin` has to be changed at its first use."""

    badge: str
    pin: str


class BadgeFrame(Struct):
    """`POST /api/auth/badge`. `proof` is over `tote-badge-1`, `device` and the SHA-256 of the badge in hex."""

    device: Id
    badge: Secret
    pin: Pin
    proof: Proof
    new_pin: Pin | None = None


class PinFrame(Struct):
    """`POST /api/auth/pin`: a new PIN for one's own badge."""

    badge: Secret
    pin: Pin
    new_pin: Pin
