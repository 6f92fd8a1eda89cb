"""Films for Chromium's pretended camera: labels held in a hand that is not quite still."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import zxingcpp
from PIL import Image, ImageFilter

from tests.camera.pictures import noisy
from tests.camera.symbols import drawn

SIZE = (1280, 720)
PICTURES = 12
HEAD = "YUV4MPEG2 W{} H{} F15:1 Ip A1:1 C420jpeg\n"


def label(text: str, form: zxingcpp.BarcodeFormat, dots: int = 3) -> Image.Image:
    """A white label with one code."""
    return drawn(text, form, dots)


def shoot(path: Path, labels: Sequence[Image.Image], seed: int = 7) -> None:
    """Write a film (YUV4MPEG2) of labels side by side; Chromium plays it round and round."""
    chance = Random(seed)
    with path.open("wb") as film:
        film.write(HEAD.format(*SIZE).encode())
        for _ in range(PICTURES):
            scene = Image.new("L", SIZE, 120)
            wide = sum(one.width for one in labels) + 40 * (len(labels) - 1)
            x = (SIZE[0] - wide) // 2 + chance.randint(-6, 6)
            for one in labels:
                scene.paste(one, (x, (SIZE[1] - one.height) // 2 + chance.randint(-6, 6)))
                x += one.width + 40
            taken = noisy(scene.filter(ImageFilter.GaussianBlur(0.7)), 6, chance)
            film.write(b"FRAME\n" + taken.tobytes() + bytes([128]) * (SIZE[0] * SIZE[1] // 2))
