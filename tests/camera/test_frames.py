"""What the stages of the camera make of pictures, with the real WebAssembly; `tests.camera.frames` has all."""

from __future__ import annotations

from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.camera.frames import count, reading
from tests.camera.pictures import HEIGHT, WIDTH
from tests.camera.symbols import GS, drawn, drawn_gs1

Form = zxingcpp.BarcodeFormat
FOUND_OF_95_MIN = 80
ELEMENTS = "(01)09521234000013(10)LOT-7(17)261231"
LINK = "https://id.example.com/01/09521234000013"
SAID = f"010952123400001310LOT-7{GS}17261231"


def alone(symbol: Image.Image) -> bytes:
    scene = Image.new("L", (WIDTH, HEIGHT), 200)
    scene.paste(symbol, ((WIDTH - symbol.width) // 2, (HEIGHT - symbol.height) // 2))
    return scene.tobytes()


def codes(stages: list[dict[str, Any]]) -> list[str]:
    return [code["raw"] for stage in stages for code in stage["codes"]]


def test_a_fifth_of_the_camera_set_is_found_as_often_as_the_whole_and_nothing_is_read_wrong() -> None:
    counted = count(1)
    assert counted.frames == 95
    assert counted.wrong == []
    assert counted.found.total() >= FOUND_OF_95_MIN, counted.told()


def test_the_camera_says_what_a_scanner_types_identifier_and_separators_included() -> None:
    symbols = {
        "]E09521234000013": drawn("9521234000013", Form.EAN13, 3),
        "]E495200002": drawn("95200002", Form.EAN8, 3),
        "]E00012345678905": drawn("012345678905", Form.UPCA, 3),
        "]E00012345000065": drawn("01234565", Form.UPCE, 3),
        "]I119521234000010": drawn("19521234000010", Form.ITF, 3),
        "]C0L-A-12-04": drawn("L-A-12-04", Form.Code128, 3),
        f"]C1{SAID}": drawn_gs1(ELEMENTS, Form.Code128, 3),
        f"]Q3{SAID}": drawn_gs1(ELEMENTS, Form.QRCode, 5),
        f"]d2{SAID}": drawn_gs1(ELEMENTS, Form.DataMatrix, 5),
        f"]e0{SAID}": drawn_gs1(ELEMENTS, Form.DataBarExpStk, 3),
        "]e00109521234000013": drawn("09521234000013", Form.DataBarOmni, 3),
        f"]Q1{LINK}": drawn(LINK, Form.QRCode, 5),
    }
    with reading() as read:
        said = {raw: codes(read(alone(symbol))) for raw, symbol in symbols.items()}
    assert said == {raw: [raw] for raw in symbols}


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_label_lies_as_it_likes(turn: int) -> None:
    with reading() as read:
        label = drawn("L-A-12-04", Form.Code128, 3).rotate(turn, expand=True, fillcolor=255)
        assert codes(read(alone(label))) == ["]C0L-A-12-04"]


def test_bars_that_carry_no_code_of_ours_are_not_read() -> None:
    short = drawn("123456", Form.ITF, 3)
    with reading() as read:
        assert codes(read(alone(short))) == []
