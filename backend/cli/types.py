"""`tote types`."""

from __future__ import annotations

from pathlib import Path

import click

from backend.cli.common import SOME, fail


@click.command(short_help="Write the TypeScript made from the rules.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file is not up to date.")
def command(*, check: bool) -> None:
    """Write the TypeScript that is made from the Python rules: pwa/src/generated. For work on Tote itself."""
    from backend.api.typescript import render

    folder = Path(__file__).parents[2] / "pwa" / "src"
    if not folder.is_dir():
        fail("This needs a checkout of Tote: there is no pwa/src here.")
    stale = 0
    for name, text in render().items():
        path = folder / "generated" / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        click.echo(f"{'is not up to date' if check else 'written'}: {path}")
    if check and stale:
        raise SystemExit(SOME)
