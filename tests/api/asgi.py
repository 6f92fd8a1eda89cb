"""One request to an ASGI application, without a client between: a matrix of thousands takes seconds."""

from __future__ import annotations

from typing import Any

import msgspec


async def call(
    app: Any, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer."""
    plain, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": plain, "raw_path": plain.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"tote.test"), *((k.encode(), v.encode("latin-1")) for k, v in (headers or {}).items())],
        "client": ("127.0.0.1", 1), "server": ("tote.test", 80), "state": {},
    }  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = sent[0]
    found = {k.decode().lower(): v.decode("latin-1") for k, v in start["headers"]}
    return start["status"], found, b"".join(m.get("body", b"") for m in sent[1:])


def code(body: bytes) -> str:
    """The code of an error; empty if it is none."""
    try:
        found: str = msgspec.json.decode(body)["error"]["code"]
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError, TypeError):
        return ""
    return found
