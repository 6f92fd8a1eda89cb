"""Running the application under uvicorn, with a bound on everything a peer can make it hold."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn

from backend.settings import Settings

WS_BYTES_MAX = 512 * 1024
"""Twice the largest frame of the protocol."""
HEADER_BYTES_MAX = 32 * 1024
STOP_S_MAX = 3
IDLE_S_MAX = 20
UNREAD_MS_MAX = 8_000
"""A peer that takes nothing for that long is cut off by the kernel: uvicorn alone would keep it for ever."""
BACKLOG = 512


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sys.platform == "linux":
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS_MAX)
        listener.bind((host, port))
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError:
        listener.close()
        raise
    return listener


class Server(uvicorn.Server):
    """Tells when it takes requests."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None] | None = None) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started and self._on_ready:
            self._on_ready()


def server(app: Any, settings: Settings, on_ready: Callable[[], None] | None = None) -> Server:
    """A server that is ready to run; `run(sockets=[…])` returns after SIGINT or SIGTERM."""
    config = uvicorn.Config(
        app,
        loop="auto",
        lifespan="on",
        ws_max_size=WS_BYTES_MAX,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=STOP_S_MAX,
        timeout_keep_alive=IDLE_S_MAX,
        h11_max_incomplete_event_size=HEADER_BYTES_MAX,
        backlog=BACKLOG,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        access_log=False,
        log_config=None,
        log_level=settings.log_level,
    )
    return Server(config, on_ready)
