"""Do the tables agree with each other? Balances with the ledger, positions with balances, digests with rows."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from backend.domain.order.rows import Reservation
from backend.domain.row import ROWS
from backend.domain.stock.lease import Lease
from backend.domain.stock.places import is_free, is_outside
from backend.domain.stock.rows import Move, Stock, StockPosition
from backend.store import rows as stored
from backend.store.tables import HEAD, MEMBER, TABLES
from backend.sync import chain, changelog


def differences(connection: sa.Connection) -> list[str]:
    """What does not add up, one sentence each; empty when all is well."""
    return [*_ledger(connection), *_positions(connection), *_digests(connection)]


def _ledger(connection: sa.Connection) -> list[str]:
    """Each balance is the sum of its moves."""
    moves = TABLES[Move]
    sums: Counter[tuple[str, str, str]] = Counter()
    for column, sign in ((moves.c.to_location, 1), (moves.c.from_location, -1)):
        query = sa.select(column, moves.c.product, moves.c.lot, sa.func.sum(moves.c.quantity))
        for place, product, lot, units in connection.execute(query.group_by(column, moves.c.product, moves.c.lot)):
            if not is_outside(place):
                sums[place, product, lot] += sign * int(units)
    books = {
        (s.location, s.product, s.lot): s.quantity
        for s in stored.load_all(connection, Stock)
        if not is_outside(s.location)
    }
    keys = sorted(books.keys() | sums.keys())
    return [
        f"{' '.join(key)}: {books.get(key, 0)} in the books, its moves come to {sums[key]}"
        for key in keys
        if books.get(key, 0) != sums[key]
    ]


def _positions(connection: sa.Connection) -> list[str]:
    """On hand is what lies outside quarantine, reserved what reservations come to, leased the rest of open leases."""
    held: Counter[tuple[str, str]] = Counter()
    for stock in stored.load_all(connection, Stock):
        if is_free(stock.location):
            held[stock.warehouse, stock.product] += stock.quantity
    promised: Counter[tuple[str, str]] = Counter()
    for one in stored.load_all(connection, Reservation):
        promised[one.warehouse, one.product] += one.quantity
    leased: Counter[tuple[str, str]] = Counter()
    for lease in stored.load_all(connection, Lease, TABLES[Lease].c.state == "open"):
        leased[lease.warehouse, lease.product] += lease.rest
    found: list[str] = []
    for position in stored.load_all(connection, StockPosition):
        key = (position.warehouse, position.product)
        if position.on_hand != held[key]:
            found.append(f"{position.id}: on hand {position.on_hand}, its places hold {held[key]}")
        if position.reserved != promised[key]:
            found.append(f"{position.id}: reserved {position.reserved}, its reservations come to {promised[key]}")
        if position.leased != leased[key]:
            found.append(f"{position.id}: leased {position.leased}, its open leases come to {leased[key]}")
    return found


def _digests(connection: sa.Connection) -> list[str]:
    """Each scope's digest is the sum over the rows that are in it now."""
    sums: Counter[str] = Counter()
    members: dict[str, dict[str, list[str]]] = {}
    for scope, table, row in connection.execute(sa.select(MEMBER.c.scope, MEMBER.c.tbl, MEMBER.c.row)):
        members.setdefault(table, {}).setdefault(row, []).append(scope)
    for table, rows in members.items():
        for row in stored.load(connection, ROWS[table], "id", rows):
            digest = chain.row_digest(changelog.text(row))
            for scope in rows[row.id]:
                sums[scope] += digest
    return [
        f"scope {scope}: the digest differs from its rows"
        for scope, digest in connection.execute(sa.select(HEAD.c.scope, HEAD.c.digest))
        if chain.add(chain.ZERO, sums[scope], 0) != digest
    ]
