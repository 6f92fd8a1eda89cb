"""What a device has not seen yet, read in one snapshot. Costs what changed, never what is in view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from msgspec import Raw, Struct
from msgspec.structs import replace

from backend.store.bulk import Among, Ask
from backend.store.tables import CHANGE, HEAD, OP
from backend.sync import chain, epochs, heads, versions
from backend.sync.heads import Head
from backend.sync.receipts import Heads, Receipt, Receipts, has_seen_more
from backend.sync.scopes import Access, access
from backend.sync.wire import Page, PullAnswer, PullFrame, ScopeNews

ROWS_MOST = 2000
BYTES_MOST = 512 * 1024
OUTCOMES_MOST = 500


def head_seq(connection: sa.Connection, scope: str) -> int:
    """How far a scope is."""
    found = _HEADS.run(connection, [scope])
    return int(found[0][1]) if found else 0


_NOTHING = (0, chain.ZERO)


class Rewound(Struct, frozen=True):
    """The device is of another history. `proof`: its receipt, if that shows that this database was wound back."""

    epoch: str
    last_n: int
    h: bytes
    proof: Receipt | None


def pull(
    connection: sa.Connection, frame: PullFrame, person: str, now: int, receipts: Receipts
) -> tuple[PullAnswer, Access] | Rewound:
    """Answer a pull; the scopes come from the grants of this moment."""
    epoch, at = epochs.current(connection), heads.of(connection, frame.device)
    seen = access(connection, person)
    held = receipts.open(frame.receipt) if frame.receipt else None
    known = _heads(connection, seen.scopes | (held.s.keys() if held else frozenset()))
    stands = {scope: (seq, digest) for scope, (seq, _, digest) in known.items()}
    proof = held if held is not None and _proves(connection, held, epoch, {frame.device: at}, stands) else None
    if proof or frame.epoch not in {"", epoch}:
        return Rewound(epoch, at.last_n, at.h, proof)
    pages, reset = _pages(connection, frame, seen.scopes, known)
    told = at.receipt(epoch, frame.device, {s: stands.get(s, _NOTHING) for s in seen.scopes}, versions.NEWEST)
    answer = PullAnswer(
        epoch=epoch, grant_v=seen.grant_v, time=now,
        scopes=ScopeNews(sorted(seen.scopes - frame.cursors.keys()), sorted(frame.cursors.keys() - seen.scopes)),
        pages=pages, reset=reset, digest=_digests(connection, frame, told), outcomes=_outcomes(connection, frame),
        last_n=at.last_n, h=at.h.hex(), durable_n=at.durable_n, receipt=receipts.seal(told),
    )  # fmt: skip
    return answer, seen


def _digests(connection: sa.Connection, frame: PullFrame, told: Receipt) -> dict[str, tuple[int, str]]:
    """The digests as the device's build computes them."""
    if frame.rows_v >= versions.NEWEST:
        return dict(told.s)
    theirs = versions.digests(connection, frame.rows_v)
    return {scope: (seq, theirs.get(scope, chain.ZERO)) for scope, (seq, _) in told.s.items()}


def _proves(connection: sa.Connection, held: Receipt, epoch: str, at: dict[str, Head], stands: Heads) -> bool:
    if held.e != epoch:
        return not epochs.is_known(connection, held.e)
    return heads.is_behind(connection, at, held) or has_seen_more(held, stands, versions.NEWEST)


def _pages(
    connection: sa.Connection, frame: PullFrame, scopes: frozenset[str], known: Mapping[str, tuple[int, int, str]]
) -> tuple[list[Page], list[str]]:
    """The changes after each cursor, and the scopes that a device has to fetch whole."""
    pages: list[Page] = []
    reset: list[str] = []
    for scope in sorted(scopes):
        seq, floor, _ = known.get(scope, (0, 0, chain.ZERO))
        cursor = frame.cursors.get(scope)
        if cursor is None or cursor < floor or cursor > seq:
            reset.append(scope)
        elif cursor < seq:
            found = page(connection, scope, cursor, seq)
            pages.append(replace(found, changes=versions.project(found.changes, frame.rows_v)))
    return pages, reset


def page(connection: sa.Connection, scope: str, cursor: int, seq: int) -> Page:
    """The changes of a scope after a cursor, as many as one answer takes."""
    changes: list[Raw] = []
    size, to = 0, cursor
    for n, body in _PAGE.run(connection, scope, cursor):
        size += len(body)
        if changes and size > BYTES_MOST:
            break
        changes.append(Raw(body))
        to = n
    return Page(scope, cursor, to, to < seq, changes)


_PAGE = Ask(
    sa.select(CHANGE.c.seq, CHANGE.c.body)
    .where(CHANGE.c.scope == sa.bindparam("p_scope"), CHANGE.c.seq > sa.bindparam("p_seq"))
    .order_by(CHANGE.c.seq)
    .limit(ROWS_MOST),
    ("p_scope", "p_seq"),
)


def _heads(connection: sa.Connection, scopes: Iterable[str]) -> dict[str, tuple[int, int, str]]:
    return {scope: (seq, floor, digest) for scope, seq, floor, digest in _HEADS.run(connection, scopes)}


_HEADS = Among(sa.select(HEAD.c.scope, HEAD.c.seq, HEAD.c.floor, HEAD.c.digest), HEAD.c.scope)


def _outcomes(connection: sa.Connection, frame: PullFrame) -> list[Raw]:
    return [Raw(outcome) for (outcome,) in _OUTCOMES.run(connection, frame.device, frame.ack_n)]


_OUTCOMES = Ask(
    sa.select(OP.c.outcome)
    .where(OP.c.device == sa.bindparam("o_device"), OP.c.n > sa.bindparam("o_n"))
    .order_by(OP.c.n)
    .limit(OUTCOMES_MOST),
    ("o_device", "o_n"),
)
