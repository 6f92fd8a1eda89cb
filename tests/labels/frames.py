"""How many labels an independent reader can read when they are blurred, noisy, turned and pale.

`python -m tests.labels.frames` counts them, every kind at its printed size, for printers of 203 and 300 dots an inch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click
import zxingcpp
from PIL import Image

from backend.scanning import labels
from backend.scanning.labels.kinds import Label
from backend.scanning.labels.marks import Bars, Matrix
from tests.labels.samples import SAMPLES, made
from tests.labels.seen import CONDITIONS, Condition, seen_label

DPIS = (203, 300)
SEED = 20_261_123
FORMATS = zxingcpp.BarcodeFormats([
    zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.EAN8,
    zxingcpp.BarcodeFormat.UPCA, zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix,
])  # fmt: skip
"""Those that are printed. With all that it knows, the reader sees a UPC-E in parts of an EAN now and then."""
SYMBOLOGY = {"code128": "Code 128", "gs1-128": "GS1-128", "ean13": "EAN-13", "ean8": "EAN-8", "upca": "UPC-A"}
SQUARES = {"qr": "QR", "datamatrix": "GS1 DataMatrix"}
BIG, BIG_SHARE = ("carton", "pallet", "shipping", "return", "product, GS1-128"), 0.4
"""Their pictures are big and their symbols the same: fewer of each will do."""
Key = tuple[str, int, str]
"""Symbology, dots an inch, condition."""


def wanted(label: Label) -> list[tuple[str, str]]:
    """(symbology, content) of each symbol on a label."""
    found = []
    for mark in labels.layout(label).marks:
        if isinstance(mark, Bars):
            found.append((SYMBOLOGY[mark.form], mark.payload))
        elif isinstance(mark, Matrix):
            found.append((SQUARES[mark.form], mark.payload))
    return found


def contents(picture: Image.Image) -> list[str]:
    """What zxing-cpp reads on a picture, each symbol once."""
    read = zxingcpp.read_barcodes(picture, formats=FORMATS, text_mode=zxingcpp.TextMode.Plain)
    return [each.text for each in read]


def tried(
    kind: str, count: int, conditions: Sequence[Condition], seed: int = SEED, dpis: Sequence[int] = DPIS
) -> Iterator[tuple[Key, bool, int]]:
    """For each symbol of so many labels of a kind, under each condition: whether it was read, and what else was."""
    for label, chance in made(kind, count, seed):
        symbols = wanted(label)
        for dpi in dpis:
            png = labels.png(label, dpi)
            for condition in conditions:
                read = contents(seen_label(png, dpi, condition, chance))
                known = {_digits(content) for _, content in symbols}
                strange = sum(_digits(text) not in known for text in read)
                for symbology, content in symbols:
                    yield (symbology, dpi, condition.name), _digits(content) in map(_digits, read), strange


def _digits(content: str) -> str:
    """A UPC-A is read as the EAN-13 that it is, with a nought in front."""
    return content.zfill(13) if content.isdigit() and len(content) == len("036000291452") else content


@click.command()
@click.option("--count", default=40, show_default=True, help="Labels of each kind.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(SAMPLES)), help="Only of this kind.")
def main(*, count: int, kinds: tuple[str, ...]) -> None:
    """Count what is read of labels of every kind."""
    right: Counter[Key] = Counter()
    all_of: Counter[Key] = Counter()
    strange: Counter[tuple[str, int]] = Counter()
    for kind in kinds or SAMPLES:
        share = 1 if kind not in BIG else BIG_SHARE
        missed: Counter[str] = Counter()
        for key, is_read, others in tried(kind, round(count * share), CONDITIONS):
            all_of[key] += 1
            right[key] += is_read
            missed[f"{key[1]} {key[2]}"] += not is_read
            strange[key[:2]] += others
        click.echo(f"{kind}: {', '.join(f'{what} {n}' for what, n in missed.items() if n) or 'all'}", err=True)
    for symbology, dpi in sorted({key[:2] for key in all_of}):
        cells = [f"{right[symbology, dpi, c.name]}/{all_of[symbology, dpi, c.name]}" for c in CONDITIONS]
        share = sum(right[symbology, dpi, c.name] for c in CONDITIONS) / sum(
            all_of[symbology, dpi, c.name] for c in CONDITIONS
        )
        click.echo(
            f"| {symbology}, {dpi} dpi | {' | '.join(cells)} | {100 * share:.1f} % | {strange[symbology, dpi]} |"
        )


if __name__ == "__main__":
    main()
