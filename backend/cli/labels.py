"""`tote labels`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backend.cli.common import data_option, database_option, fail, settings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backend.scanning.labels import Label

FORMS = ("pdf", "svg", "png", "zpl")


@click.command(short_help="Make any label.")
@click.argument("kind", required=False, default="")
@click.argument("codes", nargs=-1)
@click.option("--check", help="Check digits of a location.")
@click.option("--arrow", type=click.Choice(["up", "down", "left", "right"]), help="Where the place is from the label.")
@click.option("--note", help="A small text beside the code.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="Any other field, such as sku=AJ-1.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="A file with a label a line.")
@click.option("--from-db", "table", type=click.Choice(["locations", "totes", "products"]), help="All that there are.")
@click.option("--warehouse", default="", help="With --from-db: only those of it.")
@click.option("--zone", default="", help="With --from-db locations: only those of it.")
@click.option("--form", type=click.Choice(FORMS), help="[default: by the name of the output, else pdf]")
@click.option("--sheet", default="own", show_default=True, help="Of a PDF: see tote labels sheets.")
@click.option("--first", type=click.IntRange(1), default=1, help="Of a sheet: the first free place, from 1.")
@click.option("--dpi", type=click.IntRange(150, 1200), default=203, show_default=True, help="Of PNG and ZPL.")
@click.option("--font", default="0", help="Of ZPL: a font stored in the printer, such as E:SIMSUN.TTF.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of the titles.")
@click.option("--reprint", is_flag=True, help="Mark them as printed before.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="[default: standard output]")
@data_option("./tote-data")
@database_option
def command(*, kind: str, codes: tuple[str, ...], output: Path | None, form: str | None, **options: Any) -> None:
    """Make labels: KIND is location, tote, order, command, badge, product, carton, pallet, shipping or return.

    \b
      tote labels location A-12-04 --check 47 --arrow up -o a.pdf
      tote labels location 'A-{01..12}-{1..4}' --sheet a4-24 -o aisle.pdf
      tote labels tote 1..40 --form zpl -o totes.zpl
      tote labels command all --lang zh --sheet a4-8 -o commands.pdf
      tote labels product 9521101530001 --set sku=AJ-1 --set name='Apple juice' -o juice.svg
      tote labels --from-db locations --warehouse ROT --zone A --sheet a4-24 -o a.pdf
      tote labels product --csv goods.csv --form zpl -o goods.zpl
      tote labels - < labels.json > labels.pdf
      tote labels sheets

    `-` reads JSON: a label such as {"kind": "location", "code": "A-12-04"}, a list of them, or one a line. A CSV file
    names the fields in its first line; `|` parts the lines of an address. Several pictures need {} in the name of the
    output. Keep the secret of a badge off the command line, where others can read it: use `-`.
    """  # noqa: D301  (\b keeps click from wrapping the lines below it)
    if kind == "sheets":
        _sheets()
        return
    chosen = form or _form_of(output)
    _write(_drawn(_gathered(kind, codes, options), chosen, options), chosen, output)


def _sheets() -> None:
    from backend.scanning.labels import SHEETS

    for sheet in SHEETS.values():
        paper = f"{sheet.width:g} x {sheet.height:g}"
        size = f"{sheet.label_width:g} x {sheet.label_height:g} mm"
        click.echo(f"{sheet.name:10} {sheet.columns} x {sheet.rows:<3} {size:20} on {paper}")
    click.echo("own        one page a label, of the label's own size")


def _form_of(output: Path | None) -> str:
    suffix = output.suffix.lower().removeprefix(".") if output else "pdf"
    if suffix not in FORMS:
        fail(f"{output} does not tell the form.", f"Say it: --form {'|'.join(FORMS)}")
    return suffix


def _gathered(kind: str, codes: tuple[str, ...], options: dict[str, Any]) -> list[Label]:
    from backend.cli import label_sources

    given = _given(options)
    if options["table"]:
        settings = settings_of(data_dir=options["data_dir"], database=options["database"])
        return label_sources.from_database(settings, options["table"], options["warehouse"], options["zone"], given)
    if options["csv_file"]:
        return label_sources.from_csv(options["csv_file"], kind, given)
    if kind == "-":
        return label_sources.from_json(sys.stdin.read(), given)
    if not kind or not codes:
        fail("Which labels?", "Such as:  tote labels location A-12-04", "All there is:  tote labels --help")
    return label_sources.labels_of(kind, codes, given)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The fields that options say, for every label."""
    found: dict[str, Any] = {}
    for text in options["fields"]:
        name, equals, value = text.partition("=")
        if not equals:
            fail(f"--set {text} has no value.", "Write it so:  --set name=value")
        found[name.strip()] = value
    named = {
        "check_digits": options["check"],
        "arrow": options["arrow"],
        "note": options["note"],
        "lang": options["lang"],
    }
    found |= {name: value for name, value in named.items() if value is not None}
    return found | {"reprint": True} if options["reprint"] else found


def _drawn(labels: Sequence[Label], form: str, options: dict[str, Any]) -> list[bytes]:
    from backend.scanning import labels as engine

    if len(labels) > engine.LABELS_MAX:
        fail(f"{len(labels)} labels are more than the {engine.LABELS_MAX} of one run.", "Make them in parts.")
    try:
        if form == "pdf":
            return [engine.pdf(labels, options["sheet"], options["first"] - 1)]
        if form == "zpl":
            return [engine.zpl(labels, options["dpi"], options["font"])]
        if form == "svg":
            return [engine.svg(label).encode() for label in labels]
        return [engine.png(label, options["dpi"]) for label in labels]
    except engine.LabelError as error:
        fail(error.en, *CURES.get(error.code, ()))


CURES: dict[str, tuple[str, ...]] = {
    "label_small": ("Take a sheet with bigger labels:  tote labels sheets",),
    "label_sheet": ("What there is:  tote labels sheets",),
    "label_too_long": ("Shorten it; of goods, --set symbol=datamatrix says as much in less room.",),
    "label_no_ean": ("A case:  --set symbol=gs1-128",),
}


def _write(files: list[bytes], form: str, output: Path | None) -> None:
    if len(files) > 1 and (output is None or "{}" not in output.name):
        fail(f"{len(files)} labels are {len(files)} pictures.", f"Name them so:  -o 'label-{{}}.{form}'")
    if output is None:
        if form != "svg" and sys.stdout.isatty():
            fail(f"A {form.upper()} is nothing for a terminal.", f"Name a file:  -o labels.{form}")
        sys.stdout.buffer.write(files[0])
        return
    for number, content in enumerate(files, 1):
        path = output.with_name(output.name.replace("{}", f"{number:0{len(str(len(files)))}d}"))
        try:
            path.write_bytes(content)
        except OSError as error:
            fail(f"{path} cannot be written: {error.strerror}")
