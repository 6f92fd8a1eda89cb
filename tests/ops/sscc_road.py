"""Numbering cartons offline as a machine: blocks, a copy of a device, lost phones, late and repeated closings.

The machine keeps books of its own: whom it was given which numbers, what it has printed on which carton. It holds the
rows against these, and never asks the rules under test what is right.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec import Struct

from backend.domain.outcome import Applied, Contradicted, Outcome
from backend.domain.pack.block import FULL, SsccBlock
from backend.domain.pack.rows import Carton, Shipment
from backend.domain.people.rows import Device
from backend.domain.stock.rows import Counter, Warehouse
from backend.ops.device.fork import DeviceFork
from backend.ops.device.report_lost import DeviceReportLost
from backend.ops.device.revoke import DeviceRevoke
from backend.ops.device.storage_lost import DeviceStorageLost
from backend.ops.kernel import Context, Op
from backend.ops.pack.close import PackClose
from backend.ops.sscc.take import SsccTake
from backend.scanning.sscc import check, sscc
from tests.ops.memory import Memory, play

NOON = 1_795_400_000_000
PREFIX = "8712345678"
ROOM = 10**6
"""Serial numbers under an extension digit, with a company prefix of ten digits."""
HOUSES = {"ROT": PREFIX, "LYO": PREFIX, "GHE": "9501101530"}
BENCHES = {"bench-1": "ROT", "bench-2": "ROT", "bench-3": "LYO", "copy-1": "ROT"}
"""The fourth is a copy of the first that nobody has noticed: it gives what it knows of the first one's numbers."""

index = st.integers(0, 999)
bench = st.sampled_from(sorted(BENCHES))


class Held(Struct):
    """Numbers that a device was given. `at`: how many it has printed."""

    device: str
    first: int
    count: int
    at: int = 0
    open: bool = True


class Printed(Struct):
    """A closed carton whose op waits on a device."""

    device: str
    op: PackClose


def place(code: str) -> int:
    """Where an SSCC stands in the series, by its digits alone."""
    return int(code[0]) * ROOM + int(code[1 + len(PREFIX) : -1])


def code(at: int) -> str:
    return sscc(at // ROOM, PREFIX, at % ROOM)


class SsccRoad(RuleBasedStateMachine):
    """Three benches, a copy of one, and a server that gives numbers too. After every op the laws are checked."""

    @initialize(reached=st.sampled_from((1, 250, 999_700, 9_998_950, 9_999_996)))
    def open_the_houses(self, reached: int) -> None:
        houses = [Warehouse(id=w, name_en=w, name_zh=w, company_prefix=p) for w, p in HOUSES.items()]
        devices = [Device(id=d, name=d) for d in BENCHES]
        ships = [Shipment(id=f"s-{w}", warehouse=w, order=f"o-{w}", order_number=w) for w in HOUSES]
        self.memory = Memory(*houses, *devices, *ships, Counter(id="LYO/sscc", next=reached))
        self.ops = self.cartons = 0
        self.held: list[Held] = []
        self.waiting: list[Printed] = []
        self.given: set[int] = set()
        """Numbers that are the server's own, or of a carton."""
        self.first: dict[str, str] = {}
        self.top = 0
        """The highest number that the server has given, or handed out in a block."""

    def act(self, op: Op, device: str = "sys:server") -> Outcome:
        self.ops += 1
        at = Context(id=f"op{self.ops:04d}", author="pia", device=device, n=self.ops, wall=NOON, received_at=NOON)
        return play(self.memory, op, at)

    def carton(self, house: str) -> str:
        self.cartons += 1
        id_ = f"s-{house}/{self.cartons}"
        self.memory.put(Carton(id=id_, warehouse=house, shipment=f"s-{house}", order_number=house, number=self.cartons))
        return id_

    @rule(device=bench, asks_for=bench)
    def take(self, device: str, asks_for: str) -> None:
        """A device asks for numbers; what it is given was nobody's."""
        itself = self.memory.peek(Device, device)
        if itself is None or itself.state != "active":
            return  # the engine holds back what it sends
        before = {(block.id, block.device) for block in self.memory.rows(SsccBlock)}
        told = self.act(SsccTake(device=asks_for, warehouse=BENCHES[device]), device)
        fresh = [block for block in self.memory.rows(SsccBlock) if (block.id, block.device) not in before]
        assert not fresh or (isinstance(told, Applied) and device == asks_for), told
        assert sum(b.count for b in fresh) <= FULL
        for block in fresh:
            assert (block.device, block.company_prefix) == (device, PREFIX), block
            first = block.extension * ROOM + block.first
            mine = set(range(first, first + block.count))
            for other in self.held:
                assert mine.isdisjoint(range(other.first, other.first + other.count)), f"{block} overlaps {other}"
            assert mine.isdisjoint(self.given), f"{block} holds numbers that were given before"
            assert first + block.count <= 10 * ROOM, block
            self.held.append(Held(device, first, block.count))
            self.top = max(self.top, first + block.count - 1)

    @rule(device=bench, at=index, skip=st.integers(0, 60))
    def close_offline(self, device: str, at: int, skip: int) -> None:
        """A packer closes a carton with no network: its label has the next number that the device knows."""
        owner = "bench-1" if device == "copy-1" else device
        mine = [h for h in self.held if h.device == owner and h.open]
        own = mine[0] if mine else None
        number = ""
        if own is not None:
            spot = min(own.at + skip, own.count - 1) if device != "copy-1" else at % own.count
            number = code(own.first + spot)
            if device != "copy-1":
                own.at = spot + 1
                own.open = own.at < own.count
        op = PackClose(carton=self.carton(BENCHES[device]), weight_g=300, sscc=number)
        self.waiting.append(Printed(device, op))

    @rule(at=index, given=st.sampled_from(("", "junk", "foreign", "ahead", "used")))
    def close_online(self, at: int, given: str) -> None:
        """The server numbers a carton, or is told of a number that nobody holds, or that another carton has."""
        codes = sorted(c.sscc for c in self.memory.rows(Carton) if c.sscc)
        numbers = {
            "": "", "junk": "0" * (at % 19), "foreign": sscc(0, "9501101", at), "ahead": code(9_999_900 + at % 100),
            "used": codes[at % len(codes)] if codes else "",
        }  # fmt: skip
        house = sorted(HOUSES)[at % len(HOUSES)]
        self.arrive(Printed("desk", PackClose(carton=self.carton(house), weight_g=300, sscc=numbers[given])))

    @precondition(lambda self: bool(self.waiting))
    @rule(at=index, twice=st.booleans())
    def sync(self, at: int, twice: bool) -> None:  # noqa: FBT001
        """What waits on a device arrives, in its order; now and then a carton is weighed and closed once more."""
        device = self.waiting[at % len(self.waiting)].device
        for one in [one for one in self.waiting if one.device == device][: 1 + at % 5]:
            self.waiting.remove(one)
            self.arrive(one)
            if twice:
                other = self.waiting[0].op.sscc if self.waiting and at % 2 else ""
                self.arrive(Printed(device, PackClose(carton=one.op.carton, weight_g=310, sscc=other)))

    def arrive(self, one: Printed) -> None:
        carton = self.memory.peek(Carton, one.op.carton)
        assert carton is not None
        number, before = one.op.sscc, carton.sscc
        taken = any(c.sscc == number for c in self.memory.rows(Carton) if c.id != carton.id)
        reached = max((counter.next for counter in self.memory.rows(Counter)), default=1)
        coming = code(reached) if reached < 10 * ROOM and HOUSES[carton.warehouse] == PREFIX else ""
        outcome = self.act(one.op, one.device)
        after = self.memory.peek(Carton, one.op.carton)
        assert after is not None
        codes = {outcome.code} if isinstance(outcome, Contradicted) else set()
        wrong = codes & {"sscc_taken", "sscc_unknown", "other_label"}
        if before is not None:
            assert after.sscc == before, "a carton has changed its number"
            assert ("other_label" in codes) == (number not in {"", before}), outcome
        elif number and check(number) and not taken and (self.is_held(number) or number == coming):
            assert after.sscc == number, f"{number} stands on the carton, the books have {after.sscc}"
            assert not wrong, outcome
        elif number:
            assert wrong, f"{number} is no number for {after}, and nobody is told: {outcome}"
            assert after.sscc != number
        self.note(after, number)

    def note(self, carton: Carton, number: str) -> None:
        """Whoever gave it, the number of a carton is that carton's for good."""
        if carton.sscc is None:
            assert carton.stage == "closed"
            return
        assert check(carton.sscc), carton
        assert self.first.setdefault(carton.id, carton.sscc) == carton.sscc
        if HOUSES[carton.warehouse] == PREFIX and carton.sscc != number and place(carton.sscc) not in self.given:
            at = place(carton.sscc)
            assert at > self.top, f"the server gave {carton.sscc} though it had come to {code(self.top)}"
            self.top = at
        if HOUSES[carton.warehouse] == PREFIX:
            self.given.add(place(carton.sscc))

    def is_held(self, number: str) -> bool:
        """Whether the number is one that a device was given."""
        return number[1:].startswith(PREFIX) and any(h.first <= place(number) < h.first + h.count for h in self.held)

    @rule(device=bench, how=st.sampled_from(("fork", "lost", "revoked", "emptied")))
    def misfortune(self, device: str, how: str) -> None:
        """After it no open block is left on the device: nobody can say which of its numbers were printed."""
        ops: dict[str, Op] = {
            "fork": DeviceFork(device=f"{device}-{self.ops}", fork_of=device),
            "lost": DeviceReportLost(device=device),
            "revoked": DeviceRevoke(device=device),
            "emptied": DeviceStorageLost(device=device, from_n=4, to_n=3 + self.ops % 3),
        }
        self.act(ops[how])
        left = [b for b in self.memory.rows(SsccBlock) if b.open_on == device]
        assert left == [], f"{device} goes on with {left}"
        for held in self.held:
            held.open = held.open and held.device != device

    @invariant()
    def no_two_cartons_have_one_number(self) -> None:
        codes = [c.sscc for c in self.memory.rows(Carton) if c.sscc] if hasattr(self, "memory") else []
        assert len(codes) == len(set(codes)), "two cartons with one SSCC"

    @invariant()
    def what_a_device_gives_next_is_on_no_carton(self) -> None:
        """As the rows tell it: a device goes on behind everything that has arrived, whoever printed it."""
        blocks = self.memory.rows(SsccBlock) if hasattr(self, "memory") else []
        for block in blocks:
            first = block.extension * ROOM + block.first
            clash = self.given & set(range(first + block.used, first + block.count))
            assert not clash, f"{block} would give {sorted(clash)} again"
            assert block.state != "open" or block.used < block.count, block
