"""A server that may print on this machine's own printers: `python -m tests.browser.printing DATA_DIR PORT`."""

from __future__ import annotations

import sys
from pathlib import Path

from backend.api.serving import listen, server
from backend.app import create_app
from backend.settings import Settings

LOOPBACK = ("127.0.0.0/8",)


def main(data_dir: str, port: str) -> None:
    """Serve until the parent ends it."""
    settings = Settings(data_dir=Path(data_dir), port=int(port), log_level="warning", printer_networks=LOOPBACK)
    socket = listen(settings.host, settings.port)
    server(create_app(settings), settings).run(sockets=[socket])


if __name__ == "__main__":
    main(*sys.argv[1:])
