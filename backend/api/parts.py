"""The parts of a running server that routes reach for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from litestar.connection import ASGIConnection

from backend.api.auth.keys import Keys
from backend.api.auth.passwords import Passwords
from backend.api.auth.sessions import Sessions, SignedIn
from backend.api.sockets import Sockets
from backend.settings import Settings
from backend.store.engine import Store
from backend.sync.service import Sync

Connection = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True)
class Parts:
    """Made once, when the server starts."""

    settings: Settings
    store: Store
    sync: Sync
    keys: Keys
    sessions: Sessions
    clock: Callable[[], int]
    """UTC milliseconds."""
    passwords: Passwords = field(default_factory=Passwords)
    sockets: Sockets = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sockets", Sockets(self.settings.live_sockets_max))


def parts_of(connection: Connection) -> Parts:
    """The parts behind a request or a socket."""
    parts: Parts = connection.app.state.parts
    return parts


def signed_in(connection: Connection) -> SignedIn:
    """Who asks. Only on routes that are not public; there the gate has put it."""
    found: SignedIn = connection.scope["user"]
    return found
