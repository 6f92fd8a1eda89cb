"""Running the application under uvicorn, with a bound on everything a peer can make it hold."""

from __future__ import annotations

import contextlib
import gc
import logging
import socket
import sys
from collections.abc import Callable

import uvicorn
from litestar import Litestar

from backend.api.door import UNREAD_S_MAX, HttpDoor, StreamDoor
from backend.api.shed import Shed
from backend.settings import Settings

log = logging.getLogger("tote")
WS_BYTES_MAX = 512 * 1024
"""Twice the largest frame of the protocol."""
BYE_S_MAX = 1.5
STOP_S_MAX = 2
IDLE_S_MAX = 20
UNREAD_MS_MAX = int(UNREAD_S_MAX * 1000)
"""A peer that takes nothing for that long is cut off by the kernel: uvicorn alone would keep it for ever."""
PING_EVERY_S, PONG_S_MAX = 7, 7
"""A peer that reads nothing is cut off within 15 s. The kernel takes megabytes for it and acknowledges them, so that
neither the time above nor any bound on a queue is reached while little is said: only a missing pong tells.
"""
UNSENT_BYTES_MAX = 128 * 1024
"""What the kernel keeps for one peer beyond what is under way to it."""
BACKLOG = 2048
"""All phones of a site come back at once after the network was away."""
FILES_WANTED = 65_536


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sys.platform == "linux":
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS_MAX)
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES_MAX)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


def more_files() -> None:
    """Each socket is a file; the usual limit of 1,024 is there for programs that use `select`."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES_WANTED if hard == resource.RLIM_INFINITY else min(FILES_WANTED, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def spare_the_collector() -> None:
    """What is loaded now stays for good, and what an op needs is freed by its last reference.

    Left as it is, the cyclic collector runs thousands of times a second over rows that hold no cycles: a fifth of the
    time of a large commit.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


class Server(uvicorn.Server):
    """Tells when it takes requests; says bye to the streams before it ends."""

    def __init__(self, config: uvicorn.Config, app: Litestar, on_ready: Callable[[], None] | None = None) -> None:
        super().__init__(config)
        self._app = app
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        spare_the_collector()
        if self.started and self._on_ready:
            self._on_ready()

    @property
    def broken(self) -> str:
        """How the disk under the database has failed, if it has."""
        parts = getattr(self._app.state, "parts", None)
        return parts.store.broken if parts is not None else ""

    async def on_tick(self, counter: int) -> bool:
        """End when the disk has failed: a new process reads anew what is there."""
        ends = await super().on_tick(counter)
        if self.broken and not self.should_exit:
            log.critical("the disk has failed (%s): nothing is written any more; the server ends", self.broken)
            return True
        return ends

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more connections, answer what the streams have asked, close them with 1012, then end."""
        for one in (*self.servers, *(sockets or ())):
            one.close()
        parts = getattr(self._app.state, "parts", None)
        if parts is not None:
            await parts.sync.hub.stop(BYE_S_MAX)
        await super().shutdown(sockets)


def server(app: Litestar, settings: Settings, on_ready: Callable[[], None] | None = None) -> Server:
    """A server that is ready to run; `run(sockets=[…])` returns after SIGINT or SIGTERM."""
    more_files()
    config = uvicorn.Config(
        Shed(app),
        loop="auto",
        http=HttpDoor,
        ws=StreamDoor,
        lifespan="on",
        ws_max_size=WS_BYTES_MAX,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=STOP_S_MAX,
        timeout_keep_alive=IDLE_S_MAX,
        ws_ping_interval=PING_EVERY_S,
        ws_ping_timeout=PONG_S_MAX,
        backlog=BACKLOG,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        access_log=False,
        log_config=None,
        log_level=settings.log_level,
    )
    return Server(config, app, on_ready)
