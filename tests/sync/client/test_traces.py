"""The golden traces: the core still says and keeps, step by step, what is written there."""

from __future__ import annotations

import copy
import gzip
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from backend.ops.kernel import Op
from backend.ops.people.add import PeopleAdd
from backend.ops.people.grant import PeopleGrant
from backend.sync.client import outbox
from backend.sync.client.core import Core
from backend.sync.client.kept import JOURNAL, rows
from backend.sync.client.outbox import Wish
from backend.sync.client.storage import Disk, Memory
from backend.sync.client.talk import Call, Talk
from backend.sync.service import Caller, Sync
from tests.sync.conftest import Run
from tests.sync.test_going_back import rewind

FOLDER = Path(__file__).parents[2] / "golden" / "traces"
Json = dict[str, Any]


class Player:
    """A core over a storage in memory, driven step by step."""

    def __init__(self, device: str, person: str, disk: Disk | None = None) -> None:
        self.disk = disk or Disk()
        self.core = Core(Memory(self.disk), device=device)
        self.talk = Talk(self.core, Random(0))
        self.talk.signed_in(person)
        self.call: Call | None = None

    def record(self, wish: Json) -> Json:
        with self.core.storage.begin() as tx:
            made = outbox.record(tx, msgspec.convert(wish, Wish))
        return {"n": made.n, "h": made.h.hex(), "raw": made.raw.decode()}

    def ask(self, now: float) -> Json | None:
        self.call = self.talk.next(now)
        if self.call is None:
            return None
        return {"what": self.call.what, "scope": self.call.scope, "body": self.call.body.decode()}

    def answer(self, now: float, status: int, body: str) -> None:
        assert self.call is not None
        self.talk.answered(self.call, status, body.encode(), now)

    def lost(self, now: float) -> None:
        assert self.call is not None
        self.talk.lost(self.call, now)

    def state(self) -> Json:
        at, stores = self.core.stand, self.disk.stores
        cursors = {s: [c.seq, c.digest] if c.whole else None for s, c in sorted(self.core.cursors().items())}
        outcomes = {str(int(k)): json.loads(kept.outcome)["out"] for k, kept in stores.get(JOURNAL, {}).items()}
        tables = sorted(name for name, held in stores.items() if name.startswith(rows("")) and held)
        return {
            "device": at.device, "epoch": at.epoch, "last": at.last, "h": at.h.hex(),
            "waiting": [n for n, _ in self.core.pending()], "outcomes": outcomes, "tray": sorted(self.core.tray()),
            "cursors": cursors,
            "rows": {t.removeprefix(rows("")): {i: h.ver for i, h in sorted(stores[t].items())} for t in tables},
        }  # fmt: skip


class Recorder:
    """A player whose answers come from a real engine; all steps are kept."""

    def __init__(self, sync: Sync, device: str, person: str, disk: Disk | None = None) -> None:
        self.sync, self.person, self.now = sync, person, 0
        self.player = Player(device, person, disk)
        self.trace: Json = {"device": device, "person": person, "steps": []}
        self.made = 0

    def step(self, **one: Any) -> None:
        self.trace["steps"].append(one)

    def record(self, op: Op, deps: tuple[int, ...] = ()) -> None:
        self.made += 1
        wish: Json = {
            "kind": f"{op.kind}@{op.version}", "body": msgspec.to_builtins(op), "author": self.person,
            "id": f"{self.trace['device']}-op{self.made}", "wall": 1_795_400_000_000, "basis": {}, "deps": list(deps),
        }  # fmt: skip
        self.step(record={"wish": wish, **self.player.record(wish)})

    async def talk(self, *, lose: str = "") -> None:
        """Say everything that there is to say, a minute and a half later."""
        self.now += 100_000
        while True:
            call = self.player.ask(self.now)
            self.step(ask={"now": self.now, "call": call})
            if call is None:
                break
            status, body = await self.reach(call)
            if call["what"] == lose:
                self.player.lost(self.now)
                self.step(lost={"now": self.now})
            else:
                self.player.answer(self.now, status, body)
                self.step(answer={"now": self.now, "status": status, "body": body})
        self.step(state=self.player.state())

    async def reach(self, call: Json) -> tuple[int, str]:
        made = self.player.call
        assert made is not None
        caller = Caller(self.person, made.device, "sid")
        if call["what"] == "push":
            got = await self.sync.push(made.body, caller)
        elif call["what"] == "pull":
            got = await self.sync.pull(made.body, caller)
        elif call["what"] == "snapshot":
            got = await self.sync.snapshot(made.scope, caller)
        else:
            return 200, "{}"
        body = gzip.decompress(got.body) if got.body[:2] == b"\x1f\x8b" else got.body
        return got.status, body.decode()


async def a_first_day(sync: Sync) -> Json:
    sam = Recorder(sync, "phone-1", "sam")
    await sam.talk()
    sam.record(PeopleAdd(person="one", name="One"))
    sam.record(PeopleGrant(grant="g", person="nobody", role="picker", warehouse="ROT"))
    sam.record(PeopleAdd(person="two", name="Two"), deps=(2,))
    await sam.talk()
    return sam.trace


async def an_answer_is_lost(sync: Sync) -> Json:
    sam = Recorder(sync, "phone-1", "sam")
    await sam.talk()
    sam.record(PeopleAdd(person="one", name="One"))
    await sam.talk(lose="push")
    sam.record(PeopleAdd(person="two", name="Two"))
    await sam.talk()
    return sam.trace


async def a_clone_takes_a_new_id(sync: Sync) -> Json:
    sam, twin = Recorder(sync, "phone-1", "sam"), Recorder(sync, "phone-1", "sam")
    for one in (sam, twin):
        await one.talk()
    sam.record(PeopleAdd(person="mine", name="Mine"))
    await sam.talk()
    twin.made = 10
    twin.record(PeopleAdd(person="theirs", name="Theirs"))
    twin.record(PeopleAdd(person="more", name="More"), deps=(1,))
    await twin.talk()
    return twin.trace


async def the_server_goes_back(sync: Sync) -> Json:
    sam = Recorder(sync, "phone-1", "sam")
    sam.record(PeopleAdd(person="kept", name="Kept"))
    await sam.talk()

    async def lost() -> None:
        sam.record(PeopleAdd(person="one", name="One"))
        await sam.talk()

    await rewind(sync, lost)
    sam.record(PeopleAdd(person="two", name="Two"))
    await sam.talk()
    return sam.trace


SCENARIOS: dict[str, Callable[[Sync], Awaitable[Json]]] = {
    "first-day": a_first_day, "lost-answer": an_answer_is_lost, "clone": a_clone_takes_a_new_id,
    "server-goes-back": the_server_goes_back,
}  # fmt: skip


def play(trace: Json) -> None:
    """Feed the inputs of a trace to a new core and compare what comes out."""
    player = Player(trace["device"], trace["person"])
    for i, step in enumerate(copy.deepcopy(trace["steps"])):
        ((kind, told),) = step.items()
        if kind == "record":
            wish = told.pop("wish")
            assert player.record(wish) == told, f"step {i}"
        elif kind == "ask":
            assert player.ask(told["now"]) == told["call"], f"step {i}"
        elif kind == "state":
            assert player.state() == told, f"step {i}"
        else:
            getattr(player, kind)(**told)


@pytest.mark.skipif(not os.environ.get("TOTE_WRITE_TRACES"), reason="writes the files anew when it is asked to")
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_traces_are_written_anew(run: Run, name: str) -> None:
    async def work(sync: Sync) -> None:
        trace = await SCENARIOS[name](sync)
        play(trace)
        (FOLDER / f"{name}.json").write_text(json.dumps(trace, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    run(work)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_core_says_and_keeps_what_the_trace_says(name: str) -> None:
    trace = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert sum("ask" in step for step in trace["steps"]) > 3
    play(trace)


def test_a_trace_that_says_otherwise_is_noticed() -> None:
    trace = json.loads((FOLDER / "first-day.json").read_text(encoding="utf-8"))
    trace["steps"][-1]["state"]["last"] += 1
    with pytest.raises(AssertionError):
        play(trace)
