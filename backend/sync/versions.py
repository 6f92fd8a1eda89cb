"""Rows as older builds of the app know them: the present version and the two before it, each with its own digests.

A release that changes a row raises `ROWS_V` in `wire.py` and adds one entry to `STEPS`; the oldest entry goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec import Raw

from backend.domain.row import ROWS, Row
from backend.store import rows as stored
from backend.store.bulk import Ask
from backend.store.tables import HEAD, MEMBER, META, OLDER_DIGEST
from backend.sync import chain, changelog
from backend.sync.wire import ROWS_V

KEPT = 2
NEWEST = ROWS_V
Json = dict[str, Any]
Step = Callable[[Json], Json]

STEPS: dict[int, Mapping[str, Step | None]] = {}
"""By the version that a step leads down to: what becomes of the rows of a table. None: it has no such table."""

_encode = msgspec.json.Encoder().encode
_KEY = "rows_v"
_DIGESTS = Ask(
    sa.select(OLDER_DIGEST.c.scope, OLDER_DIGEST.c.digest).where(OLDER_DIGEST.c.rows_v == sa.bindparam("v")), ("v",)
)
_PREPARED = Ask(sa.select(META.c.value).where(META.c.key == _KEY))


def is_served(version: int) -> bool:
    """Whether pulls are answered in this version. A newer build than this server gets what there is."""
    return version >= NEWEST - KEPT


def older() -> list[int]:
    """The versions that need projecting."""
    return list(range(max(1, NEWEST - KEPT), NEWEST))


def down(change: bytes, version: int) -> bytes | None:
    """A change (the text of `[table, id, ver, row | null]`) for an older build; none where it has no such table."""
    if version >= NEWEST:
        return change
    table, id_, ver, row = msgspec.json.decode(change)
    for step in range(NEWEST - 1, version - 1, -1):
        steps = STEPS.get(step, {})
        if table in steps:
            project = steps[table]
            if project is None:
                return None
            row = project(row) if row is not None else None
    return _encode((table, id_, ver, row))


def project(changes: Iterable[Raw], version: int) -> list[Raw]:
    """The changes of a page for a build of some version."""
    if version >= NEWEST:
        return list(changes)
    return [Raw(text) for change in changes if (text := down(bytes(change), version)) is not None]


def row_digest(text: bytes, version: int) -> int:
    """What a row adds to the digests of its scopes as an older build computes them."""
    there = down(text, version)
    return 0 if there is None else chain.row_digest(there)


def digests(connection: sa.Connection, version: int) -> dict[str, str]:
    """The digest of each scope for builds of an older version."""
    return dict(_DIGESTS.run(connection, version))


def move(connection: sa.Connection, changes: Iterable[tuple[Row | None, Row]]) -> None:
    """Keep the older digests up with a commit. `changes`: each row before and after."""
    for version in older():
        moved: Counter[str] = Counter()
        for before, after in changes:
            for row, sign in ((before, -1), (after, 1)):
                if row is not None and row.scopes():
                    digest = sign * row_digest(changelog.text(row), version)
                    moved.update(dict.fromkeys(row.scopes(), digest))
        known = digests(connection, version)
        for scope, plus in moved.items():
            _put(connection, scope, version, chain.add(known.get(scope, chain.ZERO), plus, 0), scope in known)


def _put(connection: sa.Connection, scope: str, version: int, digest: str, is_known: bool) -> None:  # noqa: FBT001
    table = OLDER_DIGEST
    if is_known:
        connection.execute(
            sa.update(table).where(table.c.scope == scope, table.c.rows_v == version).values(digest=digest)
        )
    else:
        connection.execute(sa.insert(table), [{"scope": scope, "rows_v": version, "digest": digest}])


def is_prepared(connection: sa.Connection) -> bool:
    """Whether the digests in this database are those of this release."""
    return _PREPARED.run(connection) == [(str(NEWEST),)]


def prepare(connection: sa.Connection) -> None:
    """After a release that changed rows: count the digests of all scopes anew, for each version that is served.

    The change log holds texts of the former release: it must have been forgotten up to the heads before.
    """
    sums = {version: dict[str, int]() for version in (*older(), NEWEST)}
    members: dict[str, dict[str, list[str]]] = {}
    for scope, table, id_ in connection.execute(sa.select(MEMBER.c.scope, MEMBER.c.tbl, MEMBER.c.row)):
        members.setdefault(table, {}).setdefault(id_, []).append(scope)
    for table, scopes in members.items():
        for row in stored.load(connection, ROWS[table], "id", scopes):
            text = changelog.text(row)
            for version, found in sums.items():
                plus = row_digest(text, version)
                for scope in scopes[row.id]:
                    found[scope] = found.get(scope, 0) + plus
    connection.execute(sa.delete(OLDER_DIGEST))
    for scope in connection.scalars(sa.select(HEAD.c.scope)).all():
        for version in older():
            _put(connection, scope, version, chain.add(chain.ZERO, sums[version].get(scope, 0), 0), is_known=False)
        digest = chain.add(chain.ZERO, sums[NEWEST].get(scope, 0), 0)
        connection.execute(sa.update(HEAD).where(HEAD.c.scope == scope).values(digest=digest))
    connection.execute(sa.delete(META).where(META.c.key == _KEY))
    connection.execute(sa.insert(META), [{"key": _KEY, "value": str(NEWEST)}])
