"""A device's requests over HTTP, with the cookies of its session. Blocking: `device.py` calls it in a thread."""

from __future__ import annotations

import gzip
import http.client
import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

import msgspec
from msgspec import Struct

from backend.sync.client.talk import Call

PATHS = {"push": "/api/sync/push", "drop": "/api/sync/drop", "pull": "/api/sync/pull", "session": "/api/auth/refresh"}
TIMEOUT_S = 30.0


class Unreachable(Exception):  # noqa: N818
    """No answer came: no network, no server, or it hung up."""


def _plain(body: bytes) -> bytes:
    """Undo gzip (RFC 1952), which no JSON begins like."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


class _Person(Struct):
    id: str


class Session(Struct):
    """Who is signed in, on which device, and the token that shows it."""

    device: str
    person: _Person
    access: str


class Http:
    """One server, and a session with it."""

    def __init__(self, url: str, token: str = "") -> None:
        self.url, self.token = url.rstrip("/"), token
        jar = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open

    @property
    def socket(self) -> str:
        """The address of the live stream."""
        return self.url.replace("http", "ws", 1) + "/api/sync/live"

    def carry(self, call: Call) -> tuple[int, bytes]:
        """Make a call; returns status and body. Raises `Unreachable`."""
        if call.what == "snapshot":
            return self._ask(f"/api/sync/snapshot/{urllib.parse.quote(call.scope, safe='')}?rows_v={call.rows_v}")
        status, body = self._ask(PATHS[call.what], call.body)
        if call.what == "session" and status == http.client.OK:
            self.token = msgspec.json.decode(body, type=Session).access
        return status, body

    def sign_in(self, login: str, password: str, device: dict[str, Any]) -> Session | tuple[int, bytes]:
        """Open a session with a password; status and body if that was not to be. Raises `Unreachable`."""
        frame = {"login": login, "password": password, "device": device}
        status, body = self._ask("/api/auth/sign-in", msgspec.json.encode(frame))
        if status != http.client.OK:
            return status, body
        session = msgspec.json.decode(body, type=Session)
        self.token = session.access
        return session

    def _ask(self, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip", "X-Tote": "1", "Origin": self.url}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.url + path, body, headers)  # noqa: S310  (the address is the caller's)
        try:
            with self._open(request, timeout=TIMEOUT_S) as answer:
                return answer.status, _plain(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _plain(error.read())
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(str(error)) from error
