"""R12: far more is asked than can be done. Ops go on, reports are put off first, nothing is lost, and it ends well."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from tests.faults import crowd, engine
from tests.faults.conftest import show, times
from tests.faults.flood import Ask, Flood, Line, Pusher
from tests.faults.server import Server

PUSHERS = 20
ALONE_S, FLOOD_S = times(1, 5), times(3, 30)
MORE_MB_MAX = 200


class Rate(Struct, frozen=True):
    """Ops that the devices were acknowledged: a second, and a second of the server's processor.

    The latter hardly changes when the machine does other work as well.
    """

    per_s: float = 0.0
    per_cpu_s: float = 0.0


class Ran(Struct):
    """What came of it."""

    alone: Rate = Rate()
    """With nothing beside the ops."""
    flooded: Rate = Rate()
    more_mb: float = 0.0
    put_off: int = 0
    """Pushes."""
    slowest_s: float = 0.0
    shed: dict[str, float] = {}
    """The share of the requests of each kind that was told to come back; and how many were served."""
    served: dict[str, int] = {}
    asked_per_s: float = 0.0
    acked: dict[int, int] = {}
    recovered_s: float = 0.0
    bad: list[str] = []
    """Answers that are neither what was asked for nor a whole refusal."""


def asks(server: Server, share: float) -> dict[str, Ask]:
    """What crowds of that share of the full size ask for."""
    pull = msgspec.json.encode({"device": server.site.desk[0], "cursors": {}})
    import_ = "/api/intake/shopify?warehouse=ROT&dry_run=true"
    return {
        "pull": Ask("POST", "/api/sync/pull", pull, round(400 * share), 0.2),
        "screen": Ask("GET", "/api/queries/order/search?text=a&limit=50", b"", round(200 * share), 0.2),
        "report": Ask("POST", import_, b"Name\n", round(40 * share), 0.2),
    }


async def rate(server: Server, pushers: list[Pusher], seconds: float) -> Rate:
    """Measure for a while."""
    before, cpu, begun = sum(p.acked for p in pushers), crowd.cpu_s(server.pid), time.monotonic()
    await asyncio.sleep(seconds)
    ops = sum(p.acked for p in pushers) - before
    return Rate(ops / (time.monotonic() - begun), ops / (crowd.cpu_s(server.pid) - cpu))


async def overload(server: Server) -> Ran:
    ran = Ran()
    pushers = [Pusher(server.port, server.site, i) for i in range(PUSHERS)]
    for pusher in pushers:
        pusher.pen.write(50 * 200)  # now, so that it takes no time then
    enough = asyncio.Event()
    pushing = [asyncio.create_task(p.run(enough)) for p in pushers]
    flood = Flood(server.port, server.site.desk_token(), asks(server, 1))
    await rate(server, pushers, 0.5)  # until all is warm
    ran.alone = await rate(server, pushers, ALONE_S)
    rss, begun = crowd.rss_mb(server.pid), time.monotonic()
    await asyncio.to_thread(flood.start)
    ran.flooded = await rate(server, pushers, FLOOD_S)
    ran.more_mb = crowd.rss_mb(server.pid) - rss
    enough.set()
    await asyncio.gather(*pushing)
    got = await asyncio.to_thread(flood.stop)
    ran.asked_per_s = sum(one.statuses.total() for one in got.values()) / (time.monotonic() - begun)
    ran.recovered_s = await recovered(server)
    ran.put_off = sum(p.put_off for p in pushers)
    ran.slowest_s = max(p.slowest_s for p in pushers)
    ran.acked = {i: p.acked for i, p in enumerate(pushers)}
    ran.served = {name: one.statuses[200] for name, one in got.items()}
    ran.shed = {name: round(one.shed, 3) for name, one in got.items()}
    ran.bad = [bad for one in got.values() for bad in one.bad][:3]
    return ran


async def recovered(server: Server) -> float:
    """How long it takes until one request of each kind is answered again."""
    begun = time.monotonic()
    for ask in asks(server, 0).values():
        line = Line(server.port, server.site.desk_token())
        while (await line.ask(ask.method, ask.path, ask.body))[0] != 200:
            assert time.monotonic() - begun < 60, "it does not recover"
            await asyncio.sleep(0.05)
        await line.close()
    return time.monotonic() - begun


def shown(ran: Ran) -> dict[str, Any]:
    shares = {"share": ran.flooded.per_s / ran.alone.per_s, "share_cpu": share(ran)}
    found = shares | {k: v for k, v in msgspec.structs.asdict(ran).items() if k not in {"acked", "bad"}}
    return {k: round(v, 2) if isinstance(v, float) else v for k, v in found.items()}


def share(ran: Ran) -> float:
    """What is left for ops of the work that the server does, where 1 is all."""
    return ran.flooded.per_cpu_s / ran.alone.per_cpu_s


def test_under_far_too_much_load_ops_go_on_the_rest_is_put_off_and_nothing_is_lost(server: Server) -> None:
    ran = asyncio.run(overload(server))
    show(**shown(ran))
    assert not ran.bad
    assert ran.put_off == 0, "ops are the last to be put off"
    assert ran.shed["report"] > 0
    assert ran.shed["screen"] > 0
    assert ran.more_mb < MORE_MB_MAX
    server.stop()
    assert not engine.wrong(server.site.database, server.site, ran.acked)


@pytest.mark.parametrize("server", ["no_shedding"], indirect=True)
def test_a_server_that_sheds_nothing_is_found_out(server: Server) -> None:
    ran = asyncio.run(overload(server))
    show(**shown(ran))
    assert not any(ran.shed.values())
