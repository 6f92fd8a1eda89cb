"""All tables. Importing this module completes `METADATA`."""

from backend.store.tables.auth import ACCOUNT, ATTEMPT, BADGE, ENROL_CODE, REFRESH, SESSION
from backend.store.tables.base import METADATA
from backend.store.tables.data import TABLES
from backend.store.tables.photo import PICTURE
from backend.store.tables.sync import CHANGE, DEVICE_HEAD, EPOCH, HEAD, MEMBER, META, OLDER_DIGEST, OP, OP_SUBJECT

__all__ = [
    "ACCOUNT",
    "ATTEMPT",
    "BADGE",
    "CHANGE",
    "DEVICE_HEAD",
    "ENROL_CODE",
    "EPOCH",
    "HEAD",
    "MEMBER",
    "META",
    "METADATA",
    "OLDER_DIGEST",
    "OP",
    "OP_SUBJECT",
    "PICTURE",
    "REFRESH",
    "SESSION",
    "TABLES",
]
