"""The server of a benchmark, as its own process: `python -m backend.lab.bench.serve DATA_DIR PORT [DATABASE]`."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

from backend.api.serving import listen, server
from backend.app import create_app
from backend.settings import Settings


def main(data_dir: str, port: str, database: str = "") -> None:
    """Serve until the parent ends it, or has been killed itself."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    settings = Settings(data_dir=Path(data_dir), port=int(port), database=database, log_level="warning")
    socket = listen(settings.host, settings.port)
    server(create_app(settings), settings).run(sockets=[socket])


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main(*sys.argv[1:])
