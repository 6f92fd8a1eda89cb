"""Secrets of people and their sessions. No row of these is ever shared with a device."""

from __future__ import annotations

import sqlalchemy as sa

from backend.store.tables.base import METADATA, TEXT

ACCOUNT = sa.Table(
    "account",
    METADATA,
    sa.Column("person", TEXT, primary_key=True),
    sa.Column("login", TEXT, nullable=False, unique=True),
    sa.Column("password", TEXT, nullable=False),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
)
"""How a person signs in. `password` is an Argon2id hash in PHC format."""

SESSION = sa.Table(
    "session",
    METADATA,
    sa.Column("sid", TEXT, primary_key=True),
    sa.Column("person", TEXT, nullable=False, index=True),
    sa.Column("device", TEXT, nullable=False, index=True),
    sa.Column("key", TEXT, nullable=False, server_default="", index=True),
    sa.Column("how", TEXT, nullable=False, server_default="password"),
    sa.Column("opened_at", sa.BigInteger, nullable=False),
    sa.Column("ends_at", sa.BigInteger, nullable=False),
    sa.Column("ended_at", sa.BigInteger),
    sa.Column("ended_why", TEXT, nullable=False, server_default=""),
)
"""One sign-in on one device: a family of refresh tokens. It stays as the record of who has worked on the device.

`key` is the device's public key when the session began: what goes on with the session has to prove it. `how`: password,
badge, or fork, for a device that was cloned from the one of another session.
"""

REFRESH = sa.Table(
    "refresh",
    METADATA,
    sa.Column("hash", sa.LargeBinary, primary_key=True),
    sa.Column("sid", TEXT, nullable=False, index=True),
    sa.Column("issued_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False),
    sa.Column("successor", sa.LargeBinary),
    sqlite_with_rowid=False,
)
"""SHA-256 of each refresh token; `successor` is the hash of the one that replaced it, once it was used."""

ENROL_CODE = sa.Table(
    "enrol_code",
    METADATA,
    sa.Column("hash", sa.LargeBinary, primary_key=True),
    sa.Column("person", TEXT, nullable=False),
    sa.Column("device", TEXT, nullable=False),
    sa.Column("name", TEXT, nullable=False),
    sa.Column("kind", TEXT, nullable=False),
    sa.Column("shared", sa.Boolean, nullable=False),
    sa.Column("warehouse", TEXT, nullable=False),
    sa.Column("expires_at", sa.BigInteger, nullable=False, index=True),
    sa.Column("key", TEXT, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)
"""SHA-256 of each code that lets one device in; `person` has made it, `device` is the id that waits for it.

`key` is that of the device which has used it: the same one may ask again.
"""

BADGE = sa.Table(
    "badge",
    METADATA,
    sa.Column("hash", sa.LargeBinary, primary_key=True),
    sa.Column("person", TEXT, nullable=False, unique=True),
    sa.Column("pin", TEXT, nullable=False),
    sa.Column("must_change", sa.Boolean, nullable=False),
    sa.Column("issued_at", sa.BigInteger, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("tried_at", sa.BigInteger, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
"""SHA-256 of each badge, and an Argon2id hash of PIN and badge together. `tries` counts since the last right PIN."""

ATTEMPT = sa.Table(
    "attempt",
    METADATA,
    sa.Column("key", sa.LargeBinary, primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""How often something was guessed at, by the SHA-256 of what; `at` is the last time that a guess was looked at."""
