"""Labels go to a printer on the network in order, once, and what keeps them is told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from backend.domain.label.queue import KEPT_MS, TRIES_MOST, WAIT_MS_MOST
from backend.exchange.printers import chores
from tests.conftest import Make
from tests.exchange.printers.bench import Bench, at_bench, carton, paper
from tests.exchange.printers.pretend import Pretend


@pytest.fixture
def zebra() -> Iterator[Pretend]:
    with Pretend() as printer:
        yield printer


def test_a_label_comes_out_as_it_was_drawn(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        await bench.printer(zebra, dpi=300)
        async with bench.printing():
            told = await bench.want("j1", carton(), copies=2)
            job = await bench.until("j1", "printed")
        assert told["params"] == {
            "job": "j1", "subject": "carton/j1", "printer": "Printer p1", "copies": 2, "reprint": 0,
        }  # fmt: skip
        assert (job.tries, job.error, job.sent) == (1, "", True)
        drawn = paper(carton(), dpi=300).replace(b"^PQ1", b"^PQ2")
        assert [r for r in zebra.received if r] == [drawn]
        assert zebra.labels == [drawn, drawn]
        assert (await bench.seen()).state == "ready"

    at_bench(address, work)


def test_many_labels_of_one_frame_come_out_in_order_over_one_connection_at_a_time(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        await bench.printer(zebra)
        async with bench.printing():
            ids = [f"{(7 * n) % 10}" for n in range(10)]  # ids that are in another order
            await bench.ana.outcomes(*(bench.ask(id_, carton(n + 1)) for n, id_ in enumerate(ids)))
            await bench.until(ids[-1], "printed")
        assert zebra.labels == [paper(carton(n + 1)) for n in range(10)]
        assert zebra.at_once_most == 1

    at_bench(address, work)


def test_the_same_subject_again_is_a_reprint_and_so_is_one_after_a_browser_s(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        await bench.printer(zebra)
        async with bench.printing():
            await bench.want("j1", carton(), subject="carton/c1")
            await bench.until("j1", "printed")
            assert (await bench.want("j2", carton(), subject="carton/c1"))["params"]["reprint"] == 1
            assert (await bench.do("label.again", job="j3", of="j1"))["params"]["reprint"] == 1
            await bench.want("b1", carton(2), "", subject="carton/c2")
            assert (await bench.job("b1")).state == "printed"
            assert (await bench.want("j4", carton(2), subject="carton/c2"))["params"]["reprint"] == 1
            await bench.until("j4", "printed")
        again, second = paper(carton(), reprint=True), paper(carton(2), reprint=True)
        assert zebra.labels == [paper(carton()), again, again, second]
        assert b"REPRINT" in again

    at_bench(address, work)


def test_a_frame_that_is_sent_twice_prints_once(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        await bench.printer(zebra)
        async with bench.printing():
            op = bench.ask("j1", carton())
            first, second = await bench.ana.outcomes(op), await bench.ana.outcomes(op)
            assert first == second
            assert (await bench.want("j1", carton()))["code"] == "already_there"
            await bench.want("j2", carton(2))
            await bench.until("j2", "printed")
        assert zebra.labels == [paper(carton()), paper(carton(2))]

    at_bench(address, work)


@pytest.mark.parametrize("state", ["paused", "paper_out", "head_open", "ribbon_out"])
def test_what_is_wrong_with_a_printer_is_seen_and_the_label_waits(
    make_sqlite: Make, zebra: Pretend, state: str
) -> None:
    async def work(bench: Bench) -> None:
        setattr(zebra, state, True)
        await bench.printer(zebra)
        async with bench.printing():
            assert (await bench.until_seen(state)).why == state
            await bench.want("j1", carton())
            job = await bench.until("j1", "waiting", error=state)
            assert (job.tries, job.sent) == (0, False)
            assert not any(zebra.received)
            setattr(zebra, state, False)
            await bench.until("j1", "printed")
            await bench.until_seen("ready")
        assert zebra.labels == [paper(carton())]

    at_bench(make_sqlite(), work)


def test_a_printer_that_is_off_for_a_while_keeps_its_queue(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.switch_off()
        await bench.printer(zebra)
        async with bench.printing():
            await bench.ana.outcomes(bench.ask("j1", carton(1)), bench.ask("j2", carton(2)))
            assert (await bench.until_seen("unreachable")).why == "turned_away"
            await bench.until("j1", "waiting", error="turned_away")
            await asyncio.sleep(0.5)
            zebra.switch_on()
            await bench.until("j2", "printed")
        assert zebra.labels == [paper(carton(1)), paper(carton(2))]
        assert (await bench.job("j1")).tries == 1

    at_bench(address, work)


def test_a_label_that_was_broken_off_comes_again_and_says_so(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.drops = [300]
        await bench.printer(zebra)
        async with bench.printing():
            await bench.want("j1", carton())
            job = await bench.until("j1", "printed")
        assert job.tries == 2
        assert zebra.labels == [paper(carton(), reprint=True)]

    at_bench(address, work)


def test_a_printer_that_always_breaks_off_ends_in_a_failure_that_people_can_act_on(
    address: str, zebra: Pretend
) -> None:
    async def work(bench: Bench) -> None:
        zebra.drops = [300] * TRIES_MOST
        await bench.printer(zebra)
        with Pretend() as other:
            await bench.printer(other, "p2")
            async with bench.printing():
                await bench.ana.outcomes(bench.ask("j1", carton(1)), bench.ask("j2", carton(2)))
                job = await bench.until("j1", "failed")
                assert (job.tries, job.error) == (TRIES_MOST, "dropped")
                await bench.until("j2", "printed")
                await bench.do("label.again", job="j3", of="j1", printer="p2")
                await bench.until("j3", "printed")
                assert (await bench.do("label.cancel", job="j1"))["out"] == "applied"
            assert zebra.labels == [paper(carton(2))]
            assert other.labels == [paper(carton(1), reprint=True)]

    at_bench(address, work)


def test_a_roll_that_ends_in_between_holds_the_label_and_loses_none(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.label_s = 0.2
        await bench.printer(zebra)
        async with bench.printing():
            await bench.want("j1", carton(), copies=3)
            await asyncio.to_thread(zebra.wait, 1)
            zebra.paper_out = True
            await bench.until_seen("paper_out")
            assert (await bench.job("j1")).state == "printing"
            assert (await bench.do("label.cancel", job="j1"))["code"] == "printing_now"
            zebra.paper_out = False
            await bench.until("j1", "printed", tries=1)
        assert len(zebra.labels) == 3

    at_bench(address, work)


def test_what_a_printer_took_and_does_not_finish_is_for_people(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.label_s = 0.2
        await bench.printer(zebra)
        async with bench.printing():
            await bench.want("j1", carton(), copies=3)
            await asyncio.to_thread(zebra.wait, 1)
            zebra.head_open = True
            job = await bench.until("j1", "failed")
        assert (job.error, job.tries) == ("stuck", 1), "it may print it yet: nobody sends it again unasked"

    at_bench(address, work)


def test_a_cancelled_label_does_not_come_out(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.paused = True
        await bench.printer(zebra)
        async with bench.printing():
            await bench.ana.outcomes(bench.ask("j1", carton(1)), bench.ask("j2", carton(2)))
            await bench.until("j1", "waiting", error="paused")
            assert (await bench.do("label.cancel", job="j1"))["out"] == "applied"
            zebra.paused = False
            await bench.until("j2", "printed")
        assert zebra.labels == [paper(carton(2))]

    at_bench(address, work)


def test_a_printer_that_tells_nothing_is_printed_to_and_not_asked_again(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.silent = True
        await bench.printer(zebra)
        async with bench.printing():
            await bench.ana.outcomes(bench.ask("j1", carton(1)), bench.ask("j2", carton(2)))
            await bench.until("j2", "printed")
        assert zebra.labels == [paper(carton(1)), paper(carton(2))]
        assert zebra.asked == 1
        assert (await bench.seen()).state == "unknown"

    at_bench(address, work)


def test_one_that_used_to_tell_and_does_not_is_looked_at_before_anything_is_sent(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.mute_when_open = True
        await bench.printer(zebra)
        async with bench.printing():
            await bench.until_seen("ready")
            zebra.head_open = True
            assert (await bench.until_seen("fault")).why == "silent"
            await bench.want("j1", carton())
            await bench.until("j1", "waiting", error="silent")
            assert not any(zebra.received)
            zebra.head_open = False
            await bench.until("j1", "printed")

    at_bench(address, work)


def test_a_printer_that_is_taken_away_leaves_its_labels_to_another_one(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.paused = True
        await bench.printer(zebra)
        with Pretend() as other:
            await bench.printer(other, "p2")
            async with bench.printing():
                await bench.want("j1", carton())
                await bench.until("j1", "waiting", error="paused")
                (gone,) = await bench.priya.outcomes(bench.priya.op("printer.remove", {"printer": "p1"}))
                assert gone["params"]["waiting"] == 1
                assert (await bench.job("j1")).error == "printer_removed"
                await bench.do("label.again", job="j2", of="j1", printer="p2")
                await bench.until("j2", "printed")
            assert other.labels == [paper(carton())]
            assert (await bench.want("j3", carton(3)))["code"] == "printer_off"

    at_bench(address, work)


def test_a_label_that_waited_for_hours_is_given_up_with_what_kept_it(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        zebra.paper_out = True
        await bench.printer(zebra)
        async with bench.printing():
            await bench.want("j1", carton())
            await bench.until("j1", "waiting", error="paper_out")
        bench.off_ms = WAIT_MS_MOST - 60_000
        assert await chores.give_up(bench.sync) == 0
        bench.off_ms = WAIT_MS_MOST
        assert await chores.give_up(bench.sync) == 1
        job = await bench.job("j1")
        assert (job.state, job.error, job.sent) == ("failed", "paper_out", False)

    at_bench(address, work)


def test_what_is_done_leaves_the_devices_after_a_week_and_is_a_reprint_still(address: str, zebra: Pretend) -> None:
    async def work(bench: Bench) -> None:
        await bench.printer(zebra)
        async with bench.printing():
            await bench.want("j1", carton(), subject="carton/c1")
            await bench.until("j1", "printed")
        bench.off_ms = KEPT_MS
        assert await chores.clear(bench.sync) == 1
        assert await chores.clear(bench.sync) == 0
        job = await bench.job("j1")
        assert (job.cleared, job.label, job.scopes()) == (True, "", ())
        assert not any(
            change[1] == "j1" and change[3] for page in (await bench.ana.pull())["pages"] for change in page["changes"]
        )
        assert (await bench.want("j2", carton(), subject="carton/c1"))["params"]["reprint"] == 1

    at_bench(address, work)
