"""Labels of every kind and symbol with contents by chance, as long as they come on the floor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from backend.scanning import labels
from backend.scanning.checkdigit import check_digit
from backend.scanning.labels.kinds import Label, ProductSymbol
from backend.scanning.own_code import COMMANDS
from backend.scanning.sscc import sscc

LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTUVWXYZ", "0123456789"
ADDRESS = ("Anna Jansen", "Kade 12", "3011 AB Rotterdam", "Netherlands")
EXPIRY = "2027-03-31"


def _text(chance: Random, letters: str, length: int) -> str:
    return "".join(chance.choices(letters, k=length))


def _gtin(chance: Random, length: int) -> str:
    body = ("952" if length > len("12345678") else "9") + _text(chance, DIGITS, length)
    body = body[: length - 1]
    return body + check_digit(body)


def _lot(chance: Random) -> str:
    return _text(chance, LETTERS, 1) + _text(chance, DIGITS, chance.randint(4, 7))


def _sscc(chance: Random) -> str:
    return sscc(chance.randint(0, 9), "952123", chance.randrange(10**9))


def _product(chance: Random, symbol: ProductSymbol, digits: int = 14) -> Label:
    return labels.ProductLabel(
        gtin=_gtin(chance, digits), sku=_text(chance, LETTERS, 3) + "-" + _text(chance, DIGITS, 5), name="Coffee 250 g",
        lot=_lot(chance), expiry=EXPIRY, symbol=symbol,
    )  # fmt: skip


def _pallet(chance: Random) -> Label:
    return labels.PalletLabel(
        sscc=_sscc(chance), ship_to=ADDRESS, from_name="Tote", cartons=24, weight_g=312_000,
        content_gtin=_gtin(chance, 14), count=chance.randint(12, 999), lot=_lot(chance), best_before=EXPIRY,
    )  # fmt: skip


SAMPLES: dict[str, Callable[[Random], Label]] = {
    "location": lambda r: labels.LocationLabel(
        code=f"{_text(r, LETTERS, 1)}-{r.randint(1, 99):02d}-{r.randint(1, 9):02d}", check_digits="47", arrow="up"
    ),
    "tote": lambda r: labels.ToteLabel(code=f"T-{r.randrange(10_000):04d}"),
    "order": lambda r: labels.OrderLabel(code=_text(r, DIGITS, r.randint(5, 8))),
    "command": lambda r: labels.CommandLabel(code=r.choice(sorted(COMMANDS))),
    "badge": lambda r: labels.BadgeLabel(secret=_text(r, LETTERS + DIGITS, 32), name="Mei Lin"),
    "product, EAN-13": lambda r: _product(r, "ean", 13),
    "product, UPC-A": lambda r: _product(r, "ean", 12),
    "product, EAN-8": lambda r: _product(r, "ean", 8),
    "product, GS1-128": lambda r: _product(r, "gs1-128"),
    "product, DataMatrix": lambda r: _product(r, "datamatrix"),
    "product, QR link": lambda r: _product(r, "qr-link"),
    "product, Code 128": lambda r: _product(r, "code128"),
    "carton": lambda r: labels.CartonLabel(
        sscc=_sscc(r), order_number=_text(r, DIGITS, 5), ship_to=ADDRESS, from_name="Tote", carton_no=1
    ),
    "pallet": _pallet,
    "shipping": lambda r: labels.ShippingLabel(
        sscc=_sscc(r), order_number="10421", ship_to=ADDRESS, ship_from=ADDRESS, carrier="Post", route="NL-30"
    ),
    "return": lambda r: labels.ReturnLabel(code=f"R-{_text(r, DIGITS, 6)}", order_number="10421", return_to=ADDRESS),
}
"""By what stands on them and in which symbol."""


def made(kind: str, count: int, seed: int) -> Iterator[tuple[Label, Random]]:
    """So many labels of a kind, the same ones for a seed, each with the chance by which it is to be damaged."""
    for number in range(count):
        chance = Random(f"{seed} {kind} {number}")
        yield SAMPLES[kind](chance), chance
