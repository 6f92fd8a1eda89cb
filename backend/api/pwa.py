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
    packed: dict[str, bytes]
    """By the name of the encoding, the smallest first."""
    hash: str
    media_type: str
    cache: str


def _load(path: Path, name: str) -> _File:
    body = path.read_bytes()
    packed = dict[str, bytes]()
    if path.suffix in _TEXT and len(body) > SMALL_BYTES:
        # Made by the build. It bears the hash of what is in it, so that one left from another version is not taken.
        if (brotli := path.with_name(f"{path.name}.{hashlib.sha256(body).hexdigest()[:12]}.br")).is_file():
            packed["br"] = brotli.read_bytes()
        packed["gzip"] = gzip.compress(body, 9, mtime=0)
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    # The build puts all under assets/ into a folder that bears a hash of all contents.
    cache = FOREVER if name.startswith("assets/") else ASK_EACH_TIME
    return _File(body, packed, hashlib.blake2b(body, digest_size=12).hexdigest(), media_type, cache)


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
            paths = [path for path in self._folder.rglob("*") if path.is_file() and path.suffix != ".br"]
            names = {path.relative_to(self._folder).as_posix(): path for path in paths}
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
            found = site.find("index.html") or _File(_NOT_BUILT, {}, "none", _TYPES[".html"], ASK_EACH_TIME)
        if found is None:
            raise Problem(404, "not_found", path=request.scope["path"][:200])
        return _answer(request, found)

    async def root(request: AnyRequest) -> Response[bytes]:
        return await serve(request, "/")

    options: dict[str, Any] = {"http_method": ["GET", "HEAD"], "opt": gate.PUBLIC | PLAIN, "include_in_schema": False}
    return [route("/", **options)(root), route("/{name:path}", **options)(serve)]


def _accepted(request: AnyRequest) -> set[str]:
    """The encodings that a client names, but for those that it names to refuse them."""
    named = (one.replace(" ", "").lower().split(";q=") for one in request.headers.get("accept-encoding", "").split(","))
    return {name for name, *weight in named if not weight or weight[0].strip("0.")}


def _answer(request: AnyRequest, file: _File) -> Response[bytes]:
    accepted = _accepted(request)
    encoding = next((name for name in file.packed if name in accepted), "")
    etag = f'"{file.hash}-{encoding}"' if encoding else f'"{file.hash}"'
    headers = {"cache-control": file.cache, "etag": etag, "vary": "Accept-Encoding"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    if encoding:
        headers["content-encoding"] = encoding
    body = file.packed[encoding] if encoding else file.body
    if request.scope["method"] == "HEAD":
        return Response(
            b"", status_code=200, headers=headers | {"content-length": str(len(body))}, media_type=file.media_type
        )
    return Response(body, status_code=200, headers=headers, media_type=file.media_type)
