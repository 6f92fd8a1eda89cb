"""`tote rehearse`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import click

from backend.cli.common import FAILED, OK


@click.command(short_help="Play a site's day, with all its mishaps, against a server, and check it.")
@click.option("--site", type=click.Choice(["small", "mid", "large"]), default="small", show_default=True,
              help="100, 1,000 or 10,000 orders a day.")  # fmt: skip
@click.option("--hours", type=click.FloatRange(0.1, 24), default=8.0, show_default=True, help="How much of a day.")
@click.option(
    "--speed", type=click.FloatRange(1, 2000), default=60.0, show_default=True, help="Times faster than real."
)
@click.option("--minutes", type=click.FloatRange(0.05, 600), help="Play it in so many minutes, in place of --speed.")
@click.option("--seed", default=0, show_default=True, help="Another seed, another day.")
@click.option("--no-fold", is_flag=True, help="Do not decide the whole log again afterwards.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write a report with charts: one HTML file."
)
def command(
    site: str, hours: float, speed: float, minutes: float | None, seed: int, out: Path | None, *, no_fold: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Rehearse a day: people at whole clients, over a real server on this machine, faster than it passes.

    They walk, err, run short, lose the network, and their batteries fail. Afterwards the log of ops, stock, cartons and
    orders are held against books that the rehearsal has kept by itself. The database is a new one in this folder, and
    is removed at the end.

    \b
    Exit codes: 0 every promise held, 2 one was broken.
    """  # noqa: D301  (\b keeps click from wrapping the lines below it)
    import msgspec

    from backend.lab.rehearse import page, report
    from backend.lab.rehearse.run import Plan, rehearse

    pace = hours * 60 / minutes if minutes else speed
    found = asyncio.run(rehearse(Plan(site=site, hours=hours, speed=pace, seed=seed, fold=not no_fold)))
    click.echo(json.dumps(msgspec.to_builtins(found), indent=1) if as_json else report.text(found))
    if out is not None:
        out.write_text(page.html(found), encoding="utf-8")
    sys.exit(FAILED if found.violations else OK)
