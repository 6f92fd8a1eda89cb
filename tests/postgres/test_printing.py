"""Of several server processes over one database one prints; when it is gone, another one goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from backend.exchange.printers.agent import Agent
from tests.conftest import Make
from tests.exchange.printers.bench import LOOPBACK, QUICK, Bench, carton, paper
from tests.exchange.printers.pretend import Pretend
from tests.postgres.test_own_ops import process
from tests.postgres.test_turns import end_sessions
from tests.sync.conftest import people


@pytest.fixture
def zebra() -> Iterator[Pretend]:
    with Pretend() as printer:
        yield printer


def test_two_processes_print_each_label_once_and_one_takes_over(make_postgres: Make, zebra: Pretend) -> None:
    async def body() -> None:
        address = make_postgres()
        async with process(address) as one, process(address) as two:
            await people(one)
            bench = Bench(one)
            await bench.printer(zebra)
            agents = [Agent(sync, LOOPBACK, QUICK, look_s=0.2) for sync in (one, two)]
            for agent in agents:
                agent.start()
            await bench.ana.outcomes(*(bench.ask(f"j{n}", carton(n)) for n in range(1, 6)))
            await bench.until("j5", "printed")
            assert zebra.labels == [paper(carton(n)) for n in range(1, 6)]
            assert zebra.at_once_most == 1
            for agent in agents:  # whichever has the turn
                await agent.stop()
                await bench.want(f"k{id(agent)}", carton(6 + agents.index(agent)))
                if agent is agents[0]:
                    await bench.until(f"k{id(agent)}", "printed")
            assert len(zebra.labels) == 6

    asyncio.run(body())


def test_a_process_whose_session_ends_lets_another_one_print(make_postgres: Make, zebra: Pretend) -> None:
    async def body() -> None:
        address = make_postgres()
        async with process(address) as one, process(address) as two:
            await people(one)
            bench = Bench(two)
            await bench.printer(zebra)
            first, second = (Agent(sync, LOOPBACK, QUICK, look_s=0.2) for sync in (one, two))
            first.start()
            await bench.until_seen("ready")
            second.start()
            await end_sessions(one.store)
            await bench.want("j1", carton())
            await bench.until("j1", "printed")
            await first.stop()
            await bench.want("j2", carton(2))
            await bench.until("j2", "printed")
            await second.stop()
            assert len(zebra.labels) == 2

    asyncio.run(body())
