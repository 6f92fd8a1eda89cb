"""No two cartons have one SSCC, in any order of events, and what stands on a carton counts where it can."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from msgspec.structs import replace

from backend.domain.draft import Draft
from backend.domain.pack import block
from backend.domain.pack.block import SIZE, SsccBlock
from backend.domain.stock.rows import Counter, Warehouse
from backend.ops import series
from backend.ops.pack.close import PackClose
from tests.ops.sscc_road import SsccRoad

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
CLOSE = "backend.ops.pack.close"
RUNS = settings(max_examples=120, stateful_step_count=40, deadline=None, suppress_health_check=SLOW)


def test_any_order_of_events_keeps_the_laws_of_numbers() -> None:
    run_state_machine_as_test(SsccRoad, settings=RUNS)


def carve_and_forget(draft: Draft, house: Warehouse, device: str, blocks: int) -> list[SsccBlock]:
    """Hands the same numbers to the next device too, under ids that tell them apart."""
    cut = series.carve(draft, house, device, blocks)
    draft.set(draft.get(Counter, f"{house.id}/sscc"), next=1)
    return [draft.put(replace(b, id=f"{b.id}-{device}")) for b in cut]


def carve_by_own_counter(draft: Draft, house: Warehouse) -> int:
    """Knows nothing of another building with the same company prefix."""
    return (draft.find(Counter, f"{house.id}/sscc") or Counter(id="")).next


def start_again(draft: Draft, house: Warehouse) -> str:
    """Numbers that run out begin anew, as they once did."""
    at = series._reached(draft, house)
    series._move(draft, house, at + 1)
    room = series._room(house)
    return series.sscc(at // room % 10, house.company_prefix, at % room)


def one_too_few(draft: Draft, house: Warehouse, to: int) -> None:
    """The last hundred of a block stays with the server."""
    id_ = f"{house.id}/sscc"
    draft.set(draft.find(Counter, id_) or Counter(id=id_), next=to - SIZE if to % SIZE == 0 and to > SIZE else to)


def never_a_fault(*_: Any, **__: Any) -> None:
    return None


def blind_to(code: str) -> Callable[..., Any]:
    real = PackClose._fault

    def fault(self: PackClose, state: Any, carton: Any, *, is_known: bool) -> Any:
        found = real(self, state, carton, is_known=is_known)
        return None if found is not None and found[0] == code else found

    return fault


def mark_one(draft: Draft, found: SsccBlock, sscc: str) -> None:
    """Counts one number for each carton, wherever in the block it is."""
    used = min(found.used + 1, found.count - 1)
    draft.set(found, used=used if found.state == "open" else found.used)
    assert sscc


def nothing(*_: Any, **__: Any) -> None:
    return None


Events = Callable[[SsccRoad], None]
FIRST, SECOND, OTHER_HOUSE, COPY = "bench-1", "bench-2", "bench-3", "copy-1"
AT_ROT = 2
"""As `close_online` counts the houses."""


def two_benches(road: SsccRoad) -> None:
    road.take(device=FIRST, asks_for=FIRST)
    road.take(device=SECOND, asks_for=SECOND)


def two_houses(road: SsccRoad) -> None:
    road.take(device=FIRST, asks_for=FIRST)
    road.take(device=OTHER_HOUSE, asks_for=OTHER_HOUSE)


def a_block_then_the_server(road: SsccRoad) -> None:
    road.take(device=FIRST, asks_for=FIRST)
    road.close_online(at=AT_ROT, given="")


def more_than_are_left(road: SsccRoad) -> None:
    for _ in range(6):
        road.close_online(at=AT_ROT, given="")


def one_that_is_used(road: SsccRoad) -> None:
    road.close_online(at=AT_ROT, given="")
    road.close_online(at=AT_ROT, given="used")


def a_foreign_number(road: SsccRoad) -> None:
    road.close_online(at=AT_ROT, given="foreign")


def closed_again_with_the_next_label(road: SsccRoad) -> None:
    road.take(device=FIRST, asks_for=FIRST)
    for _ in range(2):
        road.close_offline(device=FIRST, at=0, skip=0)
    road.sync(at=5, twice=True)


def a_copy_prints_first(road: SsccRoad) -> None:
    road.take(device=FIRST, asks_for=FIRST)
    road.close_offline(device=COPY, at=50, skip=0)
    road.sync(at=0, twice=False)


def struck(how: str) -> Events:
    def events(road: SsccRoad) -> None:
        road.take(device=FIRST, asks_for=FIRST)
        road.misfortune(device=FIRST, how=how)

    return events


FAULTS: dict[str, tuple[str, Any, int, Events]] = {
    "two devices are handed the same block": ("backend.ops.sscc.take.carve", carve_and_forget, 1, two_benches),
    "two buildings count the same numbers": ("backend.ops.series._reached", carve_by_own_counter, 1, two_houses),
    "the server gives numbers out of a block": ("backend.ops.series._move", one_too_few, 1, a_block_then_the_server),
    "numbers that run out begin anew": (f"{CLOSE}.next_sscc", start_again, 9_999_996, more_than_are_left),
    "another carton's number is taken": (f"{CLOSE}.PackClose._fault", blind_to("sscc_taken"), 1, one_that_is_used),
    "a number that nobody holds is taken": (f"{CLOSE}.PackClose._fault", blind_to("sscc_unknown"), 1, a_foreign_number),
    "a second label goes unnoticed": (
        f"{CLOSE}.PackClose._fault", blind_to("other_label"), 1, closed_again_with_the_next_label,
    ),
    "an owner does not go on behind its copy": (f"{CLOSE}.mark", mark_one, 1, a_copy_prints_first),
    "a copied device goes on": ("backend.ops.device.fork.close_all", nothing, 1, struck("fork")),
    "a lost device goes on": ("backend.ops.device.report_lost.close_all", nothing, 1, struck("lost")),
    "a device out of use goes on": ("backend.ops.device.revoke.close_all", nothing, 1, struck("revoked")),
    "an emptied device goes on": ("backend.ops.device.storage_lost.close_all", nothing, 1, struck("emptied")),
}  # fmt: skip


def go(events: Events, reached: int) -> None:
    """What happens, told and not left to chance; the laws are asked once all has happened."""
    road = SsccRoad()
    road.open_the_houses(reached=reached)
    events(road)
    road.no_two_cartons_have_one_number()
    road.what_a_device_gives_next_is_on_no_carton()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_machine_catches(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target, planted, reached, events = FAULTS[fault]
    go(events, reached)
    monkeypatch.setattr(target, planted)
    with pytest.raises(AssertionError):
        go(events, reached)


def test_a_block_begins_where_the_digits_of_its_numbers_say() -> None:
    assert block.stem("087123450000001018") == "087123450000001"
