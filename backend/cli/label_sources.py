"""Where `tote labels` takes its labels from: codes and ranges, CSV files, JSON, the database."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from backend.cli.common import fail

if TYPE_CHECKING:
    import sqlalchemy as sa

    from backend.scanning.labels import Label
    from backend.settings import Settings

MAIN_FIELD = {"badge": "secret", "product": "gtin", "carton": "sscc", "pallet": "sscc", "shipping": "sscc"}
"""What a code on the command line is; `code` for the other kinds."""
NO_PLACES = {"tote", "outside"}
"""Kinds of locations that are nowhere on the floor."""
CODES_MAX = 100_000
_RANGE = re.compile(r"\{([0-9]+|[A-Za-z])\.\.([0-9]+|[A-Za-z])\}")
_BARE_RANGE = re.compile(r"[0-9]+\.\.[0-9]+")
_LINES = re.compile(r"\s*[|\n]\s*")


def labels_of(kind: str, codes: tuple[str, ...], given: dict[str, Any]) -> list[Label]:
    """One label for each code; ranges such as `{01..12}` are written out."""
    texts = _command_names(codes) if kind == "command" else [text for code in codes for text in ranged(code)]
    field = MAIN_FIELD.get(kind, "code")
    named = [_tote(text) if kind == "tote" else text for text in texts]
    return [made({"kind": kind, field: text} | given, f"{kind} {text}") for text in named]


def _command_names(codes: tuple[str, ...]) -> list[str]:
    from backend.scanning.labels.titles import COMMANDS

    return [name for code in codes for name in (COMMANDS if code.lower() == "all" else [code])]


def _tote(text: str) -> str:
    return f"T-{text.zfill(4)}" if text.isdigit() else text


def ranged(text: str) -> list[str]:
    """`A-{01..03}` as three codes, `7..9` too. Zeros in front stay; two ranges give every pair."""
    if _BARE_RANGE.fullmatch(text):
        text = "{" + text + "}"
    found = [""]
    at = 0
    for match in _RANGE.finditer(text):
        steps = _steps(match[1], match[2], text)
        if len(found) * len(steps) > CODES_MAX:
            fail(f"{text} are more than {CODES_MAX} codes.")
        found = [before + text[at : match.start()] + step for before in found for step in steps]
        at = match.end()
    return [before + text[at:] for before in found]


def _steps(first: str, last: str, text: str) -> list[str]:
    if first.isdigit() != last.isdigit():
        fail(f"{text}: a range goes from number to number, or from letter to letter.")
    if not first.isdigit():
        low, high = ord(first), ord(last)
    else:
        low, high = int(first), int(last)
    if high < low:
        fail(f"{text}: a range goes upwards.")
    if high - low >= CODES_MAX:
        fail(f"{text} are more than {CODES_MAX} codes.")
    width = len(first) if first.startswith("0") else 0
    return [f"{n:0{width}d}" if first.isdigit() else chr(n) for n in range(low, high + 1)]


def made(fields: dict[str, Any], where: str) -> Label:
    """A label of these fields, in which numbers may be texts and `|` parts the lines of an address."""
    from backend.scanning.labels import Label
    from backend.scanning.labels.kinds import KINDS

    kind = fields.get("kind", "")
    if kind not in KINDS:
        fail(f"{where}: there is no label {str(kind)!r}.", f"One of: {', '.join(KINDS)}")
    lists = {field.name for field in msgspec.structs.fields(KINDS[kind]) if field.name.endswith(("_to", "_from"))}
    ready = {
        name: _LINES.split(value) if name in lists and isinstance(value, str) else value
        for name, value in fields.items()
    }
    try:
        found: Label = msgspec.convert(ready, Label, strict=False)
    except msgspec.ValidationError as error:
        names = [field.name for field in msgspec.structs.fields(KINDS[kind])]
        fail(f"{where}: {error}", f"A {kind} label has: {', '.join(names)}")
    return found


def from_json(content: str, given: dict[str, Any]) -> list[Label]:
    """A label, a list of them, or one a line."""
    try:
        found = msgspec.json.decode(content)
    except msgspec.DecodeError:
        found = [_line(line, number) for number, line in enumerate(content.splitlines(), 1) if line.strip()]
    rows = found if isinstance(found, list) else [found]
    return [made(_object(row, number) | given, f"label {number}") for number, row in enumerate(rows, 1)]


def _line(line: str, number: int) -> Any:
    try:
        return msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        fail(f"Line {number} cannot be read: {error}", 'A label is such as {"kind": "location", "code": "A-12-04"}')


def _object(row: Any, number: int) -> dict[str, Any]:
    if not isinstance(row, dict):
        fail(f"label {number} is no object.", 'A label is such as {"kind": "location", "code": "A-12-04"}')
    return row


def from_csv(path: Path, kind: str, given: dict[str, Any]) -> list[Label]:
    """A line a label; the first line names the fields. Empty cells are left out."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        fail(f"{path} cannot be read: {error}", "Save it as CSV in UTF-8.")
    rows = csv.DictReader(text.splitlines(), strict=True)
    return [_row(row, kind, given, f"{path.name} line {rows.line_num}") for row in _rows(rows, path)]


def _rows(rows: csv.DictReader[str], path: Path) -> Iterator[dict[str, Any]]:
    try:
        yield from rows
    except csv.Error as error:
        fail(f"{path.name} line {rows.line_num}: {error}")


def _row(row: dict[str, Any], kind: str, given: dict[str, Any], where: str) -> Label:
    if None in row or None in row.values():
        fail(f"{where} has not as many cells as the first line.")
    cells = {name.strip(): value.strip() for name, value in row.items() if value.strip()}
    if kind and cells.setdefault("kind", kind) != kind:
        fail(f"{where} is a {cells['kind']} label, not a {kind} label.")
    return made(cells | given, where)


def from_database(settings: Settings, table: str, warehouse: str, zone: str, given: dict[str, Any]) -> list[Label]:
    """Labels of all locations, totes or barcodes, in the order of the walk or of their codes."""
    from backend.cli.common import migrated
    from backend.store.engine import checker

    migrated(settings)
    engine = checker(settings.database)
    try:
        with engine.connect() as connection:
            rows = _of_products(connection) if table == "products" else _of_floor(connection, table, warehouse, zone)
    finally:
        engine.dispose()
    if not rows:
        named = (("warehouse", warehouse), ("zone", zone))
        where = " and".join(f" in {kind} {name}" for kind, name in named if name)
        fail(f"There are no {table}{where}.")
    return [made(row | given, f"{table[:-1]} {number}") for number, row in enumerate(rows, 1)]


def _of_floor(connection: sa.Connection, table: str, warehouse: str, zone: str) -> list[dict[str, Any]]:
    from backend.domain.pick.rows import Tote
    from backend.domain.stock.rows import Location
    from backend.store.rows import load_all

    if table == "totes":
        totes = [each for each in load_all(connection, Tote) if warehouse in ("", each.warehouse)]
        return [{"kind": "tote", "code": each.id.rpartition("/")[2]} for each in sorted(totes, key=lambda t: t.id)]
    places = [p for p in load_all(connection, Location) if p.kind not in NO_PLACES and warehouse in ("", p.warehouse)]
    walk = sorted(
        (each for each in places if zone in ("", each.zone)), key=lambda p: (p.warehouse, p.pick_sequence, p.code)
    )
    return [{"kind": "location", "code": each.code, "check_digits": each.check_digits} for each in walk]


def _of_products(connection: sa.Connection) -> list[dict[str, Any]]:
    from backend.domain.product.rows import Barcode, Product
    from backend.scanning.gtin import normalise
    from backend.store.rows import load_all

    products = {each.id: each for each in load_all(connection, Product) if each.active}
    found: list[dict[str, Any]] = []
    for code in sorted(load_all(connection, Barcode), key=lambda b: (b.product, b.units)):
        product = products.get(code.product)
        if product is None or normalise(code.id) is None:
            continue
        # A case has a digit in front that no EAN can say.
        symbol = "ean" if code.id.startswith("0") else "gs1-128"
        name = " ".join(filter(None, (product.name_en, product.name_zh)))
        found.append(
            {"kind": "product", "gtin": code.id, "sku": product.id, "name": name, "units": code.units, "symbol": symbol}
        )
    return found
