"""What goes over the wire when somebody signs in."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from backend.api.auth import tokens
from backend.api.auth.sessions import SignedIn
from backend.domain.people.roles import Role
from backend.domain.people.rows import Language
from backend.domain.units import Word

Login = Annotated[str, Meta(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
Password = Annotated[str, Meta(min_length=1, max_length=200)]
Proof = Annotated[str, Meta(max_length=100, description="ES256: r and s, 64 bytes, in base64url without padding")]
Key = Annotated[str, Meta(max_length=100, description="P-256, the uncompressed point in base64url without padding")]
Id = Annotated[str, Meta(max_length=80)]
Kind = Literal["handheld", "phone", "tablet", "desk"]
DEVICE_ID = "^d-[0-9a-f]{32}$"


class DeviceFrame(Struct, frozen=True):
    """The device somebody signs in on. Without an id, or with one that is not ours, it gets one.

    `proof` is over `tote-sign-in-1`, the login as sent, and `key`, each on a line of its own.
    """

    id: Id | None = None
    name: Annotated[str, Meta(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    kind: Kind = "phone"
    key: Key | None = None
    proof: Proof | None = None


class SignInFrame(Struct):
    """`POST /api/auth/sign-in`."""

    login: Login
    password: Password
    device: DeviceFrame = DeviceFrame()


class RefreshFrame(Struct):
    """`POST /api/auth/refresh`. `proof` is over `tote-refresh-1`, `device` and the nonce that came with the token."""

    device: Id
    proof: Proof | None = None


class SetUpFrame(Struct):
    """`POST /api/auth/setup`: the first admin, once."""

    token: Annotated[str, Meta(max_length=200)]
    login: Login
    name: Word
    password: Password
    language: Language = "en"


class PersonFrame(Struct):
    """Who is signed in."""

    id: str
    name: str
    language: Language


class RoleFrame(Struct):
    """A role, and where; an empty warehouse means everywhere that the role reaches."""

    role: Role
    warehouse: str


class MeFrame(Struct):
    """`GET /api/auth/me`."""

    device: str
    person: PersonFrame
    roles: list[RoleFrame]
    grant_v: int


class SessionFrame(MeFrame, kw_only=True):
    """A session, opened or renewed. `access` goes into `Authorization: Bearer …`; it lasts `expires_in` seconds.

    `nonce` is what the device signs to go on.
    """

    access: str
    nonce: str
    expires_in: int = tokens.LIFE_S


class DoneFrame(Struct):
    """It was done."""

    done: bool = True


def me(who: SignedIn) -> MeFrame:
    """A session, as its own device may see it."""
    roles = [RoleFrame(held.role, held.warehouse) for held in who.roles]
    return MeFrame(who.device, PersonFrame(who.person, who.name, who.language), roles, who.grant_v)
