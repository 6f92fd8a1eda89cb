"""Devices over a real engine, with a wire that a test can cut."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from backend.ops.kernel import Op
from backend.ops.people.add import PeopleAdd
from backend.sync.client.core import Core
from backend.sync.client.kept import CURSORS, rows
from backend.sync.client.outbox import Recorded
from backend.sync.client.signing import Key
from backend.sync.client.storage import Disk, Memory
from backend.sync.client.talk import Call, Talk
from backend.sync.service import Caller, Sync
from backend.sync.wire import Answer

Change = Callable[[Call, Answer], Answer | None]


class Phone:
    """A device with its storage, and the messages that it sent."""

    def __init__(
        self, sync: Sync, person: str, device: str = "phone-1", disk: Disk | None = None, key: Key | None = None,
        *, lost: bool = False,
    ) -> None:  # fmt: skip
        self.sync, self.disk = sync, disk or Disk()
        self.core = Core(Memory(self.disk), device=device, key=key, lost=lost)
        self.talk = Talk(self.core, Random(1))
        self.talk.signed_in(person)
        self.now, self.made = 0.0, 0
        self.calls: list[Call] = []
        self.change: Change = lambda _call, answer: answer
        self.cut: set[str] = set()
        """Calls of these kinds never reach the server."""

    def record(self, op: Op, **more: Any) -> Recorded:
        self.made += 1
        given = {"author": self.core.person, "id": f"{id(self)}-{self.made}", "wall": 1_795_400_000_000}
        return self.core.record(op, **(given | more))

    def add(self, name: str, **more: Any) -> Recorded:
        return self.record(PeopleAdd(person=name, name=name.title()), **more)

    async def answer(self, call: Call) -> Answer:
        caller = Caller(self.core.person, call.device, f"sid-{call.device}")
        if call.what == "push":
            return await self.sync.push(call.body, caller)
        if call.what == "pull":
            return await self.sync.pull(call.body, caller)
        if call.what == "snapshot":
            return await self.sync.snapshot(call.scope, caller)
        return Answer(200, b"{}")

    async def say(self, most: int = 50) -> int:
        """Talk until nothing is left to say; returns the number of calls."""
        for said in range(most):
            call = self.talk.next(self.now)
            if call is None:
                return said
            self.calls.append(call)
            answer = None if call.what in self.cut else self.change(call, await self.answer(call))
            if answer is None:
                self.talk.lost(call, self.now)
            else:
                self.talk.answered(call, answer.status, answer.body, self.now)
        raise AssertionError(f"still talking after {most} calls: {[c.what for c in self.calls[-6:]]}")

    async def later(self, ms: float = 100_000) -> int:
        """The same, some time later."""
        self.now += ms
        return await self.say()

    def texts(self) -> dict[str, set[bytes]]:
        """The rows of the replica by scope, as text."""
        found: dict[str, set[bytes]] = {scope: set() for scope in self.disk.stores.get(CURSORS, {})}
        for store, held in self.disk.stores.items():
            for row in held.values() if store.startswith(rows("")) else ():
                for scope in row.scopes:
                    found[scope].add(row.text)
        return found


async def truth(sync: Sync, scopes: list[str]) -> dict[str, set[bytes]]:
    """The rows of scopes on the server, as text."""
    from backend.sync import snapshot

    found = {}
    for scope in scopes:
        import gzip

        raw = await sync.store.read(lambda c, scope=scope: snapshot.snapshot(c, scope))  # type: ignore[misc]
        found[scope] = set(gzip.decompress(raw).splitlines()[1:-1])
    return found


async def agree(phone: Phone) -> None:
    """The replica's bytes are the server's, scope by scope."""
    mine = phone.texts()
    assert mine
    assert mine == await truth(phone.sync, list(mine))
