"""What a person sees: the base, and over it the pending ops, decided once more by the same rules as on the server."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from backend.domain.outcome import Applied, Contradicted
from backend.domain.row import ROWS, Row
from backend.ops.catalogue import OPS
from backend.ops.kernel import All, Context, Offline, Ref
from backend.sync.client.kept import OUTBOX, UNSEEN, rows
from backend.sync.client.storage import Storage
from backend.sync.decide import complete
from backend.sync.wire import OpFrame
from backend.sync.working import Working

log = logging.getLogger("tote.client")
R = TypeVar("R", bound=Row)
READ_MOST = 1024
"""Rows of which it is known what they say: devices in one process are all told the same."""
Touched = dict[tuple[str, str], bytes | None]
_text = msgspec.json.Decoder(tuple[str, str, int, Raw]).decode


@lru_cache(READ_MOST)
def row_of(text: bytes) -> Row:
    """The row in `[table, id, ver, row]`. Fields that this build does not know are left out."""
    table, _, _, row = _text(text)
    return msgspec.json.decode(row, type=ROWS[table])


class Base:
    """The rows of the replica in memory, decoded when they are asked for."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._texts: dict[str, dict[str, bytes]] = {}
        self._rows: dict[tuple[str, str], Row] = {}
        self._lists: dict[tuple[str, str], dict[Any, set[str]]] = {}

    def forget(self) -> None:
        """Read everything anew."""
        self._texts.clear()
        self._rows.clear()
        self._lists.clear()

    def touch(self, touched: Touched) -> None:
        """Take over what a page has changed."""
        for (table, id_), text in touched.items():
            texts = self._texts.get(table)
            if texts is None:
                continue
            lists = [(field, found) for (of, field), found in self._lists.items() if of == table]
            before = self.get(table, id_) if lists else None
            self._rows.pop((table, id_), None)
            if text is None:
                texts.pop(id_, None)
            else:
                texts[id_] = text
            after = self.get(table, id_) if lists else None
            for field, found in lists:
                _move(found, id_, field, before, after)

    def table(self, table: str) -> dict[str, bytes]:
        """A table's rows, as text."""
        if table not in self._texts:
            with self._storage.begin() as tx:
                self._texts[table] = {id_: held.text for id_, held in tx.items(rows(table))}
        return self._texts[table]

    def get(self, table: str, id_: str) -> Row | None:
        """A row."""
        text = self.table(table).get(id_)
        if text is None:
            return None
        row = self._rows.get((table, id_))
        if row is None:
            row = self._rows[table, id_] = row_of(text)
        return row

    def find(self, table: str, field: str, value: Any) -> list[Row]:
        """The rows whose field has a value."""
        lists = self._lists.get((table, field))
        if lists is None:
            lists = self._lists[table, field] = {}
            for id_ in self.table(table):
                _move(lists, id_, field, None, self.get(table, id_))
        return [cast("Row", self.get(table, id_)) for id_ in sorted(lists.get(value, ()))]


def _move(lists: dict[Any, set[str]], id_: str, field: str, before: Row | None, after: Row | None) -> None:
    if before is not None:
        lists.get(getattr(before, field), set()).discard(id_)
    if after is not None:
        lists.setdefault(getattr(after, field), set()).add(id_)


class _Overlay(Working):
    """Rows staged by pending ops, over the base."""

    def __init__(self, base: Base) -> None:
        super().__init__(cast("sa.Connection", None))
        self._base_rows = base

    def _fetch(self, row: type[Row], field: str, values: set[str]) -> Sequence[Row]:
        if field == "id":
            return [r for id_ in sorted(values) if (r := self._base_rows.get(row.table, id_)) is not None]
        return [r for value in sorted(values) for r in self._base_rows.find(row.table, field, value)]

    def has_read(self, row: type[Row] | None, id_: str) -> bool:
        """Whether a row was looked at here, or is in a list that was; none is of a table that this build knows not."""
        if row is None or (row, id_) in self._base:
            return row is not None
        fields = self._fields.get(row, ())
        now = self._base_rows.get(row.table, id_) if fields else None
        return now is not None and any(getattr(now, field) in self._lists[row, field] for field in fields)

    def staged_rows(self, row: type[Row]) -> list[Row]:
        """The rows of a table that pending ops have changed."""
        return [self._rows[kind][id_] for kind, id_ in self.staged if kind is row]


class View:
    """Base and pending ops together. Made anew when the base has changed; a new op is laid over what is there."""

    def __init__(self, storage: Storage, device: str) -> None:
        self._storage, self._device = storage, device
        self.base = Base(storage)
        self._over: _Overlay | None = None

    def stale(self, *, base: bool = False, device: str | None = None) -> None:
        """Pending ops or, with `base`, the base itself have changed in more than one place."""
        self._over = None
        self._device = device if device is not None else self._device
        if base:
            self.base.forget()

    def touch(self, touched: Touched) -> None:
        """Take over what a page has changed. Pending ops are decided anew only where they may have looked at it."""
        self.base.touch(touched)
        if self._over is not None and any(self._over.has_read(ROWS.get(table), id_) for table, id_ in touched):
            self._over = None

    def lay(self, raw: bytes) -> None:
        """One more pending op."""
        if self._over is not None:
            replay(self._over, raw, self._device)

    def _overlay(self) -> _Overlay:
        if self._over is None:
            self._over = _Overlay(self.base)
            with self._storage.begin() as tx:
                pending = [u.raw for _, u in tx.items(UNSEEN)] + [k.raw for _, k in tx.items(OUTBOX)]
            for raw in pending:
                replay(self._over, raw, self._device)
        return self._over

    def find(self, row: type[R], id_: str) -> R | None:
        """A row as the person sees it, or none."""
        over = self._overlay()
        over.load([Ref(row, id_, needed=False)])
        return over.find(row, id_)

    def where(self, row: type[R], field: str, value: str) -> list[R]:
        """The rows of a table with this value of a field, as the person sees them, by id."""
        over = self._overlay()
        over.load([All(row, field, value)])
        return over.all(row, field, value)

    def rows(self, row: type[R]) -> list[R]:
        """All rows of a table as the person sees them, by id."""
        over = self._overlay()
        found = {id_: cast("Row", self.base.get(row.table, id_)) for id_ in self.base.table(row.table)}
        found.update({r.id: r for r in over.staged_rows(row)})
        return cast("list[R]", [r for _, r in sorted(found.items())])


def replay(over: _Overlay, raw: bytes, device: str) -> None:
    """Decide a pending op over what is there. An op that is not replayed on devices, or cannot be, changes nothing."""
    try:
        frame = msgspec.json.decode(raw, type=OpFrame)
        kind, _, version = frame.kind.partition("@")
        cls = OPS.get(kind)
        if cls is None or str(cls.version) != version or cls.offline not in {Offline.REPLAY, Offline.LEASE}:
            return
        op = msgspec.json.decode(frame.body, type=cls)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
        return
    context = Context(
        id=frame.id, author=frame.author, device=device, n=frame.n, wall=frame.wall, received_at=max(0, frame.wall)
    )
    try:
        named = complete(over, op)
        if all(over.find(w.row, w.id) is not None for w in named if isinstance(w, Ref) and w.needed):
            outcome = op.foresee(over, context)
            if isinstance(outcome, Applied | Contradicted):
                for row in outcome.rows:
                    over.stage(row)
    except Exception:
        log.exception("replay of %s", frame.id)
