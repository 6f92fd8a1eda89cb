"""What other processes have committed, read from the change log once and handed on as if it were our own.

Pages go out in the order of the commits and whole commits at a time: a page set that held one scope newer than another
could show a row twice, or nowhere. So a commit waits here until all its scopes have been told up to where it begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.dialects.postgresql import ARRAY

from backend.store.tables import CHANGE, HEAD
from backend.sync.changelog import Scope, Written

CHANGES_MOST = 5000
"""Changes that are read for the streams; who is further behind than that pulls."""


class Span(Struct, array_like=True, frozen=True):
    """The changes of one scope in a commit: after `start`, up to `seq`, and the digest there."""

    start: int
    seq: int
    digest: str


Spans = dict[str, Span]
"""One commit, by scope."""


def spans(written: Written) -> Spans:
    """What a commit of our own did."""
    return {s.name: Span(s.start, s.seq, s.digest) for s in written.scopes.values() if s.seq > s.start}


class Feed:
    """How far each scope has been told here, and the commits that cannot be told yet."""

    def __init__(self) -> None:
        self.told: dict[str, int] = {}
        self.waiting: list[Spans] = []

    def follows(self, commit: Spans) -> bool:
        """Whether a commit comes next: nothing before it is untold."""
        return not self.waiting and all(span.start == self.told.get(name, 0) for name, span in commit.items())

    def tell(self, commit: Spans) -> None:
        """A commit has been handed on."""
        for name, span in commit.items():
            self.told[name] = max(span.seq, self.told.get(name, 0))

    def drop_told(self) -> None:
        """Let go of waiting commits that were told meanwhile."""
        self.waiting = [c for c in self.waiting if any(s.seq > self.told.get(name, 0) for name, s in c.items())]

    def ready(self) -> Spans:
        """Take out the waiting commits that come next, joined: for each scope from where it was told."""
        joined: Spans = {}
        told = dict(self.told)
        moved = True
        while moved:
            moved = False
            for commit in list(self.waiting):
                new = {name: span for name, span in commit.items() if span.seq > told.get(name, 0)}
                if any(span.start > told.get(name, 0) for name, span in new.items()):
                    continue
                for name, span in new.items():
                    start = joined[name].start if name in joined else told.get(name, 0)
                    joined[name] = Span(start, span.seq, span.digest)
                    told[name] = span.seq
                self.waiting.remove(commit)
                moved = True
        return joined


def behind(connection: sa.Connection, told: dict[str, int]) -> Spans:
    """Everything that was committed and not told, as of one moment."""
    query = sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.digest)
    return {
        scope: Span(told.get(scope, 0), seq, digest)
        for scope, seq, digest in connection.execute(query)
        if seq > told.get(scope, 0)
    }


def heads(connection: sa.Connection) -> dict[str, int]:
    """Where each scope is."""
    return {scope: seq for scope, seq in connection.execute(sa.select(HEAD.c.scope, HEAD.c.seq))}  # noqa: C416  (rows)


_SPANS = (
    sa.func.unnest(
        sa.bindparam("names", type_=ARRAY(sa.Text)),
        sa.bindparam("starts", type_=ARRAY(sa.BigInteger)),
        sa.bindparam("ends", type_=ARRAY(sa.BigInteger)),
    )
    .table_valued("name", "after", "upto")
    .render_derived()
)
_READ = (
    sa.select(CHANGE.c.scope, CHANGE.c.body)
    .join(
        _SPANS, sa.and_(CHANGE.c.scope == _SPANS.c.name, CHANGE.c.seq > _SPANS.c.after, CHANGE.c.seq <= _SPANS.c.upto)
    )
    .order_by(CHANGE.c.scope, CHANGE.c.seq)
)


def read(connection: sa.Connection, wanted: Spans) -> Written:
    """The changes of these spans, as the streams are told of a commit. Too many: everybody is to pull."""
    if sum(span.seq - span.start for span in wanted.values()) > CHANGES_MOST:
        return Written(everyone=True)
    asked = {
        "names": list(wanted),
        "starts": [span.start for span in wanted.values()],
        "ends": [span.seq for span in wanted.values()],
    }
    written = Written()
    for name, found in groupby(connection.execute(_READ, asked), key=lambda row: str(row.scope)):
        span, bodies = wanted[name], [bytes(row.body) for row in found]
        if len(bodies) != span.seq - span.start:  # forgotten by the log meanwhile
            return Written(everyone=True)
        written.scopes[name] = Scope(name, span.seq, span.digest, is_new=False, start=span.start, changes=bodies)
        _note(written, bodies)
    return written


class _Grant(Struct):
    person: str


def _note(written: Written, bodies: Iterable[bytes]) -> None:
    """Whose scopes have changed with these rows."""
    for body in bodies:
        if body.startswith(b'["role_grant"'):
            *_, grant = msgspec.json.decode(body, type=tuple[str, str, int, _Grant | None])
            if grant is not None:
                written.granted.add(grant.person)
        written.everyone |= body.startswith(b'["warehouse"')
