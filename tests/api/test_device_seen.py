"""What an admin is told of devices: when each was last heard, and what it has announced and not delivered."""

from __future__ import annotations

import json

from tests.api.conftest import Run, World, bearer


def test_an_admin_sees_what_a_device_has_announced_and_not_delivered_and_nobody_else_does(run: Run) -> None:
    async def work(world: World) -> None:
        await world.house("ROT")
        await world.person("sam", ("admin", ""))
        await world.person("pim", ("picker", "ROT"))
        sam, pim = await world.sign_in("sam"), await world.sign_in("pim", world.client())
        op = {"n": 1, "id": "0192f3a0-0000-7000-8000-000000000001", "kind": "pick.claim@1", "author": "pim", "wall": 1}
        frame = {
            "proto": 1, "epoch": "", "device": pim["device"], "build": "", "grant_v": 1, "declared_n": 4,
            "prev_h": "0" * 32, "ops": [op | {"body": {"run": "none"}}],
        }  # fmt: skip
        pushed = await world.http.post("/api/sync/push", headers=bearer(pim), content=json.dumps(frame))
        assert pushed.status_code == 200, pushed.text
        path = "/api/queries/device/seen"
        answer = await world.http.get(path, headers=bearer(sam))
        seen = {one["device"]: one for one in answer.json()["devices"]}
        assert seen[pim["device"]] == {
            "device": pim["device"], "seen_at": world.clock(), "last_n": 1, "declared_n": 4,
        }  # fmt: skip
        assert not [name for name in seen if name.startswith("sys:")]
        assert (await world.http.get(path, headers=bearer(pim))).status_code == 403

    run(work)
