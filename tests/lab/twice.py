"""The server of a rehearsal with a bug in it, as its own process: what a picker takes is booked twice.

`python -m tests.lab.twice DATA_DIR PORT`.
"""

from __future__ import annotations

import sys
from typing import Any

from backend.lab.bench.serve import main
from backend.ops.pick import scan

_transfer = scan.transfer


def _twice(*move: Any) -> int:
    _transfer(*move)
    return _transfer(*move)


if __name__ == "__main__":
    scan.transfer = _twice
    main(*sys.argv[1:])
