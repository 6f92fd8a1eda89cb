"""Processes that can be killed: all tasks that one has started, and those that they started, end at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Generator
from contextvars import ContextVar
from typing import Any

_OWNER: ContextVar[Process | None] = ContextVar("owner", default=None)


class Process:
    """Something that runs on a machine of its own, and may die at any await."""

    def __init__(self) -> None:
        self.is_dead = False
        self._tasks: dict[asyncio.Task[Any], None] = {}

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start a task in this process."""
        token = _OWNER.set(self)
        try:
            return asyncio.get_running_loop().create_task(work)
        finally:
            _OWNER.reset(token)

    def enter(self, task: asyncio.Task[Any]) -> None:
        """A task was started here."""
        self._tasks[task] = None
        task.add_done_callback(lambda done: self._tasks.pop(done, None))

    def kill(self) -> None:
        """All its tasks end where they stand. What their clean-up would say is heard by nobody."""
        self.is_dead = True
        for task in list(self._tasks):
            task.cancel()


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """From now on the tasks of this loop know their process."""

    def made(loop: Any, work: Generator[Any, Any, Any] | Coroutine[Any, Any, Any], **more: Any) -> asyncio.Task[Any]:
        task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, **more)
        owner = _OWNER.get()
        if owner is not None:
            owner.enter(task)
        return task

    loop.set_task_factory(made)


async def forever() -> None:
    """What a dead process does. The loop keeps it: a task that only waits for itself would be collected as garbage."""
    await asyncio.sleep(1e9)
