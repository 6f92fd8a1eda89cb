"""Access tokens: JWTs after RFC 9068, signed with EdDSA (RFC 8037), checked as RFC 8725 asks."""

from __future__ import annotations

import uuid
from typing import Any

import jwt
from jwt.types import Options
from msgspec import Struct

from backend.api.auth.keys import Keys

ALGORITHM = "EdDSA"
ISSUER = AUDIENCE = "tote"
TYPE = "at+jwt"
LIFE_S = 600
LEEWAY_S = 30
TOKEN_CHARS_MAX = 2048
KEPT_MAX = 5000
_OPTIONS: Options = {
    "require": ["iss", "aud", "sub", "sid", "did", "iat", "nbf", "exp", "jti", "pv"], "strict_aud": True,
    "verify_exp": False, "verify_nbf": False, "verify_iat": False,
}  # fmt: skip
_KNOWN_HEADER = {"typ", "alg", "kid"}
"""Nothing else may stand in the header: no keys from a token (jku, jwk, x5u), and `crit` is unknown to us."""


class Claims(Struct, frozen=True):
    """What a token says: who, in which session, on which device, under which grant version, until when (UTC s)."""

    sub: str
    sid: str
    did: str
    pv: int
    exp: int


class BadToken(Exception):  # noqa: N818
    """Not one of ours."""


class ExpiredToken(BadToken):
    """One of ours, and not for now: too old, or of a time from which the server's clock was set back."""


def issue(keys: Keys, *, person: str, sid: str, device: str, grant_v: int, now_s: int) -> str:
    """A token that is good for ten minutes."""
    claims = {
        "iss": ISSUER, "aud": AUDIENCE, "sub": person, "sid": sid, "did": device, "iat": now_s, "nbf": now_s,
        "exp": now_s + LIFE_S, "jti": uuid.uuid4().hex, "pv": grant_v,
    }  # fmt: skip
    header = {"typ": TYPE, "kid": keys.kid}
    return jwt.encode(claims, keys.private, algorithm=ALGORITHM, headers=header)


def verify(keys: Keys, token: str, now_s: int) -> Claims:
    """Read a token; raises `BadToken` or `ExpiredToken`. Times are held against the server's own clock, `now_s`.

    A signature is checked once for each token and set of keys: a device shows the same one for ten minutes.
    """
    known = keys.verified
    found = known.get(token)
    if found is None:
        found = known[token] = _read(keys, token)
        if len(known) > KEPT_MAX:
            del known[next(iter(known))]
    begins, claims = found
    if begins > now_s + LEEWAY_S or claims.exp <= now_s - LEEWAY_S:
        raise ExpiredToken
    return claims


def _read(keys: Keys, token: str) -> tuple[int, Claims]:
    """From when a token counts (UTC seconds), and what it says."""
    found = _signed_by_us(keys, token)
    sub, sid, did = found["sub"], found["sid"], found["did"]
    if not all(isinstance(text, str) and text for text in (sub, sid, did)):
        raise BadToken
    numbers = [found[name] for name in ("pv", "iat", "nbf", "exp")]
    if not all(isinstance(number, int) for number in numbers):
        raise BadToken
    return max(numbers[1:3]), Claims(sub, sid, did, found["pv"], found["exp"])


def _signed_by_us(keys: Keys, token: str) -> dict[str, Any]:
    if len(token) > TOKEN_CHARS_MAX:
        raise BadToken
    try:
        header = jwt.get_unverified_header(token)
        key = keys.public.get(str(header.get("kid")))
        if key is None or header.get("typ") != TYPE or header.get("alg") != ALGORITHM or header.keys() - _KNOWN_HEADER:
            raise BadToken
        return jwt.decode(token, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options=_OPTIONS)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
        raise BadToken from error
