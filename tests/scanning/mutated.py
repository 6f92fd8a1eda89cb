"""Codes with mistakes in them, the same ones here and in `pwa/src/scanning/grammar.test.ts`."""

from __future__ import annotations

from collections.abc import Iterator

BATCHES, BATCH = 100, 100
PIECES = (
    "00", "01", "02", "10", "11", "17", "21", "37", "3103", "3922", "421", "7003", "8008", "8020", "99", "717", "\x1d",
    "(10)", "(17)", "|", "{GS}", "/10/", "/21/", "?17=", "%2F", "%zz", "%C3%A9", " ", "é", "𠀀", "]C1", "]d2", "]Q1",
    "]E0", "261231", "261300", "A", "-", "~",
)  # fmt: skip
LONGEST = 400


class Dice:
    """A linear congruential generator of 32 bits."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, sides: int) -> int:
        """The next number from 0 to one less than `sides`."""
        self._state = (self._state * 1_664_525 + 1_013_904_223) & 0xFFFFFFFF
        return (self._state >> 8) % sides


def mutated(codes: list[str]) -> Iterator[list[str]]:
    """Batches of codes, each with one to four mistakes. Places are counted in characters."""
    dice = Dice(20_261_123)
    known = [code for code in codes if len(code) < LONGEST]
    for _ in range(BATCHES):
        yield [_mutated(known[dice.below(len(known))], dice) for _ in range(BATCH)]


def _mutated(code: str, dice: Dice) -> str:
    for _ in range(1 + dice.below(4)):
        place, kind = dice.below(len(code) + 1), dice.below(4)
        if kind == 0:  # one is lost
            code = code[:place] + code[place + 1 :]
        elif kind == 1:  # something is put in
            code = code[:place] + PIECES[dice.below(len(PIECES))] + code[place:]
        elif kind == 2:  # a digit is misread
            code = code[:place] + str(dice.below(10)) + code[place + 1 :]
        else:  # two symbols run into one
            code = code[:place] + PIECES[dice.below(len(PIECES))] + str(dice.below(1_000_000))
    return code
