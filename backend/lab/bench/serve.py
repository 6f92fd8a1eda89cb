"""The server of a benchmark, as its own process: `python -m backend.lab.bench.serve DATA_DIR PORT [DATABASE]`."""

from __future__ import annotations

import sys
from pathlib import Path

from backend.api.serving import listen, server
from backend.app import create_app
from backend.settings import Settings


def main(data_dir: str, port: str, database: str = "") -> None:
    """Serve until the parent ends it."""
    settings = Settings(data_dir=Path(data_dir), port=int(port), database=database, log_level="warning")
    socket = listen(settings.host, settings.port)
    server(create_app(settings), settings).run(sockets=[socket])


if __name__ == "__main__":
    main(*sys.argv[1:])
