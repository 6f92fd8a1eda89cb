"""The one series of SSCCs that all buildings with the same company prefix draw on.

It counts in `Counter` rows, one a building; it has come as far as the highest of them. Serial numbers run over into the
extension digit. After its 9 the series is at its end: a number is never given again (GS1 asks for a year at least).
"""

from __future__ import annotations

from collections.abc import Iterable

from backend.domain.draft import Draft
from backend.domain.pack.block import SIZE, STEM, SsccBlock
from backend.domain.stock.rows import Counter, Warehouse
from backend.ops.kernel import All, Ref, State, Want
from backend.scanning.sscc import EXTENSION_MAX, SSCC_LENGTH, sscc


def series_wants(state: State, warehouse: str) -> Iterable[Want]:
    """The rows that the next number of a building follows from."""
    yield Ref(Warehouse, warehouse)
    house = state.find(Warehouse, warehouse)
    if house is not None:
        yield All(Warehouse, "company_prefix", house.company_prefix)
        for one in state.all(Warehouse, "company_prefix", house.company_prefix):
            yield Ref(Counter, _counter(one), needed=False)


def next_sscc(draft: Draft, house: Warehouse) -> str:
    """The next SSCC of the series; empty when it is at its end."""
    at = _reached(draft, house)
    if at >= _end(house):
        return ""
    _move(draft, house, at + 1)
    return sscc(*_parts(house, at))


def carve(draft: Draft, house: Warehouse, device: str, blocks: int) -> list[SsccBlock]:
    """Up to so many blocks for a device, cut off the series; none when it is at its end."""
    first = -(-_reached(draft, house) // SIZE)
    found = [_block(house, device, n * SIZE) for n in range(first, min(first + blocks, _end(house) // SIZE))]
    if found:
        _move(draft, house, (first + len(found)) * SIZE)
    return [draft.put(block) for block in found]


def _block(house: Warehouse, device: str, at: int) -> SsccBlock:
    extension, prefix, serial = _parts(house, at)
    return SsccBlock(
        id=sscc(extension, prefix, serial)[:STEM], device=device, warehouse=house.id, company_prefix=prefix,
        extension=extension, first=serial, open_on=device,
    )  # fmt: skip


def _room(house: Warehouse) -> int:
    """Serial numbers under one extension digit."""
    digits = SSCC_LENGTH - 2 - len(house.company_prefix)
    room: int = 10**digits
    return room


def _end(house: Warehouse) -> int:
    return (EXTENSION_MAX + 1) * _room(house)


def _parts(house: Warehouse, at: int) -> tuple[int, str, int]:
    """Extension digit, company prefix and serial number of a place in the series."""
    return at // _room(house), house.company_prefix, at % _room(house)


def _counter(house: Warehouse) -> str:
    return f"{house.id}/sscc"


def _reached(draft: Draft, house: Warehouse) -> int:
    sharing = draft.all(Warehouse, "company_prefix", house.company_prefix)
    return max((draft.find(Counter, _counter(one)) or Counter(id="")).next for one in sharing)


def _move(draft: Draft, house: Warehouse, to: int) -> None:
    id_ = _counter(house)
    draft.set(draft.find(Counter, id_) or Counter(id=id_), next=to)
