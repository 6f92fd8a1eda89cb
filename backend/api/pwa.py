"""The PWA's files. Only names that stood in its folder at the start are served: a path can't climb out."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import Any

from litestar import Request, Response, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Struct

from backend.api.auth import gate
from backend.api.errors import Problem
from backend.api.plain import PLAIN

AnyRequest = Request[Any, Any, Any]
FOREVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
SMALL_BYTES = 512
_TEXT = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".webmanifest", ".wasm", ".txt", ".map"}
_TYPES = {
    ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json", ".html": "text/html", ".css": "text/css",
}  # fmt: skip
_NOT_BUILT = b"""<!doctype html><meta charset="utf-8"><title>Tote</title>
<h1>The pages of Tote are not built</h1>
<p>In a checkout: <code>python3 dev.py demo</code> builds them. The API works.</p>
"""


class _File(Struct):
    body: bytes
    packed: bytes | None
    etag: str
    media_type: str
    cache: str


def _load(path: Path, name: str) -> _File:
    body = path.read_bytes()
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in _TEXT and len(body) > SMALL_BYTES else None
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    # The build puts all under assets/ into a folder that bears a hash of all contents.
    cache = FOREVER if name.startswith("assets/") else ASK_EACH_TIME
    return _File(body, packed, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', media_type, cache)


class _Site:
    """A folder of files, read again when its index.html is another one: a build ends with that file."""

    def __init__(self, folder: Path | None) -> None:
        self._folder, self._built, self._files = folder, 0, dict[str, _File]()

    def find(self, name: str) -> _File | None:
        """A file by its path below the folder."""
        if self._folder is None or not (index := self._folder / "index.html").is_file():
            return None
        built = index.stat().st_mtime_ns
        if built != self._built:
            names = {p.relative_to(self._folder).as_posix(): p for p in self._folder.rglob("*") if p.is_file()}
            self._files = {name: _load(path, name) for name, path in names.items()}
            self._built = built
        return self._files.get(name)


def pwa_routes(folder: Path | None) -> list[HTTPRouteHandler]:
    """Routes for `/` and every path that nothing else takes. A path without a dot is a page of the app."""
    site = _Site(folder)

    async def serve(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
        wanted = name.strip("/")
        if wanted.split("/")[0] == "api":
            raise Problem(404, "not_found", path=request.scope["path"][:200])
        found = site.find(wanted or "index.html")
        if found is None and "." not in wanted:
            found = site.find("index.html") or _File(_NOT_BUILT, None, '"none"', _TYPES[".html"], ASK_EACH_TIME)
        if found is None:
            raise Problem(404, "not_found", path=request.scope["path"][:200])
        return _answer(request, found)

    async def root(request: AnyRequest) -> Response[bytes]:
        return await serve(request, "/")

    options: dict[str, Any] = {"http_method": ["GET", "HEAD"], "opt": gate.PUBLIC | PLAIN, "include_in_schema": False}
    return [route("/", **options)(root), route("/{name:path}", **options)(serve)]


def _answer(request: AnyRequest, file: _File) -> Response[bytes]:
    headers = {"cache-control": file.cache, "etag": file.etag, "vary": "Accept-Encoding"}
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    packed = file.packed if "gzip" in request.headers.get("accept-encoding", "") else None
    if packed is not None:
        headers["content-encoding"] = "gzip"
    body = file.body if packed is None else packed
    if request.scope["method"] == "HEAD":
        return Response(
            b"", status_code=200, headers=headers | {"content-length": str(len(body))}, media_type=file.media_type
        )
    return Response(body, status_code=200, headers=headers, media_type=file.media_type)
