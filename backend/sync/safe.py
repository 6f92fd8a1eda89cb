"""Backups that devices may rely on: made, checked, and only then told to them as `durable_n`.

A device forgets its journal up to `durable_n`. So it is raised only for ops that a checked copy holds, byte for byte.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from backend.store import backup
from backend.store.engine import checker
from backend.store.tables import DEVICE_HEAD, OP
from backend.sync import epochs, verify


class Kept(Struct, frozen=True):
    """What a checked backup holds: its epoch, and by device the last op with its hash (hex)."""

    path: str
    epoch: str
    ops: int
    heads: dict[str, tuple[int, str]]


def make(database: Path, target: Path) -> Kept:
    """Copy a database, check the copy, say what it holds. Raises `BadBackup`, and keeps no copy that is unsound."""
    backup.copy(database, target)
    try:
        return look(target)
    except backup.BadBackup:
        target.replace(target.with_name(target.name + ".bad"))
        raise


def look(path: Path) -> Kept:
    """Check a backup: its pages, and whether its tables agree with each other."""
    backup.check(path)
    engine = checker(str(path))
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table("device_head"):
                raise backup.BadBackup(f"{path} is no database of Tote")
            wrong = verify.differences(connection)
            if wrong:
                raise backup.BadBackup(f"{path}: {'; '.join(wrong[:3])}")
            query = sa.select(DEVICE_HEAD.c.device, DEVICE_HEAD.c.last_n, DEVICE_HEAD.c.h)
            heads = {device: (n, h.hex()) for device, n, h in connection.execute(query) if n > 0}
            ops = connection.scalar(sa.select(sa.func.count()).select_from(OP)) or 0
            return Kept(str(path), epochs.current(connection), ops, heads)
    finally:
        engine.dispose()


def tell(connection: sa.Connection, kept: Kept) -> int:
    """Raise `durable_n` of each device to what a backup of this history holds; returns of how many."""
    if kept.epoch != epochs.current(connection):
        return 0
    told = 0
    for device, (n, h) in kept.heads.items():
        at = sa.and_(DEVICE_HEAD.c.device == device, DEVICE_HEAD.c.last_n >= n, DEVICE_HEAD.c.durable_n < n)
        same = sa.exists().where(OP.c.device == device, OP.c.n == n, OP.c.h == bytes.fromhex(h))
        told += connection.execute(sa.update(DEVICE_HEAD).where(at, same).values(durable_n=n)).rowcount
    return told


def leave_word(folder: Path, kept: Kept) -> Path:
    """Tell the server that has the database about a backup which another process has made of it."""
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"{Path(kept.path).name}.json"
    part = path.with_suffix(".part")
    part.write_bytes(msgspec.json.encode(kept))
    part.replace(path)
    return path


def words(folder: Path) -> list[tuple[Path, Kept]]:
    """What other processes have left. What can't be read is thrown away: a backup that nobody knows of is no harm."""
    found: list[tuple[Path, Kept]] = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            found.append((path, msgspec.json.decode(path.read_bytes(), type=Kept)))
        except (msgspec.MsgspecError, OSError):
            path.unlink(missing_ok=True)
    return found
