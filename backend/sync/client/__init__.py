"""A device in Python: for integrations, simulation, load and tests. It speaks the whole of `docs/protocol.md`."""

from backend.sync.client.device import Device, SignInNeeded
from backend.sync.client.files import SqliteFile
from backend.sync.client.http import Unreachable
from backend.sync.client.outbox import Recorded, TooLarge
from backend.sync.client.signing import P256
from backend.sync.client.storage import Memory
from backend.sync.client.talk import Timing

__all__ = [
    "P256",
    "Device",
    "Memory",
    "Recorded",
    "SignInNeeded",
    "SqliteFile",
    "Timing",
    "TooLarge",
    "Unreachable",
]
