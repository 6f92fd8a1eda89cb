"""The SQLite driver, and which release of SQLite comes with it. To be imported before anything that imports `sqlite3`.

`pysqlite3` brings a SQLite of its own: releases before 3.51.3 can corrupt a write-ahead log when one connection writes
while another moves the log into the file. Where it has no wheel (ARM Linux, Intel Macs) Python's own is used. Tote
keeps clear of that fault even so, since one connection does both and the others only read; `tote doctor` names it.
"""

from __future__ import annotations

import sys
from types import ModuleType

LEAST = (3, 51, 3)


def _driver() -> ModuleType:
    try:
        import pysqlite3
    except ModuleNotFoundError:
        import sqlite3

        return sqlite3
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    return pysqlite3  # type: ignore[no-any-return]


sqlite = _driver()
