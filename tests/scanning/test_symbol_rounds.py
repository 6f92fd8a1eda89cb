"""Random contents of each symbology are drawn and read back: a few hundred here, 5,000 with TOTE_SYMBOL_ROUNDS=5000."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest
from PIL import Image

from backend.scanning.checkdigit import check_digit
from backend.scanning.labels import bars, matrix
from tests.scanning.reader import drawn, seen

ROUNDS = int(os.environ.get("TOTE_SYMBOL_ROUNDS", "250"))
CSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./#_"
PRINTABLE = "".join(map(chr, range(33, 127)))
Made = tuple[Image.Image, tuple[str, str]]


def text_of(dice: random.Random, chars: str, most: int) -> str:
    return "".join(dice.choice(chars) for _ in range(dice.randint(1, most)))


def number_of(dice: random.Random, length: int) -> str:
    body = "".join(dice.choice("0123456789") for _ in range(length - 1))
    return body + check_digit(body)


def elements_of(dice: random.Random) -> tuple[tuple[str, str], ...]:
    found = [("01", number_of(dice, 14))]
    if dice.random() < 0.7:
        found.append(("17", f"{dice.randint(20, 40)}{dice.randint(1, 12):02d}{dice.randint(0, 28):02d}"))
    if dice.random() < 0.7:
        found.append(("10", text_of(dice, CSET_82, 20)))
    if dice.random() < 0.5:
        found.append(("21", text_of(dice, CSET_82, 20)))
    return tuple(found)


def squares(rows: tuple[str, ...], dots: int = 4, quiet: int = 4) -> Image.Image:
    picture = Image.new("L", (len(rows), len(rows)), 255)
    picture.putdata([0 if module == "1" else 255 for row in rows for module in row])
    framed = Image.new("L", (len(rows) + 2 * quiet, len(rows) + 2 * quiet), 255)
    framed.paste(picture, (quiet, quiet))
    return framed.resize((framed.width * dots, framed.height * dots), Image.Resampling.NEAREST)


def code_128(dice: random.Random) -> Made:
    chars = dice.choice((PRINTABLE, CAPITALS, "0123456789", "99A"))
    text = text_of(dice, chars, 30)
    return drawn(bars.code128(text)), ("]C0", text)


def gs1_128(dice: random.Random) -> Made:
    elements = elements_of(dice)
    return drawn(bars.gs1_128(elements, 2026)), ("]C1", bars.gs1_text(elements, 2026))


def sscc(dice: random.Random) -> Made:
    code = number_of(dice, 18)
    return drawn(bars.gs1_128((("00", code),), 2026)), ("]C1", "00" + code)


def ean_13(dice: random.Random) -> Made:
    code = number_of(dice, 13)
    # The reader calls a UPC-A by its thirteen digits, and so do we; seven zeros in front would be an EAN-8.
    return drawn(bars.ean(code)[0], quiet=12), ("]E0", code)


def ean_8(dice: random.Random) -> Made:
    code = number_of(dice, 8)
    return drawn(bars.ean(code)[0], quiet=12), ("]E4", code)


def upc_a(dice: random.Random) -> Made:
    # Four zeros in front make it a GTIN-8, which GS1 gives out as such, and so it is printed.
    code = next(code for code in iter(lambda: number_of(dice, 12), "") if not code.startswith("0000"))
    return drawn(bars.ean(code)[0], quiet=12), ("]E0", "0" + code)


def data_matrix(dice: random.Random) -> Made:
    elements = elements_of(dice)
    return squares(matrix.gs1_datamatrix(elements, 2026)), ("]d2", bars.gs1_text(elements, 2026))


def qr(dice: random.Random) -> Made:
    text = text_of(dice, PRINTABLE, 60)
    return squares(matrix.qr(text)), ("]Q1", text)


MAKERS = (code_128, gs1_128, sscc, ean_13, ean_8, upc_a, data_matrix, qr)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_random_contents_read_back(make: Callable[[random.Random], Made]) -> None:
    dice = random.Random(20_261_130)
    wrong = []
    for _ in range(ROUNDS):
        picture, says = make(dice)
        if seen(picture) != [says]:
            wrong.append((says, seen(picture)))
    assert wrong == []
