"""Serving, as `tote serve` and `tote demo` do it."""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from backend.cli.common import fail

if TYPE_CHECKING:
    from backend.settings import Settings

DISK_FAILED = 74
"""Exit code when the disk has failed (EX_IOERR of sysexits.h): to be started again, and looked after."""


def listener(settings: Settings) -> socket.socket:
    """A listening socket; ends the command where the port is taken."""
    from backend.api import serving

    try:
        return serving.listen(settings.host, settings.port)
    except OSError as error:
        fail(f"Port {settings.port} on {settings.host} can't be used: {error.strerror}.", "Take another:  --port 0")


def address(taken: socket.socket) -> str:
    """Where a browser on this machine finds a listener."""
    host, port = taken.getsockname()[:2]
    shown = {"0.0.0.0": "localhost", "127.0.0.1": "localhost", "::": "localhost", "::1": "localhost"}.get(host, host)  # noqa: S104
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def lan_address(taken: socket.socket) -> str | None:
    """Where another machine in the local network finds it, if it listens there."""
    host, port = taken.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect(("192.0.2.1", 9))  # nothing is sent: the kernel only picks the way out (RFC 5737 address)
            except OSError:
                return None
            host = probe.getsockname()[0]
    return None if host.startswith("127.") else f"http://{host}:{port}"


def serve(settings: Settings, taken: socket.socket, on_ready: Callable[[], None]) -> None:
    """Serve until a signal says stop. `on_ready` is called when requests are taken."""
    from backend.api import serving
    from backend.app import create_app

    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    server = serving.server(create_app(settings), settings, on_ready)
    logging.getLogger("uvicorn.error").setLevel("WARNING")  # its start-up lines say less than ours
    with contextlib.suppress(KeyboardInterrupt):  # raised again after a clean end: Ctrl-C is how one ends it
        server.run(sockets=[taken])
    if server.broken:
        click.echo(f"The disk under {settings.database} has failed: {server.broken}", err=True)
        sys.exit(DISK_FAILED)
