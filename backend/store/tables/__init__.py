"""All tables. Importing this module completes `METADATA`."""

from backend.store.tables.auth import ACCOUNT, FAILED_SIGN_IN, REFRESH, SESSION
from backend.store.tables.base import METADATA
from backend.store.tables.data import TABLES
from backend.store.tables.sync import CHANGE, DEVICE_HEAD, HEAD, MEMBER, META, OP, OP_SUBJECT

__all__ = [
    "ACCOUNT",
    "CHANGE",
    "DEVICE_HEAD",
    "FAILED_SIGN_IN",
    "HEAD",
    "MEMBER",
    "META",
    "METADATA",
    "OP",
    "OP_SUBJECT",
    "REFRESH",
    "SESSION",
    "TABLES",
]
