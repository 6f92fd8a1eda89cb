from __future__ import annotations

import msgspec

from backend.lab.world import build
from tests.api.asgi import call, code
from tests.api.conftest import Run, World
from tests.api.test_orders import JSON, as_person


def test_a_code_is_explained_to_whoever_is_signed_in(run: Run) -> None:
    async def work(world: World) -> None:
        await build.furnish(world.parts.sync)
        await build.let_in(world.parts)
        who = {**JSON, **await as_person(world, "lena")}

        async def ask(**question: object) -> tuple[int, bytes]:
            status, _, body = await call(world.app, "POST", "/api/scan", who, msgspec.json.encode(question))
            return status, body

        status, body = await ask(**{"in": "0109521101530001310300012517261231"}, today="2026-11-23")
        said = msgspec.json.decode(body)
        assert (status, said["derived"]["net_weight_kg"], said["derived"]["expiry"]) == (200, "0.125", "2026-12-31")
        status, body = await ask(**{"in": "9521101530002"})
        assert (status, msgspec.json.decode(body)["error"]) == (200, "CHECK_DIGIT")
        for wrong in ({"in": "1", "symbology": "sandcode"}, {"in": "1", "profile": {"x": 1}}, {"code": "1"}):
            status, body = await ask(**wrong)
            assert (status, code(body)) == (400, "bad_request")

    run(work)
