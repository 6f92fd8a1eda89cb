"""Every error leaves as `{"error": {code, params, en, zh, choices}}` with a fitting status. A 500 has an id in logs."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import msgspec
import sqlalchemy as sa
from litestar import Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    SerializationException,
)
from litestar.status_codes import HTTP_404_NOT_FOUND, HTTP_405_METHOD_NOT_ALLOWED, HTTP_413_REQUEST_ENTITY_TOO_LARGE
from litestar.types import ExceptionHandlersMap

from backend.api.words import WORDS, fill
from backend.sync.load import Busy, retry_after_s

log = logging.getLogger("tote.api")
BODY_BYTES_MOST = 1024 * 1024
RETRY_AFTER_S = 2
_WHY_MOST = 200

AnyRequest = Request[Any, Any, Any]


class Problem(Exception):  # noqa: N818  (it is an answer, not a fault of the server)
    """A request that is answered with a code. `choices` are ways on."""

    def __init__(self, status: int, code: str, choices: tuple[str, ...] = (), /, **params: str | int) -> None:
        assert code in WORDS, f"{code} has no words"
        super().__init__(code)
        self.status, self.code, self.choices, self.params = status, code, choices, params
        self.text = WORDS[code]

    def body(self) -> bytes:
        """The JSON text."""
        text = self.text
        error = {
            "code": self.code, "params": self.params, "choices": self.choices,
            "en": fill(text.en, self.params), "zh": fill(text.zh, self.params),
        }  # fmt: skip
        later = {k: v for k, v in self.params.items() if k == "retry_after"}  # where devices look for it in any answer
        return msgspec.json.encode({"error": error} | later)

    def headers(self) -> dict[str, str]:
        """`Retry-After` where the client should wait, `WWW-Authenticate` where it should sign in."""
        headers = {"cache-control": "no-store"}
        if "retry_after" in self.params:
            headers["retry-after"] = str(self.params["retry_after"])
        if self.status == 401:  # noqa: PLR2004
            headers["www-authenticate"] = "Bearer"
        return headers

    def response(self) -> Response[bytes]:
        """The HTTP answer."""
        return Response(self.body(), status_code=self.status, headers=self.headers(), media_type="application/json")


def unreadable(error: object) -> Problem:
    """For bytes that are no valid request."""
    why = str(error).encode("utf-8", "replace").decode()[:_WHY_MOST]
    return Problem(400, "bad_request", ("correct_it",), why=why or "not readable")


def busy() -> Problem:
    """For what has to come back later, because too much waits already."""
    return Problem(503, "busy", ("retry",), retry_after=retry_after_s())


def _http(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    path = request.scope["path"][:_WHY_MOST].encode("utf-8", "replace").decode()
    if isinstance(error, NotFoundException) or error.status_code == HTTP_404_NOT_FOUND:
        return Problem(404, "not_found", path=path).response()
    if isinstance(error, MethodNotAllowedException) or error.status_code == HTTP_405_METHOD_NOT_ALLOWED:
        answer = Problem(405, "no_method", method=request.scope["method"]).response()
        answer.headers.update({k: v for k, v in (error.headers or {}).items() if k.lower() == "allow"})
        return answer
    if error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE:
        return Problem(413, "too_large", most=BODY_BYTES_MOST).response()
    if error.status_code < 500:  # noqa: PLR2004
        found = error.extra if isinstance(error.extra, list) else []
        parts = [f"{e.get('key', '')}: {e.get('message', '')}" for e in found if isinstance(e, dict)]
        return unreadable("; ".join(parts) or error.detail).response()
    return _unexpected(request, error)


def _unexpected(request: AnyRequest, error: Exception) -> Response[bytes]:
    incident = uuid.uuid4().hex[:8]
    log.error("incident %s: %s %s", incident, request.scope["method"], request.scope["path"], exc_info=error)
    return Problem(500, "internal", ("retry", "tell_admin"), incident=incident).response()


def _unwritten(request: AnyRequest, error: sa.exc.OperationalError) -> Response[bytes]:
    log.error("%s %s: %s", request.scope["method"], request.scope["path"], error)
    if "interrupted" in str(error.orig):
        return Problem(503, "too_long", ("retry",), retry_after=retry_after_s()).response()
    if "full" in str(error.orig):
        return Problem(507, "no_disk", ("retry", "tell_admin"), retry_after=RETRY_AFTER_S).response()
    return Problem(503, "not_written", ("retry",), retry_after=RETRY_AFTER_S).response()


def _bad_bytes(_request: AnyRequest, error: Exception) -> Response[bytes]:
    return unreadable("nested too deeply" if isinstance(error, RecursionError) else error).response()


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    Problem: lambda _request, error: error.response(),
    Busy: lambda _request, _error: busy().response(),
    HTTPException: _http,
    SerializationException: _bad_bytes,
    msgspec.MsgspecError: _bad_bytes,
    UnicodeError: _bad_bytes,
    RecursionError: _bad_bytes,
    sa.exc.OperationalError: _unwritten,
    Exception: _unexpected,
}
