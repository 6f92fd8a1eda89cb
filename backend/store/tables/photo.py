"""The bytes of pictures, by their hash."""

from __future__ import annotations

import sqlalchemy as sa

from backend.store.tables.base import METADATA, TEXT

PICTURE = sa.Table(
    "picture",
    METADATA,
    sa.Column("sha256", TEXT, primary_key=True),
    sa.Column("jpeg", sa.LargeBinary),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.CheckConstraint("jpeg IS NULL OR length(jpeg) > 0", name="some"),
)
"""The files that `photo` rows name. One that was erased stays as its hash alone, so that nobody brings it back.

They lie in the database and not in files beside it: one flush keeps them, a backup has them, every process of a
PostgreSQL sees them, and none is larger than a few hundred thousand bytes. They are no rows of devices and no part of
the log, which is folded without them.
"""
