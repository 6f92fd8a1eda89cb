"""`tote import`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli.common import FAILED, OK, SOME, data_option, database_option, fail, migrated, owning, settings_of

if TYPE_CHECKING:
    from backend.api.intake import IntakeFrame
    from backend.exchange.intake.shopify import Problem
    from backend.settings import Settings

PROBLEMS_SHOWN = 200


@click.command("import", short_help="Bring a file of orders in.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True))
@click.option(
    "--format", "form", type=click.Choice(["shopify"]), default="shopify", show_default=True, help="Whose export it is."
)
@click.option("--warehouse", default="", help="Where the orders are picked. Needed where there is more than one.")
@click.option("--dry-run", is_flag=True, help="Read and check the file; place nothing.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="Of the reasons.  [default: as LANG has it]")
@click.option("--server", metavar="URL", help="Send it through a running server, instead of into the database here.")
@click.option("--login", help="With --server: who you are. The password is asked for, or taken from TOTE_PASSWORD.")
@data_option("./tote-data")
@database_option
def command(
    file: Path,
    *,
    form: str,
    warehouse: str,
    dry_run: bool,
    language: str | None,
    server: str | None,
    login: str | None,
    data_dir: Path | None,
    database: str | None,
) -> None:
    """Bring a file of orders in.

    Each order goes in whole or not at all. What stays out is listed with its line, column, value and reason. The same
    file again places nothing twice.

    \b
    Exit codes: 0 all is in, 1 some of it, 2 nothing.
    """  # noqa: D301  (\b keeps click from wrapping the lines below it)
    assert form == "shopify", "click has checked it"
    if server:
        from backend.cli.remote import send

        found = send(server, login, file.read_bytes(), warehouse, dry_run=dry_run)
    else:
        settings = settings_of(data_dir=data_dir, database=database)
        with owning(settings, "tote import"):
            migrated(settings)
            found = asyncio.run(_here(settings, file.read_bytes(), warehouse, dry_run=dry_run))
    zh = (language or os.environ.get("LANG", "")).startswith("zh")
    _show(found, zh=zh, dry_run=dry_run)
    sys.exit(code(found, dry_run=dry_run))


async def _here(settings: Settings, content: bytes, warehouse: str, *, dry_run: bool) -> IntakeFrame:
    """Straight into the database: no server has it."""
    from rich.progress import Progress

    from backend.api.intake import NoWarehouse, intake
    from backend.app import opened

    async with opened(settings) as parts:
        with Progress(transient=True) as bar:
            task = bar.add_task("Orders", total=None)
            try:
                return await intake(
                    parts.sync, content, warehouse, dry_run=dry_run,
                    progress=lambda n, of: bar.update(task, completed=n, total=of),
                )  # fmt: skip
            except NoWarehouse as missing:
                there = missing.there or "none yet"
                fail(f"Which warehouse? There is no “{missing.asked}”." if missing.asked else "Which warehouse?",
                     f"--warehouse, one of: {there}")  # fmt: skip


def code(found: IntakeFrame, *, dry_run: bool) -> int:
    """The exit code: all in, some of it, nothing."""
    if not found.errors:
        return OK
    return SOME if found.placed or found.there_before or dry_run else FAILED


def _show(found: IntakeFrame, *, zh: bool, dry_run: bool) -> None:
    from rich.console import Console

    console = Console()
    errors = [p for p in found.problems if p.severity == "error"]
    notices = [p for p in found.problems if p.severity != "error"]
    for title, some in (("Left out", errors), ("For your information", notices)):
        if some:
            console.print(_table(title, some, zh=zh))
    if dry_run:
        click.echo(f"A dry run: nothing was placed. {found.rows} rows, {len(errors)} problems.")
        return
    there = f", {len(found.there_before)} already there" if found.there_before else ""
    left_out = f", {len(errors)} problems" if errors else ""
    click.echo(f"{len(found.placed)} orders placed{there}{left_out}  ({found.rows} rows)")


def _table(title: str, problems: Iterable[Problem], *, zh: bool) -> object:
    from rich.table import Table
    from rich.text import Text

    table = Table("line", "column", "value", "reason", title=title, title_justify="left")
    listed = list(problems)
    for problem in listed[:PROBLEMS_SHOWN]:
        also = f" (+{len(problem.also)})" if problem.also else ""
        table.add_row(
            f"{problem.row}{also}", *map(Text, (problem.column, problem.value, problem.zh if zh else problem.en))
        )
    if len(listed) > PROBLEMS_SHOWN:
        table.add_row("…", "", "", f"and {len(listed) - PROBLEMS_SHOWN} more")
    return table
