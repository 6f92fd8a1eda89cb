"""Settings, store, engine, API: the only file that knows all parts, and puts them together."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from litestar import Litestar, Response, Router
from litestar.config.compression import CompressionConfig
from litestar.exceptions import NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.status_codes import HTTP_404_NOT_FOUND

from backend import settings as settings_
from backend.api import health, intake, labels, photos, queries, scan, scanner_sheet, security
from backend.api import sync as sync_routes
from backend.api.auth import device_routes, gate
from backend.api.auth import routes as auth_routes
from backend.api.auth.keys import Keys
from backend.api.auth.known import worked_here
from backend.api.auth.sessions import Sessions
from backend.api.errors import BODY_BYTES_MOST, EXCEPTION_HANDLERS
from backend.api.parts import Parts
from backend.api.plain import KEY as PLAIN_KEY
from backend.api.pwa import pwa_routes
from backend.api.upkeep import Upkeep
from backend.exchange.clock import Clock
from backend.exchange.printers.agent import Agent
from backend.settings import Settings
from backend.store.engine import Store
from backend.sync.service import Sync, now_ms

log = logging.getLogger("tote")
GZIP_FROM_BYTES = 1024


def tote_version() -> str:
    """The version of the installed package."""
    try:
        return version("tote")
    except PackageNotFoundError:
        return "0"


@asynccontextmanager
async def opened(settings: Settings, clock: Callable[[], int] = now_ms) -> AsyncIterator[Parts]:
    """All parts of a server, without its door: for `tote import` and other commands too. The database is migrated."""
    store = Store(settings.database, settings.database_direct)
    keys = Keys(settings.keys_dir, lambda: clock() / 1000)
    sync = Sync(store, worked_here, clock, secret=keys.secret)
    upkeep = Upkeep(settings, store, clock)
    await sync.start()
    upkeep.start()
    try:
        yield Parts(settings, store, sync, keys, Sessions(store, sync, clock), clock)
    finally:
        await upkeep.stop()
        await sync.stop()
        await store.close()


def _openapi() -> OpenAPIConfig:
    """What every route takes and gives, at `/api/openapi.json`, with no page that loads scripts from elsewhere."""

    def coded(response: Response[Any]) -> Response[Any]:
        if response.status_code == HTTP_404_NOT_FOUND:
            raise NotFoundException
        return response

    place = Router(
        "/api/openapi.json", route_handlers=[], opt=gate.PUBLIC, after_request=coded, include_in_schema=False
    )
    return OpenAPIConfig(
        title="Tote", version=tote_version(), use_handler_docstrings=True, openapi_router=place,
        render_plugins=[JsonRenderPlugin(path="/")],
    )  # fmt: skip


def create_app(settings: Settings, clock: Callable[[], int] = now_ms, parts: Parts | None = None) -> Litestar:
    """The ASGI application. With `parts` it runs over an open server, and leaves closing it to who opened it."""

    @asynccontextmanager
    async def running(app: Litestar) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            app.state.parts = parts or await stack.enter_async_context(opened(settings, clock))
            ticking = Clock(app.state.parts.sync)
            ticking.start()
            stack.push_async_callback(ticking.stop)
            printers = Agent(app.state.parts.sync, settings.printer_networks)
            printers.start()
            stack.push_async_callback(printers.stop)
            yield

    return Litestar(
        route_handlers=[
            auth_routes.ROUTER, device_routes.ROUTER, sync_routes.ROUTER, intake.ROUTER, labels.ROUTER, photos.ROUTER,
            scan.ROUTER, scanner_sheet.ROUTER, queries.router(),
            health.healthz, health.readyz, *pwa_routes(settings_.pwa_dir()),
        ],
        lifespan=[running],
        middleware=[gate.gate],
        before_send=[security.add_headers],
        exception_handlers=EXCEPTION_HANDLERS,
        request_max_body_size=BODY_BYTES_MOST,
        compression_config=CompressionConfig(
            backend="gzip", gzip_compress_level=5, minimum_size=GZIP_FROM_BYTES, exclude_opt_key=PLAIN_KEY
        ),
        openapi_config=_openapi(),
        logging_config=None,
    )  # fmt: skip
