"""A printed label as a hand scanner's camera sees it: twelve picture dots a millimetre, whatever the printer's were."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageFilter

DOTS_AN_INCH = 300
"""A scanner with 1,280 dots across that sees 107 mm: as near as one may be to the widest label and see all of it."""
FINER = 2
"""The label is taken so many times finer than the picture, and averaged, as a sensor does."""
CARDBOARD = 150
"""The grey of what the label sticks on, which must not be taken for a quiet zone."""
MARGIN = 30


@dataclass(frozen=True)
class Condition:
    """What stands between a label and its picture: lengths in picture dots, degrees, grey from 0 to 255."""

    name: str
    blur: float = 0.4
    noise: float = 3.0
    turn: float = 0.0
    dark: int = 25
    light: int = 230


CONDITIONS = (
    Condition("clean"),
    Condition("blur", blur=1.0),
    Condition("noise", noise=14.0),
    Condition("15° tilt", turn=15.0),
    Condition("low contrast", dark=100, light=160),
    Condition("all, mild", blur=0.7, noise=7.0, turn=15.0, dark=70, light=190),
)


def seen_label(png: bytes, dpi: int, condition: Condition, chance: Random) -> Image.Image:
    """The grey picture of a label that was printed with so many dots an inch."""
    paper = Image.open(BytesIO(png)).convert("L")
    tilt = condition.turn * chance.choice((-1, 1))
    ink, shape = _turned(paper, dpi, tilt, chance)
    spread = (condition.light - condition.dark) / 255
    grey = ink.point([round(condition.dark + spread * level) for level in range(256)])
    scene = Image.new("L", (ink.width + 2 * MARGIN, ink.height + 2 * MARGIN), CARDBOARD)
    scene.paste(grey, (MARGIN, MARGIN), shape)
    return _noisy(scene.filter(ImageFilter.GaussianBlur(condition.blur)), condition.noise, chance)


POOL = 4_096
"""Dots of each side of the noise that is made once; each picture has another part of it."""
DEVIATION = 255 / math.sqrt(12) / 2
"""Of the mean of four even ones, which is about normal."""


@cache
def _noise() -> Image.Image:
    chance = Random("noise")
    layers = [Image.frombytes("L", (POOL, POOL), chance.randbytes(POOL * POOL)) for _ in range(4)]
    first, second = (ImageChops.add(layers[at], layers[at + 1], scale=2) for at in (0, 2))
    return ImageChops.add(first, second, scale=2)


def _noisy(scene: Image.Image, deviation: float, chance: Random) -> Image.Image:
    x, y = chance.randrange(POOL - scene.width), chance.randrange(POOL - scene.height)
    gain = deviation / DEVIATION
    wave = _noise().crop((x, y, x + scene.width, y + scene.height))
    return ImageChops.add(scene, wave.point([round(128 + (level - 127) * gain) for level in range(256)]), offset=-128)


def _turned(paper: Image.Image, dpi: int, tilt: float, chance: Random) -> tuple[Image.Image, Image.Image]:
    """The label at the size of the picture and turned, not on whole dots, and a mask of where it is."""
    step = dpi / DOTS_AN_INCH
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    wide = math.ceil((abs(cos) * paper.width + abs(sin) * paper.height) / step) + 2
    high = math.ceil((abs(sin) * paper.width + abs(cos) * paper.height) / step) + 2
    x, y = wide / 2 + chance.random(), high / 2 + chance.random()

    def taken(picture: Image.Image, finer: int, around: int) -> Image.Image:
        dots = step / finer
        matrix = (
            cos * dots, sin * dots, paper.width / 2 - step * (cos * x + sin * y),
            -sin * dots, cos * dots, paper.height / 2 - step * (cos * y - sin * x),
        )  # fmt: skip
        size = (wide * finer, high * finer)
        found = picture.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=around)
        return found.reduce(finer) if finer > 1 else found

    return taken(paper, FINER, 255), taken(Image.new("L", paper.size, 255), 1, 0)
