"""The five symbols of the camera set, one dot a module, with what a reader has to say of them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import zxingcpp
from PIL import Image

from backend.scanning.checkdigit import check_digit

KINDS = ("code128", "ean13", "gs1-128", "qr", "datamatrix")
LINEAR = ("code128", "ean13", "gs1-128")
GS = "\x1d"
MATRIX = {zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.DataBarExpStk}
"""What is not the same from top to bottom."""


@dataclass(frozen=True)
class Symbol:
    kind: str
    said: str
    """Symbology identifier and text, separators as GS."""
    drawn: Image.Image
    """One dot a module, quiet zone included; a linear one is as high as a label makes it."""


def _gtin(chance: Random, digits: int) -> str:
    body = "952" + "".join(chance.choices("0123456789", k=digits - 4))
    return body + check_digit(body)


def _lot(chance: Random) -> str:
    return "".join(chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", k=chance.randint(5, 9)))


def _place(chance: Random) -> str:
    return f"L-{chance.choice('ABCDEFGH')}-{chance.randint(1, 40):02}-{chance.randint(1, 9):02}"


def _date(chance: Random) -> str:
    return f"{chance.randint(26, 29)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"


def symbol(kind: str, chance: Random) -> Symbol:
    """A symbol with content from a seed."""
    if kind == "code128":
        text = _place(chance)
        return Symbol(kind, f"]C0{text}", _bars(text, zxingcpp.BarcodeFormat.Code128, 60, gs1=False))
    if kind == "ean13":
        text = _gtin(chance, 13)
        return Symbol(kind, f"]E0{text}", _bars(text, zxingcpp.BarcodeFormat.EAN13, 60, gs1=False))
    gtin, date, lot = _gtin(chance, 14), _date(chance), _lot(chance)
    if kind == "gs1-128":
        text = f"(01){gtin}(17){date}(10){lot}"
        said = f"]C101{gtin}17{date}10{lot}"
        return Symbol(kind, said, _bars(text, zxingcpp.BarcodeFormat.Code128, 60, gs1=True))
    if kind == "qr":
        text = f"https://id.example.com/01/{gtin}/10/{lot}"
        return Symbol(kind, f"]Q1{text}", _dots(text, zxingcpp.BarcodeFormat.QRCode, gs1=False))
    serial = _lot(chance)
    text = f"(01){gtin}(17){date}(10){lot}(21){serial}"
    said = f"]d201{gtin}17{date}10{lot}{GS}21{serial}"
    return Symbol(kind, said, _dots(text, zxingcpp.BarcodeFormat.DataMatrix, gs1=True))


def drawn(text: str, form: zxingcpp.BarcodeFormat, dots: int) -> Image.Image:
    """Any code, so many dots a module."""
    return _large(text, form, dots, gs1=False)


def drawn_gs1(text: str, form: zxingcpp.BarcodeFormat, dots: int) -> Image.Image:
    """The same of an element string in brackets."""
    return _large(text, form, dots, gs1=True)


def _large(text: str, form: zxingcpp.BarcodeFormat, dots: int, *, gs1: bool) -> Image.Image:
    made = _dots(text, form, gs1=gs1) if form in MATRIX else _bars(text, form, 60, gs1=gs1)
    return made.resize((made.width * dots, made.height * dots), Image.Resampling.NEAREST)


def _made(text: str, form: zxingcpp.BarcodeFormat, *, gs1: bool) -> Image.Image:
    barcode = zxingcpp.create_barcode(text, form, gs1=True) if gs1 else zxingcpp.create_barcode(text, form)
    dots = memoryview(barcode.to_image(scale=1, add_quiet_zones=False))
    height, width = dots.shape
    return Image.frombytes("L", (width, height), dots.tobytes())


def _bars(text: str, form: zxingcpp.BarcodeFormat, height: int, *, gs1: bool) -> Image.Image:
    whole = _made(text, form, gs1=gs1)
    row = whole.crop((0, 0, whole.width, 1))
    return _with_quiet_zone(row.resize((row.width, height)), 11)


def _dots(text: str, form: zxingcpp.BarcodeFormat, *, gs1: bool) -> Image.Image:
    return _with_quiet_zone(_made(text, form, gs1=gs1), 4)


def _with_quiet_zone(drawn: Image.Image, quiet: int) -> Image.Image:
    whole = Image.new("L", (drawn.width + 2 * quiet, drawn.height + 2 * quiet), 255)
    whole.paste(drawn, (quiet, quiet))
    return whole
