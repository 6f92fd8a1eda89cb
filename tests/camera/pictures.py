"""Pictures that a phone would take of a label: 19 conditions, each with a seed, so that all can be made again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.camera.symbols import LINEAR, Symbol

WIDTH, HEIGHT = 1280, 720
FINER = 3
"""A label is drawn so many times finer than the picture, and then averaged, as a sensor does."""
TWO_D = 1.2
"""A matrix code on the same label, from as far, has larger modules than bars have."""


@dataclass(frozen=True)
class Condition:
    """What stands between a label and its picture; lengths in picture dots, grey from 0 to 255."""

    name: str
    module: float = 2.2
    blur: float = 0.5
    noise: float = 4.0
    turn: float = 0.0
    dark: int = 30
    light: int = 225
    motion: int = 0
    shade: float = 0.0


CONDITIONS = (
    Condition("near", module=3.0),
    Condition("usual"),
    Condition("far 1.5", module=1.5),
    Condition("far 1.3", module=1.3),
    Condition("far 1.1", module=1.1),
    Condition("blur 1.0", module=2.8, blur=1.0),
    Condition("blur 1.6", module=2.8, blur=1.6),
    Condition("blur 2.2", module=2.8, blur=2.2),
    Condition("noise 14", noise=14),
    Condition("noise 24", noise=24),
    Condition("turned 15", turn=15),
    Condition("turned 30", turn=30),
    Condition("turned 45", turn=45),
    Condition("pale", dark=100, light=155),
    Condition("pale and noisy", dark=95, light=165, noise=8),
    Condition("moved 4", module=2.6, motion=4),
    Condition("shaded", shade=0.75),
    Condition("worn", module=2.5, blur=1.0, noise=8, turn=6, dark=60, light=190),
    Condition("worn and far", module=1.9, blur=0.8, noise=7, turn=9, dark=70, light=180, shade=0.4),
)


def picture(symbol: Symbol, condition: Condition, chance: Random) -> Image.Image:
    """A grey picture of 1280 by 720 with the symbol near its middle, on a shelf with other things."""
    tilt = condition.turn * chance.choice((-1, 1)) + chance.uniform(-2, 2)
    module = condition.module * (1 if symbol.kind in LINEAR else TWO_D) * chance.uniform(0.97, 1.03)
    label, shape = _seen_from(symbol.drawn, module, tilt, chance)
    scene = _shelf(chance)
    spread = (condition.light - condition.dark) / 255
    grey = label.point([round(condition.dark + spread * level) for level in range(256)])
    at = (
        (WIDTH - label.width) // 2 + chance.randint(-60, 60),
        (HEIGHT - label.height) // 2 + chance.randint(-40, 40),
    )
    scene.paste(grey, at, shape)
    scene = _shaded(scene, condition.shade, chance)
    scene = scene.filter(ImageFilter.GaussianBlur(condition.blur))
    return noisy(_moved(scene, condition.motion), condition.noise, chance)


def _seen_from(drawn: Image.Image, module: float, tilt: float, chance: Random) -> tuple[Image.Image, Image.Image]:
    """The label at its size and angle, not on whole dots, and a mask of where it is."""
    dots = math.ceil(FINER * module)
    fine = drawn.resize((drawn.width * dots, drawn.height * dots), Image.Resampling.NEAREST)
    step = dots / (FINER * module)
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    wide = math.ceil((abs(cos) * fine.width + abs(sin) * fine.height) / step / FINER) + 2
    high = math.ceil((abs(sin) * fine.width + abs(cos) * fine.height) / step / FINER) + 2
    x, y = wide * FINER / 2 + chance.random() * FINER, high * FINER / 2 + chance.random() * FINER
    matrix = (
        cos * step, sin * step, fine.width / 2 - step * (cos * x + sin * y),
        -sin * step, cos * step, fine.height / 2 - step * (cos * y - sin * x),
    )  # fmt: skip
    size = (wide * FINER, high * FINER)
    label = fine.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=255)
    everywhere = Image.new("L", fine.size, 255)
    shape = everywhere.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR, fillcolor=0)
    return label.reduce(FINER), shape.reduce(FINER)


def _shelf(chance: Random) -> Image.Image:
    """Boards, boxes and print around the label, none of them a code."""
    scene = Image.new("L", (WIDTH, HEIGHT), chance.randint(90, 170))
    draw = ImageDraw.Draw(scene)
    for _ in range(14):
        x, y = chance.randint(-100, WIDTH), chance.randint(-100, HEIGHT)
        box = (x, y, x + chance.randint(60, 420), y + chance.randint(20, 300))
        draw.rectangle(box, fill=chance.randint(40, 235), outline=chance.randint(0, 255))
    for _ in range(10):
        words = "".join(chance.choices("ABCDEFGHIKLMNORSTU 0123456789|/", k=chance.randint(6, 26)))
        at = (chance.randint(0, WIDTH), chance.randint(0, HEIGHT))
        draw.text(at, words, fill=chance.choice((20, 60, 230)), font_size=chance.choice((14, 22, 34)))
    return scene


def _shaded(scene: Image.Image, strength: float, chance: Random) -> Image.Image:
    if strength == 0:
        return scene
    ramp = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(scene.size)
    return ImageChops.multiply(scene, ramp.point([round(255 * (1 - strength * level / 255)) for level in range(256)]))


def _moved(scene: Image.Image, dots: int) -> Image.Image:
    """As a hand that moves sideways while the shutter is open."""
    return scene.filter(ImageFilter.BoxBlur((dots / 2 - 0.5, 0))) if dots else scene


UNIFORM_DEVIATION = 255 / math.sqrt(12)


def noisy(scene: Image.Image, deviation: float, chance: Random) -> Image.Image:
    """Noise of about a normal spread: the mean of four even ones."""
    layers = [Image.frombytes("L", scene.size, chance.randbytes(WIDTH * HEIGHT)) for _ in range(4)]
    pairs = [ImageChops.add(layers[at], layers[at + 1], scale=2) for at in (0, 2)]
    mean = ImageChops.add(*pairs, scale=2)
    gain = deviation / (UNIFORM_DEVIATION / 2)
    wave = mean.point([max(0, min(255, round(128 + (level - 127) * gain))) for level in range(256)])
    return ImageChops.add(scene, wave, offset=-128)
