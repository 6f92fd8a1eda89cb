"""Faults to put into a server on purpose, so that it is seen which test finds them."""

from __future__ import annotations

import functools
import itertools
import math
import os
import socket
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from tests.isolation.faults import deferred_begin


def plant(name: str) -> None:
    """Patch this process, before it serves; nothing for an empty name. Several are parted by commas."""
    for one in filter(None, name.split(",")):
        FAULTS[one]()


def _no_shedding() -> None:
    """Whatever is asked is begun at once."""
    from backend.sync import load

    free = load.Kind(10**6, 10**6, 0.0, math.inf, None)
    load.LIVE = load.PULL = load.SCREEN = load.REPORT = free


def _clock_never_back() -> None:
    """Time does not go back: once far ahead, the server stays there."""
    real_ns, latest = time.time_ns, [0]

    def time_ns() -> int:
        latest[0] = max(latest[0], real_ns())
        return latest[0]

    time.time_ns = time_ns


def _write_behind() -> None:
    """Twenty chunks go into one transaction, and each is answered before it is committed."""
    from backend.store.engine import Store
    from backend.sync.commit import Committer

    write_now, init = Store.write_now, Committer.__init__
    open_: list[sa.Connection] = []
    count = 0

    def behind(store: Store, work: Work) -> Any:
        nonlocal count
        if not open_:
            open_.append(store._writer.connect())
            open_[0].begin()
        done = work(open_[0])
        count += 1
        if count % 20 == 0:
            commit()
        return done

    def commit() -> None:
        for one in open_:
            one.commit()
            one.close()
        open_.clear()

    def at_once(store: Store, work: Work) -> Any:
        commit()
        return write_now(store, work)

    def begun(self: Committer, begin: Any, *rest: Any) -> None:
        init(self, functools.partial(behind, begin.__self__), *rest)

    Store.write_now, Committer.__init__ = at_once, begun  # type: ignore[method-assign]


def _flush_forgotten() -> None:
    """A flush that failed is taken for one that can be tried again."""
    from backend.store import disk

    disk.is_broken = lambda *_: False


def _pages_lost() -> None:
    """Every third page is taken for sent."""
    from backend.sync.stream import Connection

    offer, count = Connection.offer, itertools.count(1)

    def lossy(self: Connection, frame: Any) -> None:
        if next(count) % 3 == 0 and self._idle:
            self._mark(frame)
        else:
            offer(self, frame)

    Connection.offer = lossy  # type: ignore[method-assign]


def _ends_at_once() -> None:
    """At a restart nobody is told."""
    from backend.api.serving import Server

    Server.shutdown = lambda *_, **__: os._exit(0)  # type: ignore[assignment]


def _endless_queues() -> None:
    """Whatever a stream's reader does not take waits for it."""
    from backend.sync import stream

    stream.QUEUED_BYTES_MAX = 10**9


SMALL_QUEUE = 8192


def _small_buffers() -> None:
    """No fault: little fits in the kernel and in a queue, so that a test of what comes then need not say megabytes."""
    from backend.api import serving
    from backend.sync import stream

    stream.QUEUED_BYTES_MAX = SMALL_QUEUE

    listen = serving.listen

    def small(host: str, port: int) -> socket.socket:
        listener = listen(host, port)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
        return listener

    serving.listen = small


Work = Callable[[sa.Connection], Any]
FAULTS = {
    "endless_queues": _endless_queues,
    "ends_at_once": _ends_at_once,
    "flush_forgotten": _flush_forgotten,
    "pages_lost": _pages_lost,
    "small_buffers": _small_buffers,
    "write_behind": _write_behind,
    "clock_never_back": _clock_never_back,
    "deferred_begin": deferred_begin,
    "no_shedding": _no_shedding,
}
