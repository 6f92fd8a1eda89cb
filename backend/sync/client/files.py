"""The state of a device in a SQLite file: one table of stores, keys and values, fsynced at each commit."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.store.driver import sqlite  # first: it decides what `sqlite3` is for all that follows

# isort: split
import msgspec

from backend.sync.client.kept import KINDS, Held
from backend.sync.client.storage import Tx

_encode = msgspec.msgpack.Encoder().encode
_DECODERS = {store: msgspec.msgpack.Decoder(kind) for store, kind in KINDS.items()}
_ROW = msgspec.msgpack.Decoder(Held)
_MAKE = "CREATE TABLE IF NOT EXISTS kept (store TEXT, key TEXT, value BLOB, PRIMARY KEY (store, key)) WITHOUT ROWID"


class SqliteFile:
    """A storage in a file. Other processes may have the same file open: transactions wait for each other."""

    def __init__(self, path: Path | str) -> None:
        self._connection = sqlite.connect(str(path), isolation_level=None, timeout=10)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute(_MAKE)
        self._version = self._data_version()

    @contextlib.contextmanager
    def begin(self) -> Iterator[Tx]:
        """A transaction that may write."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield _FileTx(self._connection)
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def foreign(self) -> bool:
        """Whether another connection has committed."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def _data_version(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _decode(store: str, value: bytes) -> Any:
    if store.startswith("in/"):
        return value
    return (_ROW if store.startswith("rows/") else _DECODERS[store]).decode(value)


class _FileTx:
    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def get(self, store: str, key: str) -> Any:
        query = "SELECT value FROM kept WHERE store = ? AND key = ?"
        found = self._connection.execute(query, (store, key)).fetchone()
        return _decode(store, found[0]) if found else None

    def put(self, store: str, key: str, value: Any) -> None:
        encoded = value if isinstance(value, bytes) else _encode(value)
        self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (store, key, encoded))

    def delete(self, store: str, key: str) -> None:
        self._connection.execute("DELETE FROM kept WHERE store = ? AND key = ?", (store, key))

    def items(self, store: str, after: str = "", most: int = -1) -> list[tuple[str, Any]]:
        query = "SELECT key, value FROM kept WHERE store = ? AND key > ? ORDER BY key LIMIT ?"
        return [(key, _decode(store, value)) for key, value in self._connection.execute(query, (store, after, most))]

    def last(self, store: str) -> str:
        (found,) = self._connection.execute("SELECT max(key) FROM kept WHERE store = ?", (store,)).fetchone()
        return found or ""

    def stores(self, prefix: str) -> list[str]:
        query = "SELECT DISTINCT store FROM kept WHERE store >= ? AND store < ? ORDER BY store"
        return [store for (store,) in self._connection.execute(query, (prefix, prefix + "\U0010ffff"))]
