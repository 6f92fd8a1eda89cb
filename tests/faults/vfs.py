"""Stands between SQLite and the disk in this process: sees each write, truncation, flush, deletion, and may fail it.

SQLite asks its VFS (https://sqlite.org/vfs.html) for every file. Here the methods of the default one are replaced by
callbacks, which hand on to the originals. The memory-mapped `-shm` is not seen: it is made anew after a crash.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from ctypes import c_char_p, c_int, c_int64, c_void_p
from typing import Any, NamedTuple

from backend.store.driver import sqlite

FULL, IOERR_WRITE, IOERR_FSYNC = 13, 778, 1034
"""SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC."""


class Event(NamedTuple):
    """`write` (with offset and data), `truncate` (offset: the new size), `sync`, or `delete`."""

    kind: str
    path: str
    offset: int = 0
    data: bytes = b""


Watch = Callable[[Event], int]
"""Called before each event. 0 lets it happen; another number is given back to SQLite instead."""


class _Methods(ctypes.Structure):
    _fields_ = [("version", c_int), ("methods", c_void_p * 18)]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", c_int), ("file_size", c_int), ("path_max", c_int), ("next", c_void_p), ("name", c_char_p),
        ("data", c_void_p), ("open", c_void_p), ("delete", c_void_p),
    ]  # fmt: skip


_FILE = ctypes.POINTER(_File)
_OPEN = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, _FILE, c_int, ctypes.POINTER(c_int))
_DELETE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_WRITE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)
_AT_WRITE, _AT_TRUNCATE, _AT_SYNC = 2, 3, 4
"""Places in `sqlite3_io_methods`, counted after `iVersion`."""


def _text(name: int) -> str:
    """A name is handed on as the address that came: SQLite looks at what stands around it."""
    return os.fsdecode(ctypes.string_at(name))


class Disk:
    """The installed callbacks. One for each process, kept for as long as it lives."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._paths: dict[int, str] = {}
        self._tables: dict[int, _Methods] = {}
        self._kept: list[Any] = []
        module = getattr(sqlite, "_sqlite3", None) or __import__("_sqlite3")
        library = ctypes.CDLL(module.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        vfs = library.sqlite3_vfs_find(None).contents
        self._open, self._delete = _OPEN(vfs.open), _DELETE(vfs.delete)
        vfs.open, vfs.delete = self._keep(_OPEN(self._opened)), self._keep(_DELETE(self._deleted))

    def _keep(self, callback: Any) -> int:
        self._kept.append(callback)
        return ctypes.cast(callback, c_void_p).value or 0

    def _opened(self, vfs: int, name: int | None, file: Any, flags: int, out: Any) -> int:
        code = self._open(vfs, name, file, flags, out)
        if code == 0 and name and file.contents.methods:
            self._paths[ctypes.addressof(file.contents)] = _text(name)
            original = ctypes.addressof(file.contents.methods.contents)
            if original not in {ctypes.addressof(table) for table in self._tables.values()}:
                file.contents.methods = ctypes.pointer(self._table(original))
        return code

    def _table(self, original: int) -> _Methods:
        if original not in self._tables:
            table = _Methods()
            ctypes.memmove(ctypes.byref(table), original, ctypes.sizeof(_Methods))
            write, truncate, sync = (table.methods[i] for i in (_AT_WRITE, _AT_TRUNCATE, _AT_SYNC))
            table.methods[_AT_WRITE] = self._keep(self._on_write(_WRITE(write)))
            table.methods[_AT_TRUNCATE] = self._keep(self._on_truncate(_TRUNCATE(truncate)))
            table.methods[_AT_SYNC] = self._keep(self._on_sync(_SYNC(sync)))
            self._tables[original] = table
        return self._tables[original]

    def _on_write(self, original: Any) -> Any:
        def write(file: int, data: int, size: int, offset: int) -> int:
            code = self._watch(Event("write", self._paths.get(file, ""), offset, ctypes.string_at(data, size)))
            return code or original(file, data, size, offset)

        return _WRITE(write)

    def _on_truncate(self, original: Any) -> Any:
        def truncate(file: int, size: int) -> int:
            return self._watch(Event("truncate", self._paths.get(file, ""), size)) or original(file, size)

        return _TRUNCATE(truncate)

    def _on_sync(self, original: Any) -> Any:
        def sync(file: int, flags: int) -> int:
            return self._watch(Event("sync", self._paths.get(file, ""))) or original(file, flags)

        return _SYNC(sync)

    def _deleted(self, vfs: int, name: int, sync: int) -> int:
        return self._watch(Event("delete", _text(name))) or self._delete(vfs, name, sync)
