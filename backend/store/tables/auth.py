"""Secrets of people and their sessions. No row of these is ever shared with a device."""

from __future__ import annotations

import sqlalchemy as sa

from backend.store.tables.base import METADATA

ACCOUNT = sa.Table(
    "account",
    METADATA,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("login", sa.Text, nullable=False, unique=True),
    sa.Column("password", sa.Text, nullable=False),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
)
"""How a person signs in. `password` is an Argon2id hash in PHC format."""

SESSION = sa.Table(
    "session",
    METADATA,
    sa.Column("sid", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, nullable=False, index=True),
    sa.Column("device", sa.Text, nullable=False, index=True),
    sa.Column("opened_at", sa.BigInteger, nullable=False),
    sa.Column("ends_at", sa.BigInteger, nullable=False),
    sa.Column("ended_at", sa.BigInteger),
    sa.Column("ended_why", sa.Text, nullable=False, server_default=""),
)
"""One sign-in on one device: a family of refresh tokens. It stays as the record of who has worked on the device."""

REFRESH = sa.Table(
    "refresh",
    METADATA,
    sa.Column("hash", sa.LargeBinary, primary_key=True),
    sa.Column("sid", sa.Text, nullable=False, index=True),
    sa.Column("issued_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    sa.Column("successor", sa.LargeBinary),
    sqlite_with_rowid=False,
)
"""SHA-256 of each refresh token; `successor` is the hash of the one that replaced it, once it was used."""

FAILED_SIGN_IN = sa.Table(
    "failed_sign_in",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("login", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False, index=True),
    sa.Index(None, "login", "at"),
)
"""Sign-ins that were tried, by the SHA-256 of the login; one that succeeds is taken out again."""
