"""The made-up network: a stream keeps the order of its messages, as TCP does."""

from __future__ import annotations

import asyncio
from random import Random

import pytest

from backend.lab.simulate import clock
from backend.lab.simulate.faults import Dials
from backend.lab.simulate.network import Link, Pipe


@pytest.mark.parametrize("seed", range(5))
def test_what_arrives_at_one_moment_on_a_stream_keeps_its_order(seed: int) -> None:
    async def work() -> list[bytes | None]:
        pipe = Pipe(Link(Dials(Random(seed), ()), Random(seed)))
        pipe._last = 10.0  # all that comes after a message that is late arrives with it
        for n in range(8):
            pipe.send(b"%d" % n)
        await asyncio.sleep(0)
        return [await pipe.receive() for _ in range(8)]

    assert clock.run(work(), Random(seed)) == [b"%d" % n for n in range(8)]
