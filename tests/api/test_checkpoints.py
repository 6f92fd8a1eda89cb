"""All answers to the checkpoints of a floor are kept, as they were asked, for whoever has to show them."""

from __future__ import annotations

from backend.ops.checkpoint.answer import CheckpointAnswer
from backend.ops.checkpoint.set import CheckpointSet
from backend.sync.service import OwnOp
from tests.api.conftest import Run, World
from tests.api.test_orders import furnished, get

PATH = "/api/queries/checkpoint/entries?warehouse=ROT"


def cold(most: int) -> CheckpointSet:
    return CheckpointSet(
        warehouse="ROT", name="cold", step="pick", ask_en="How warm?", ask_zh="几度？", wants="figure", unit="°C",
        most=most, per="floor", hours=4,
    )  # fmt: skip


def test_answers_are_kept_with_the_question_as_it_was_asked(run: Run) -> None:
    async def work(world: World) -> None:
        await furnished(world)
        sync = world.parts.sync
        await sync.record("sys:test", [OwnOp(cold(80), "cold")])
        for n, tenths in enumerate((45, 95)):
            answer = CheckpointAnswer(checkpoint="ROT/cold", said="figure", tenths=tenths)
            await sync.record("sys:test", [OwnOp(answer, f"answer {n}")])
        await sync.record("sys:test", [OwnOp(cold(100), "warmer")])
        status, found = await get(world, PATH, "marta")
        assert status == 200
        told = [(e["entry"]["tenths"], e["entry"]["fine"], e["entry"]["most"]) for e in found["entries"]]
        assert sorted(told) == [(45, True, 80), (95, False, 80)]
        assert not found["more"]
        _, one = await get(world, f"{PATH}&limit=1", "marta")
        assert (len(one["entries"]), one["more"]) == (1, True)
        _, later = await get(world, f"{PATH}&since={2**52}", "marta")
        assert later["entries"] == []
        assert (await get(world, PATH, "ana"))[0] == 403
        assert (await get(world, PATH.replace("ROT", "SZX"), "marta"))[0] == 404

    run(work)
