"""Pickers: they claim a run, walk it, err, lose their device, and take over what a colleague had to leave."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from random import Random

from backend.domain.pick.rows import PickRun
from backend.lab.rehearse.floor import Floor
from backend.lab.rehearse.hand import Hand, dead_spots
from backend.lab.rehearse.walking import Walker
from backend.ops.pick.claim import PickClaim
from backend.ops.pick.hand_over import PickHandOver
from backend.ops.pick.take import PickTake

LOOK_S = 30.0
CHARGE_S = (180.0, 600.0)
"""How long a device whose battery went flat stays off, before the same person goes on with it."""
FORGOTTEN_S = (1_200.0, 2_400.0)
"""The same, where a colleague has taken over."""
CLAIM_S = 30.0
"""Real seconds that a picker waits to be told that a run is theirs, before they look further."""
EARLY = (1, 3)
"""After how many lines more a battery fails that must fail once."""
Spare = Callable[[], Awaitable[Hand]]


class Died(Exception):  # noqa: N818
    """The battery is flat in the middle of a run, which a colleague takes over or not."""

    def __init__(self, taken_over: bool) -> None:  # noqa: FBT001
        super().__init__()
        self.taken_over = taken_over


class Batteries:
    """When a picker's device goes flat, and whether a colleague takes the run over then.

    `own`: after how many of this picker's lines. `sure`: what must happen once at the site, whoever is at work: to
    whoever comes to one of their first lines next. A machine that is slow may leave one picker without a run all day.
    """

    def __init__(self, own: dict[int, bool], sure: deque[bool], chance: Random) -> None:
        self._own, self._sure, self._chance = own, sure, chance
        self._next, self._had = chance.randint(*EARLY), set[bool]()

    def fails(self, lines: int) -> bool | None:
        """After so many lines: none if it goes on, else whether the run is taken over. Each kind once a picker."""
        kind = self._own.get(lines)
        if self._sure and lines >= self._next and self._sure[0] not in self._had:
            kind, self._next = self._sure.popleft(), lines + self._chance.randint(*EARLY)
        if kind is None or kind in self._had:
            return None
        self._had.add(kind)
        return kind


class Picker(Walker):
    """One picker's day, until every order is on the road."""

    def __init__(self, hand: Hand, spare: Spare, batteries: Batteries) -> None:
        super().__init__(hand)
        self._spare, self._batteries = spare, batteries
        self._asked: dict[str, bool] = {}
        """Runs that were asked for and not answered in time, and whether a colleague had to leave them."""
        self._spots: asyncio.Task[None] | None = None
        self._off: list[asyncio.Task[None]] = []

    async def day(self) -> None:
        """Until every order is on the road."""
        self._spots = asyncio.create_task(dead_spots(self.hand))
        try:
            while not self.floor.is_over:
                at_border = await self._take_over_totes()
                run = at_border or await self._claim()
                if run is None:
                    await self.floor.wait(LOOK_S)
                    continue
                await self._walk(run)
        finally:
            for task in (*self._off, self._spots):
                task.cancel()

    async def _take_over_totes(self) -> str | None:
        """A run whose totes stand at the border of a zone is theirs who scans one of them there."""
        await self.hand.live.wait()
        for _ in range(len(self.floor.borders)):
            run, zone, tote = self.floor.borders.popleft()
            if self.hand.find(PickRun, run) is not None:
                self.hand.do(PickTake(run=run, zone=zone, raw=tote))
                self.zones[run] = zone
                return run
            self.floor.borders.append((run, zone, tote))
        return None

    async def _claim(self) -> str | None:
        """A run that is mine now: one that a colleague had to leave, else the next one that is ready."""
        await self.hand.live.wait()
        if (mine := self._given_late()) is not None:
            return mine
        if self.floor.abandoned:
            return await self._ask_for(self.floor.abandoned.popleft(), left=True)
        ready = sorted((r.number, r.id) for r in self.hand.where(PickRun, "stage", "ready"))
        run = next((run for _, run in ready if run not in self._asked and not self._is_gone_for(run)), None)
        return await self._ask_for(run, left=False) if run is not None else None

    def _is_gone_for(self, run: str) -> bool:
        """Whether a colleague walks to this cart already, in sight of everybody; now and then two want it at once."""
        gone_for = self.floor.gone_for
        if run in gone_for and not self.floor.odd(self.floor.odds.same_run, "two picked the same cart"):
            return True
        gone_for.add(run)
        return False

    async def _ask_for(self, run: str, *, left: bool) -> str | None:
        """Claim it; none if it is somebody else's, or if no answer has come yet."""
        said = await self.hand.ask(PickClaim(run=run, take_over=left), most_s=CLAIM_S)
        if said is None:
            self._asked[run] = left
            self.floor.book.done["claim answered late"] += 1
        elif said.out == "applied":
            return run
        elif left:
            self.floor.abandoned.append(run)
        else:
            self.floor.gone_for.discard(run)
        return None

    def _given_late(self) -> str | None:
        """A run that the server has given to this person after all, when they no longer waited for the answer."""
        if not self._asked or self.hand.waits():
            return None
        for run, left in list(self._asked.items()):
            there = self.hand.find(PickRun, run)
            if there is None or (there.stage == "ready" and there.picker is None):
                continue
            del self._asked[run]
            if there.stage == "picking" and there.picker == self.hand.person:
                return run
            if left and there.stage == "picking":
                self.floor.abandoned.append(run)
        return None

    async def _walk(self, run: str) -> None:
        floor, begun = self.floor, self.floor.now()
        try:
            is_done = await self.walk(run)
        except Died as flat:
            floor.book.worked[self.hand.person] += int(floor.now() - begun)
            await self._died(run, taken_over=flat.taken_over)
            return
        if not is_done:
            floor.book.worked[self.hand.person] += int(floor.now() - begun)
            return
        orders = [slot.shipment for slot in self.slots(run)]
        self.hand.do(PickHandOver(run=run), *orders)
        for order in orders:
            floor.book.step(order, "picked", floor.now())
            floor.to_pack.append(order)
        floor.book.worked[self.hand.person] += int(floor.now() - begun)

    def line_done(self) -> None:
        """A line is done, and the battery may fail after it."""
        self._lines += 1
        taken_over = self._batteries.fails(self._lines)
        if taken_over is not None:
            raise Died(taken_over)

    async def _died(self, run: str, *, taken_over: bool) -> None:
        """Flat. Either its person goes on when it is charged, at the line where they were, or a colleague does now."""
        floor = self.floor
        floor.book.done["battery flat, taken over" if taken_over else "battery flat, resumed"] += 1
        assert self._spots is not None
        self._spots.cancel()
        await asyncio.gather(self._spots, return_exceptions=True)
        await self.hand.die()
        old = self.hand
        if taken_over:
            floor.abandoned.append(run)
            self._off.append(asyncio.create_task(_charged(old, FORGOTTEN_S)))
            self.hand = await self._spare()
        else:
            await _charged(old, CHARGE_S)
        self._spots = asyncio.create_task(dead_spots(self.hand))
        if not taken_over:
            await self._walk(run)


async def _charged(hand: Hand, after_s: tuple[float, float]) -> None:
    floor: Floor = hand.floor
    await floor.wait(floor.chance.uniform(*after_s))
    await hand.on()
