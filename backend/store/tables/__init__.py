"""All tables. Importing this module completes `METADATA`."""

from backend.store.tables.auth import ACCOUNT, FAILED_SIGN_IN, REFRESH, SESSION
from backend.store.tables.base import METADATA
from backend.store.tables.data import TABLES
from backend.store.tables.sync import CHANGE, DEVICE_HEAD, EPOCH, HEAD, MEMBER, META, OLDER_DIGEST, OP, OP_SUBJECT

__all__ = [
    "ACCOUNT",
    "CHANGE",
    "DEVICE_HEAD",
    "EPOCH",
    "FAILED_SIGN_IN",
    "HEAD",
    "MEMBER",
    "META",
    "METADATA",
    "OLDER_DIGEST",
    "OP",
    "OP_SUBJECT",
    "REFRESH",
    "SESSION",
    "TABLES",
]
