"""Speaking to a running server from the command line."""

from __future__ import annotations

import os
import urllib.error
import urllib.parse
import urllib.request

import click
import msgspec

from backend.api.intake import IntakeFrame
from backend.cli.common import fail

ANSWER_S_MAX = 300


class _Session(msgspec.Struct):
    access: str


class _Error(msgspec.Struct):
    en: str


class _Refusal(msgspec.Struct):
    error: _Error


def send(server: str, login: str | None, content: bytes, warehouse: str, *, dry_run: bool) -> IntakeFrame:
    """Sign in, send a file, sign out."""
    asked = urllib.parse.urlencode({"warehouse": warehouse, "dry_run": str(dry_run).lower()})
    answer = signed_in(server, login, "tote import", f"/api/intake/shopify?{asked}", content, "text/csv")
    return msgspec.json.decode(answer, type=IntakeFrame)


def signed_in(
    server: str, login: str | None, command: str, path: str, body: bytes, content_type: str = "application/json"
) -> bytes:
    """Sign in, send one request, sign out. The password comes from `TOTE_PASSWORD`, or is asked for."""
    if not login:
        fail("With --server, say who you are:  --login NAME")
    password = os.environ.get("TOTE_PASSWORD") or click.prompt("Password", hide_input=True, err=True)
    who = {"login": login, "password": password, "device": {"name": command, "kind": "desk"}}
    opened = _post(server, "/api/auth/sign-in", msgspec.json.encode(who), "application/json")
    token = msgspec.json.decode(opened, type=_Session).access
    try:
        return _post(server, path, body, content_type, token)
    finally:
        _post(server, "/api/auth/sign-out", b"", "application/json", token)


def _post(server: str, path: str, body: bytes, content_type: str, token: str = "") -> bytes:
    url = urllib.parse.urlsplit(server)
    if url.scheme not in {"http", "https"} or not url.netloc:
        fail(f"{server} is no address of a server, such as https://tote.example")
    headers = {"content-type": content_type} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(server.rstrip("/") + path, body, headers, method="POST")  # noqa: S310  (checked)
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_S_MAX) as answer:  # noqa: S310
            read: bytes = answer.read()
            return read
    except urllib.error.HTTPError as error:
        with error:
            fail(_why(error.read()) or f"{server} answered {error.code}.")
    except (urllib.error.URLError, TimeoutError) as error:
        fail(f"{server} does not answer: {getattr(error, 'reason', error)}", "Is it running?  tote serve")


def _why(body: bytes) -> str:
    try:
        return msgspec.json.decode(body, type=_Refusal).error.en
    except msgspec.MsgspecError:
        return ""
