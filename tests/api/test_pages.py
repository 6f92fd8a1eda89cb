"""The PWA's files, the headers on every answer, and what a monitor asks."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from backend import settings as settings_
from backend.api import health
from backend.app import create_app
from backend.settings import Settings
from tests.api.asgi import call, code
from tests.api.conftest import Run, World

INDEX = b"<!doctype html><title>Tote</title>" + b" " * 600


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets" / "1a2b").mkdir(parents=True)
    (folder / "assets" / "1a2b" / "app.js").write_bytes(b"const a = 1;" * 100)
    (folder / "assets" / "1a2b" / "reader.wasm").write_bytes(b"\0asm" + bytes(1000))
    (folder / "sw.js").write_bytes(b"self")
    (folder / "manifest.webmanifest").write_bytes(b"{}")
    (folder / "index.html").write_bytes(INDEX)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    monkeypatch.setattr(settings_, "pwa_dir", lambda: folder)
    return folder


def test_files_of_a_build_stay_for_ever_and_the_others_are_asked_for_each_time(run: Run, site: Path) -> None:
    async def work(world: World) -> None:
        app = create_app(world.parts.settings, world.clock, world.parts)
        async with app.lifespan():
            seen = {}
            for path in ("/", "/index.html", "/sw.js", "/manifest.webmanifest", "/assets/1a2b/app.js"):
                status, headers, _ = await call(app, "GET", path)
                assert status == 200, path
                seen[path] = (headers["cache-control"], headers["content-type"])
            assert seen == {
                "/": ("no-cache", "text/html; charset=utf-8"),
                "/index.html": ("no-cache", "text/html; charset=utf-8"),
                "/sw.js": ("no-cache", "text/javascript; charset=utf-8"),
                "/manifest.webmanifest": ("no-cache", "application/manifest+json"),
                "/assets/1a2b/app.js": ("public, max-age=31536000, immutable", "text/javascript; charset=utf-8"),
            }
            _, headers, _ = await call(app, "GET", "/assets/1a2b/reader.wasm")
            assert headers["content-type"] == "application/wasm"

    run(work)


def test_files_come_gzipped_with_an_etag_that_saves_the_second_time(run: Run, site: Path) -> None:
    async def work(world: World) -> None:
        app = create_app(world.parts.settings, world.clock, world.parts)
        async with app.lifespan():
            _, headers, body = await call(app, "GET", "/", {"accept-encoding": "gzip"})
            assert headers["content-encoding"] == "gzip"
            assert gzip.decompress(body) == INDEX
            again = await call(app, "GET", "/", {"accept-encoding": "gzip", "if-none-match": headers["etag"]})
            assert (again[0], again[2]) == (304, b"")
            status, headers, body = await call(app, "HEAD", "/")
            assert (status, body, headers["content-length"]) == (200, b"", str(len(INDEX)))

    run(work)


def test_who_takes_brotli_gets_what_the_build_packed_but_nothing_that_is_left_of_another_version(
    run: Run, site: Path
) -> None:
    (site / f"index.html.{hashlib.sha256(INDEX).hexdigest()[:12]}.br").write_bytes(b"packed")
    (site / "assets" / "1a2b" / "app.js.0123456789ab.br").write_bytes(b"of another version")

    async def work(world: World) -> None:
        app = create_app(world.parts.settings, world.clock, world.parts)
        async with app.lifespan():
            tags = set()
            for accepts, wanted in (
                ("gzip, deflate, br, zstd", "br"), ("br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"),
                ("GZIP ; Q=1.0", "gzip"), ("gzip;q=0", ""), ("brx", ""), ("", ""),
            ):  # fmt: skip
                _, headers, body = await call(app, "GET", "/", {"accept-encoding": accepts})
                assert headers.get("content-encoding", "") == wanted, accepts
                assert (headers["vary"], headers["content-type"]) == ("Accept-Encoding", "text/html; charset=utf-8")
                assert (body == b"packed", body == INDEX) == (wanted == "br", wanted == "")
                again = await call(app, "GET", "/", {"accept-encoding": accepts, "if-none-match": headers["etag"]})
                assert (again[0], again[1]["etag"], again[2]) == (304, headers["etag"], b"")
                tags.add((headers["etag"], wanted))
            assert len(tags) == 3
            _, headers, _ = await call(app, "GET", "/assets/1a2b/app.js", {"accept-encoding": "br, gzip"})
            assert headers["content-encoding"] == "gzip"
            assert (await call(app, "GET", "/assets/1a2b/app.js.0123456789ab.br"))[0] == 404

    run(work)


def test_a_page_of_the_app_is_its_index_and_a_missing_file_is_missing(run: Run, site: Path) -> None:
    async def work(world: World) -> None:
        app = create_app(world.parts.settings, world.clock, world.parts)
        async with app.lifespan():
            assert (await call(app, "GET", "/orders/42"))[2] == INDEX
            for path in ("/nope.js", "/assets/9c/app.js", "/../secret.txt", "/assets/../../secret.txt", "//secret.txt"):
                status, _, body = await call(app, "GET", path)
                assert (status, code(body)) == (404, "not_found"), path

    run(work)


def test_a_new_build_is_served_without_a_restart(run: Run, site: Path) -> None:
    async def work(world: World) -> None:
        import os

        app = create_app(world.parts.settings, world.clock, world.parts)
        async with app.lifespan():
            assert (await call(app, "GET", "/"))[2] == INDEX
            (site / "index.html").write_bytes(b"new")
            os.utime(site / "index.html", ns=(1, 1))
            assert (await call(app, "GET", "/"))[2] == b"new"

    run(work)


def test_every_answer_tells_the_browser_what_it_may(run: Run, site: Path) -> None:
    async def work(world: World) -> None:
        for path in ("/", "/healthz", "/api/nope", "/api/auth/me", "/api/openapi.json"):
            _, headers, _ = await call(world.app, "GET", path)
            csp = headers["content-security-policy"]
            assert "default-src 'none'" in csp, path
            assert "script-src 'self' 'wasm-unsafe-eval'" in csp
            assert "'unsafe-inline'" not in csp
            assert "'unsafe-eval'" not in csp
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "camera=(self)" in headers["permissions-policy"]
            if path.startswith("/api/"):
                assert headers["cache-control"] == "no-store", path

    run(work)


def test_the_description_of_the_api_names_every_route_and_loads_nothing(run: Run) -> None:
    async def work(world: World) -> None:
        import msgspec

        status, headers, body = await call(world.app, "GET", "/api/openapi.json")
        assert (status, headers["content-type"].split(";")[0]) == (200, "application/vnd.oai.openapi+json")
        described = set(msgspec.json.decode(body)["paths"])
        assert {"/api/sync/push", "/api/auth/sign-in", "/api/queries/order/story", "/healthz"} <= described
        assert b"cdn" not in body

    run(work)


def test_ready_means_tables_up_to_date_and_room_on_the_disk(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(world: World) -> None:
        assert (await call(world.app, "GET", "/readyz"))[0] == 200
        with monkeypatch.context() as patch:
            patch.setattr(health.migrate, "head", lambda: "9999")
            status, _, body = await call(world.app, "GET", "/readyz")
            assert status == 503
            assert b"tote migrate" in body
        with monkeypatch.context() as patch:
            full = Settings(data_dir=world.parts.settings.data_dir, disk_free_mb_min=10**9)
            patch.setattr(health, "parts_of", lambda _r: _with(world, full))
            status, _, body = await call(world.app, "GET", "/readyz")
            assert status == 503
            assert b"MB wanted" in body
        assert (await call(world.app, "GET", "/healthz"))[2] == b'{"alive":true}'

    run(work)


def _with(world: World, settings: Settings) -> object:
    from dataclasses import replace

    return replace(world.parts, settings=settings)
