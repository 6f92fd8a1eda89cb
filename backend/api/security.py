"""Headers on every answer: what a browser may do with our pages (OWASP ASVS 5.0, V3.4)."""

from __future__ import annotations

from litestar.types import Message, Scope

_CSP = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",  # the barcode reader is WebAssembly; scripts come from our files only
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
CSP = "; ".join(_CSP)

HEADERS = {
    "content-security-policy": CSP,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(self), serial=(self)",
}
HSTS = "max-age=31536000"


_EVERY = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
_SECURE = (b"strict-transport-security", HSTS.encode())
_NO_STORE = (b"cache-control", b"no-store")


async def add_headers(message: Message, scope: Scope) -> None:
    """A `before_send` hook: it sees errors and unknown routes too, which middleware does not."""
    if message["type"] != "http.response.start":
        return
    headers = list(message.get("headers", ()))
    there = {name.lower() for name, _ in headers}
    wanted = [
        *_EVERY,
        *((_SECURE,) if scope["scheme"] == "https" else ()),
        *((_NO_STORE,) if scope["path"].startswith("/api/") else ()),
    ]
    message["headers"] = headers + [pair for pair in wanted if pair[0] not in there]
