"""The way of a run is planned by whoever may release it, and sent as an op."""

from __future__ import annotations

from backend.domain.pick.rows import PickRun, PickTask
from backend.lab.world import build
from backend.ops.pick.route import PickRoute
from backend.store import rows as stored
from backend.sync.service import OwnOp
from tests.api.conftest import Run, World
from tests.api.test_orders import furnished, get


def test_a_run_is_walked_the_shortest_way_once_it_is_sent(run: Run) -> None:
    async def work(world: World) -> None:
        await furnished(world)
        await build.first_orders(world.parts.sync)
        await build.first_run(world.parts.sync)
        read = world.parts.store.read
        mine = (await read(lambda c: stored.load_all(c, PickRun)))[0].id
        path = f"/api/queries/pick/route?run={mine}"
        before = await read(lambda c: stored.load_all(c, PickTask))
        status, plain = await get(world, path, "marta")
        assert status == 200
        assert sorted(plain["stops"]) == sorted(t.id for t in before if t.run == mine)
        assert 0 < plain["metres"] <= plain["metres_now"]
        assert await read(lambda c: stored.load_all(c, PickTask)) == before

        # The longest way that is easily said: now one end of the walk, now the other.
        stops = plain["stops"]
        astray = [stops[n // 2 if n % 2 else -1 - n // 2] for n in range(len(stops))]
        for order, name in ((astray, "astray"), (None, "back")):
            _, found = await get(world, path, "marta")
            sent = PickRoute(run=mine, stops=tuple(order or found["stops"]))
            [outcome] = await world.parts.sync.record("sys:test", [OwnOp(sent, name)])
            assert outcome.out == "applied"
            assert order is None or (await get(world, path, "marta"))[1]["metres_now"] > plain["metres"]
        _, last = await get(world, path, "marta")
        assert last["metres_now"] == last["metres"] == plain["metres"]
        assert [t.id for t in sorted(await read(lambda c: stored.load_all(c, PickTask)), key=lambda t: t.sequence)
                if t.run == mine] == last["stops"]  # fmt: skip

        assert (await get(world, path, "ana"))[0] == 403
        assert (await get(world, path + "x", "marta"))[0] == 404

    run(work)
