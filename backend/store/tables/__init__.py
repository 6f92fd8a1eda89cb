"""All tables. Importing this module completes `METADATA`."""

from backend.store.tables.base import METADATA
from backend.store.tables.data import TABLES
from backend.store.tables.sync import CHANGE, DEVICE_HEAD, HEAD, MEMBER, META, OP, OP_SUBJECT

__all__ = ["CHANGE", "DEVICE_HEAD", "HEAD", "MEMBER", "META", "METADATA", "OP", "OP_SUBJECT", "TABLES"]
