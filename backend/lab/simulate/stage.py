"""Where a scene is played: a house, a few devices whose network follows the script, and shelves as they really are."""

from __future__ import annotations

import asyncio
from collections import Counter
from random import Random
from typing import TypeVar

from msgspec import Struct

from backend.domain.pack.rows import ShipmentLine
from backend.domain.pick.rows import PickTask
from backend.domain.row import Row
from backend.domain.task.rows import ExceptionTask
from backend.lab.simulate import world
from backend.lab.simulate.checker import Checker
from backend.lab.simulate.faults import Dials
from backend.lab.simulate.ledger import Ledger
from backend.lab.simulate.phone import Phone
from backend.lab.simulate.server import Server
from backend.lab.simulate.store import Database
from backend.lab.simulate.work import Job
from backend.ops.kernel import Op
from backend.ops.task.settle import TaskSettle
from backend.sync.client.storage import Stores

R = TypeVar("R", bound=Row)
NETWORK = ("loss", "duplicate", "delay", "answer", "cut")
"""Whatever the script says, messages are late, lost and doubled."""
STEP_S, REST_S, ROUNDS = 5.0, 3600.0, 10


class Played(Struct, frozen=True):
    """How a scene came out with one seed: what went wrong, and the codes of all tasks that it opened."""

    scene: str
    seed: int
    wrong: list[str]
    tasks: list[str]


class Stage:
    """One scene under way.

    What is really so: `shelf`, by place, the units that lie there; `loose`, by order and product, those in its tote or
    on the cart; `boxed`, the same by carton.
    """

    def __init__(self, live: Database, replicas: dict[str, Stores], chance: Random) -> None:
        self.live, self.ledger, self._replicas = live, Ledger(), replicas
        self.dials = Dials(chance, NETWORK)
        self.server = Server(live, self.dials, chance, self.ledger)
        self.chance = chance
        self.phones: dict[str, Phone] = {}
        self.shelf: Counter[str] = self._books()
        self.loose: Counter[tuple[str, str]] = Counter()
        self.boxed: Counter[tuple[str, str]] = Counter()
        self._before = {id_ for (id_,) in live.raw.execute("SELECT id FROM exception_task")}
        """Tasks that the house begins with: nobody in a scene sees to them."""

    def _books(self) -> Counter[str]:
        places = tuple(f"{house}/{code}" for house in world.HOUSES for code in (*world.BINS, world.DOOR, world.HELD))
        query = f"SELECT location, quantity FROM stock WHERE location IN ({', '.join('?' * len(places))})"  # noqa: S608
        found: Counter[str] = Counter()
        for place, units in self.live.raw.execute(query, places):
            found[place] += units
        return found

    async def enter(self, *people: str) -> None:
        """Somebody with a device of their own, which works well until it has begun."""
        self.dials.healed = True
        for person in people:
            phone = Phone(person, [person], self.server, self.dials, self.chance, self.ledger, self._replicas[person])
            phone.streams = False
            phone.begin()
            self.phones[person] = phone
            self.back(person)
        await self.rest()
        self.dials.healed = False

    def away(self, *people: str) -> None:
        """Out of reach of the network."""
        for person in people:
            self.phones[person].radio.clear()

    def back(self, *people: str) -> None:
        """In reach again."""
        for person in people:
            self.phones[person].radio.set()

    async def kill(self, person: str) -> None:
        """The battery is flat, and charged a while later."""
        self.phones[person].kill()
        await asyncio.sleep(STEP_S)
        self.phones[person].begin()

    async def do(self, person: str, *ops: Op) -> None:
        """Somebody does things, one after the other."""
        for op in ops:
            assert self.phones[person].tabs[0].do(Job(op, person))
            await asyncio.sleep(STEP_S * self.chance.random())

    def rows(self, person: str, row: type[R]) -> list[R]:
        """What somebody's screen shows."""
        return self.phones[person].tabs[0].core.rows(row)

    async def rest(self) -> None:
        """Wait until whoever has a network has nothing left to say, and has heard of all that was said."""
        end = asyncio.get_running_loop().time() + REST_S
        while asyncio.get_running_loop().time() < end:
            near = [p for p in self.phones.values() if p.radio.is_set()]
            for phone in near:
                phone.tabs[0].talk.pull_wanted = True
            await asyncio.sleep(2 * STEP_S)
            if not any(p.tabs[0].core.pending() for p in near) and all(self._is_up(p) for p in near):
                return
        self.ledger.fail("P9", "the scene does not come to rest")

    def _is_up(self, phone: Phone) -> bool:
        cursors = phone.tabs[0].core.cursors()
        heads = dict(self.live.raw.execute("SELECT scope, seq FROM head").fetchall())
        return all(s in cursors and cursors[s].seq == heads.get(s, 0) for s in self.ledger.scopes_of(phone.person))

    def open_tasks(self, person: str) -> list[ExceptionTask]:
        """What waits for hands, as somebody's screen shows it."""
        open_ = [t for t in self.rows(person, ExceptionTask) if t.stage == "open" and t.id not in self._before]
        return sorted(open_, key=lambda t: t.id)

    async def see_to_all(self, person: str, *, last_first: bool = False, all_heard: bool = True) -> None:
        """Somebody does with their hands what each task asks, and says so.

        Goods that are not all to be found are left for later, as long as anything else is to be done; or until all
        devices have been heard.
        """
        for _ in range(ROUNDS):
            tasks = self.open_tasks(person)
            ready = [task for task in tasks if self._is_there(person, task)]
            if not (tasks if all_heard else ready):
                return
            for task in sorted(ready or tasks, key=lambda t: t.id, reverse=last_first):
                await self._see_to(person, task)
            await self.rest()
        self.ledger.fail("P3", f"tasks without an end: {[t.code for t in self.open_tasks(person)]}")

    async def _see_to(self, person: str, task: ExceptionTask) -> None:
        choice = task.choices[0]
        if choice in {"put_back_done", "taken_out"}:
            pile, key = self._pile(person, task)
            units = max(0, min(task.quantity, pile[key] - self._right(person, task, key[0])))
            pile[key] -= units
            if choice == "taken_out":
                self.loose[key[0].rpartition("/")[0], task.product] += units
            else:
                self.shelf[task.place] += units
        counted = self.shelf[task.place] if choice == "recount" else None
        await self.do(person, TaskSettle(task=task.id, choice=choice, counted=counted))

    def _is_there(self, person: str, task: ExceptionTask) -> bool:
        pile, key = self._pile(person, task)
        return task.choices[0] != "put_back_done" or pile[key] >= task.quantity

    def _right(self, person: str, task: ExceptionTask, carton: str) -> int:
        """How many may be in a carton of which it is said that they are too many."""
        lines = self.rows(person, ShipmentLine) if task.code == "over_pack" else []
        order = carton.rpartition("/")[0]
        return sum(line.wanted for line in lines if (line.shipment, line.product) == (order, task.product))

    def _pile(self, person: str, task: ExceptionTask) -> tuple[Counter[tuple[str, str]], tuple[str, str]]:
        """Where the goods of a task really are: in a carton, or in the tote of their order."""
        stop = next((t for t in self.rows(person, PickTask) if t.id == task.params.get("task")), None)
        order = stop.shipment if stop else str(task.params.get("order", "")).removeprefix("#")
        carton = str(task.params.get("carton") or str(task.params.get("item", "")).rsplit("/", 2)[0])
        return (self.boxed, (carton, task.product)) if carton else (self.loose, (order, task.product))

    async def end(self, scene: str, seed: int) -> Played:
        """All devices are in reach; what the books say is held against the shelves and against the checker's books."""
        self.dials.healed = True
        self.back(*self.phones)
        await self.rest()
        Checker(self.ledger, self.live, list(self.phones.values())).check()
        books = self._books()
        for place in sorted(books.keys() | self.shelf.keys()):
            if books[place] != self.shelf[place]:
                self.ledger.fail("P2", f"{place}: {books[place]} in the books, {self.shelf[place]} there")
        if +self.loose:
            self.ledger.fail("P3", f"nobody was asked to put away {dict(+self.loose)}")
        rows = self.live.raw.execute("SELECT code, stage, id FROM exception_task ORDER BY id")
        tasks = [(code, stage) for code, stage, id_ in rows if id_ not in self._before]
        left = [code for code, stage in tasks if stage == "open"]
        if left:
            self.ledger.fail("P3", f"nobody has seen to {left}")
        return Played(scene, seed, list(self.ledger.violations), [code for code, _ in tasks])
