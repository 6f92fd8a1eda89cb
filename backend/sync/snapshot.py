"""A whole scope, for a device that starts, or that was away for longer than the change log reaches."""

from __future__ import annotations

import gzip

import msgspec
import sqlalchemy as sa

from backend.domain.row import ROWS
from backend.store import rows as stored
from backend.store.bulk import Ask
from backend.store.tables import HEAD, MEMBER
from backend.sync import chain, changelog, epochs, versions
from backend.sync.wire import ROWS_V

_encode = msgspec.json.Encoder().encode
GZIP_LEVEL = 1
_HEAD = Ask(sa.select(HEAD.c.seq, HEAD.c.digest).where(HEAD.c.scope == sa.bindparam("s_scope")), ("s_scope",))
_MEMBERS = Ask(sa.select(MEMBER.c.tbl, MEMBER.c.row).where(MEMBER.c.scope == sa.bindparam("s_scope")), ("s_scope",))


def snapshot(connection: sa.Connection, scope: str, rows_v: int = ROWS_V) -> bytes:
    """All rows of a scope as gzipped lines: a head, the rows as `[table, id, ver, row]`, and a trailer to check."""
    rows_v = min(rows_v, versions.NEWEST)
    head = _HEAD.run(connection, scope)
    seq, digest = head[0] if head else (0, chain.ZERO)
    lines = [_encode({"epoch": epochs.current(connection), "scope": scope, "seq": seq, "rows_v": rows_v})]
    members: dict[str, list[str]] = {}
    for table, row in _MEMBERS.run(connection, scope):
        members.setdefault(table, []).append(row)
    for table in sorted(members):
        found = (changelog.text(row) for row in stored.load(connection, ROWS[table], "id", members[table]))
        lines += [text for row in found if (text := versions.down(row, rows_v)) is not None]
    if rows_v < versions.NEWEST:
        digest = versions.digests(connection, rows_v).get(scope, chain.ZERO)
    lines.append(_encode({"end": True, "rows": len(lines) - 1, "digest": digest}))
    return gzip.compress(b"\n".join(lines) + b"\n", GZIP_LEVEL, mtime=0)
