"""The engine's own tables: the log of ops, the change log, and where each device and scope stands."""

from __future__ import annotations

import sqlalchemy as sa

from backend.store.tables.base import METADATA, TEXT

META = sa.Table("meta", METADATA, sa.Column("key", TEXT, primary_key=True), sa.Column("value", TEXT, nullable=False))

EPOCH = sa.Table(
    "epoch",
    METADATA,
    sa.Column("id", TEXT, primary_key=True),
    sa.Column("opened_at", sa.BigInteger, nullable=False),
    sa.Column("why", TEXT, nullable=False),
)
"""Each un-rewound history of this database; the newest counts. One is opened when a receipt proves a restore."""

OP = sa.Table(
    "op",
    METADATA,
    sa.Column("position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("device", TEXT, nullable=False),
    sa.Column("n", sa.BigInteger, nullable=False),
    sa.Column("id", TEXT, nullable=False, unique=True),
    sa.Column("kind", TEXT, nullable=False),
    sa.Column("author", TEXT, nullable=False),
    sa.Column("author_known", sa.Boolean, nullable=False),
    sa.Column("grant_v", sa.BigInteger, nullable=False),
    sa.Column("wall", sa.BigInteger, nullable=False),
    sa.Column("received_at", sa.BigInteger, nullable=False),
    sa.Column("via", TEXT, nullable=False),
    sa.Column("batch", sa.BigInteger, nullable=False),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
    sa.Column("prior", sa.LargeBinary),
    sa.Column("h", sa.LargeBinary, nullable=False),
    sa.Column("out", TEXT, nullable=False),
    sa.Column("outcome", sa.LargeBinary, nullable=False),
    sa.Column("outcome_h", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("device", "n"),
    sa.CheckConstraint("n > 0", name="dense_from_one"),
    sa.CheckConstraint("\"out\" IN ('applied', 'exception', 'refused', 'quarantined')", name="out"),
    sa.CheckConstraint("via IN ('push', 'drop', 'own')", name="via"),
)
"""Append-only truth. Besides the bytes it keeps all that the decision rested on, so that a fold decides the same.

`batch` is one number for all ops of a commit. `prior` is what the device had been promised before a restore.
`h` chains over the bytes of a device's ops, `outcome_h` over the answers to them: 16 bytes each.
"""

OP_SUBJECT = sa.Table(
    "op_subject",
    METADATA,
    sa.Column("subject", TEXT, primary_key=True),
    sa.Column("op", TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which ops belong to the story of which order."""

DEVICE_HEAD = sa.Table(
    "device_head",
    METADATA,
    sa.Column("device", TEXT, primary_key=True),
    sa.Column("last_n", sa.BigInteger, nullable=False),
    sa.Column("h", sa.LargeBinary, nullable=False),
    sa.Column("outcome_h", sa.LargeBinary, nullable=False),
    sa.Column("declared_n", sa.BigInteger, nullable=False),
    sa.Column("durable_n", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
)

HEAD = sa.Table(
    "head",
    METADATA,
    sa.Column("scope", TEXT, primary_key=True),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("floor", sa.BigInteger, nullable=False),
    sa.Column("digest", TEXT, nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
)

OLDER_DIGEST = sa.Table(
    "older_digest",
    METADATA,
    sa.Column("scope", TEXT, primary_key=True),
    sa.Column("rows_v", sa.BigInteger, primary_key=True),
    sa.Column("digest", TEXT, nullable=False),
    sqlite_with_rowid=False,
)
"""The digest of a scope as devices with older rows see it."""

CHANGE = sa.Table(
    "change",
    METADATA,
    sa.Column("scope", TEXT, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("tbl", TEXT, nullable=False),
    sa.Column("row", TEXT, nullable=False),
    sa.Column("ver", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""`body` is the change as it is sent: the JSON text of `[table, id, ver, row | null]`."""

MEMBER = sa.Table(
    "member",
    METADATA,
    sa.Column("scope", TEXT, primary_key=True),
    sa.Column("tbl", TEXT, primary_key=True),
    sa.Column("row", TEXT, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which rows are in a scope now: what a snapshot holds."""
