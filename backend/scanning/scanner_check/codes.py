"""The test codes: few, since each costs a pull of the trigger, and each tells something that the others do not."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Carrier = Literal["code128", "ean13", "upca", "gs1-128", "datamatrix", "qr"]


class TestCode(Struct, frozen=True, kw_only=True):
    """One code and what stands in it. `parts` are joined by the GS1 separator; all but GS1 codes have one part."""

    __test__ = False  # no test, for all its name

    id: str
    carrier: Carrier
    parts: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    """The same of a GS1 code as (identifier, value)."""

    @property
    def spelled(self) -> str:
        """As it stands beside the symbol, for people."""
        return "".join(f"({ai}){value}" for ai, value in self.pairs) or self.parts[0]


# Letters that other keyboards have elsewhere (a q, z w, y z, m), in both cases, and signs that they have elsewhere.
_MIXED = TestCode(id="mixed", carrier="code128", parts=("aZ-qY/Mw.129",))
# Number 6 makes a left-out first digit visible, which a 0 would not.
_UPC = TestCode(id="upc", carrier="upca", parts=("614141000036",))
_EAN = TestCode(id="ean", carrier="ean13", parts=("9521234000020",))
_GS1 = TestCode(
    id="gs1",
    carrier="gs1-128",
    parts=("010952123400001310A7", "219Z"),
    pairs=(("01", "09521234000013"), ("10", "A7"), ("21", "9Z")),
)
_MATRIX = TestCode(
    id="matrix",
    carrier="datamatrix",
    parts=("010952123400001310b-8", "21z5", "240t/4"),
    pairs=(("01", "09521234000013"), ("10", "b-8"), ("21", "z5"), ("240", "t/4")),
)
# Long enough to tell a fast scanner from a slow one, and to be cut by one that has a limit.
_LONG = TestCode(id="long", carrier="qr", parts=("TOTE-CHECK/0123456789:AbCdEfGhIjKlMnOpQrStUvWxYz;-.,_?=&+*()!",))

TEST_CODES = (_MIXED, _EAN, _UPC, _GS1, _MATRIX, _LONG)
"""In the order in which they are shown."""
