"""`tote demo`."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli.common import data_option, owning, place_options, settings_of

if TYPE_CHECKING:
    from backend.settings import Settings

FOLDER = ".tote-demo"
BUILT = "demo_world"
EVERYWHERE = "0.0.0.0"  # noqa: S104  (a demo is for a phone too; --local closes it)


@click.command(short_help="Look at Tote with a demo world.")
@data_option(f"./{FOLDER}")
@place_options
@click.option("--local", is_flag=True, help="This machine only. Without it, whoever is in this network can sign in.")
def command(data_dir: Path | None, host: str | None, port: int | None, *, local: bool) -> None:
    """Run Tote with a demo world: two warehouses, their goods, people, orders, and a pick run that is ready.

    The first start builds it, in a few seconds. Later starts go on with what is there; delete the folder to begin anew.
    """
    from backend.cli import serving

    host = host or (None if local else EVERYWHERE)
    settings = settings_of(data_dir=data_dir or Path(FOLDER), host=host, port=port, demo=True)
    taken = serving.listener(settings)
    with owning(settings, "tote demo", serving.address(taken)):
        scanner = asyncio.run(_built(settings))
        serving.serve(settings, taken, lambda: _welcome(settings, taken, scanner))


async def _built(settings: Settings) -> str:
    """The demo world in the database, made once; returns where a browser becomes a shared scanner of it."""
    from backend.app import opened
    from backend.lab.world import badges, build
    from backend.store import migrate

    migrate.upgrade(settings.database)
    async with opened(settings) as parts:
        if await parts.store.read(_is_built):
            return await badges.scanner_code(parts)
        from rich.progress import Progress

        with Progress(transient=True) as bar:
            task = bar.add_task("Building the demo world", total=None)
            await build.furnish(parts.sync, progress=lambda n, of: bar.update(task, completed=n, total=of))
            await build.let_in(parts)
            await badges.hand_out(parts, settings.data_dir)
            await build.first_orders(parts.sync)
            await build.first_run(parts.sync)
            await build.first_leases(parts.sync)
            await build.first_printers(parts.sync)
            await build.first_deliveries(parts.sync)
        await parts.store.write(_mark_built)
        return await badges.scanner_code(parts)


def _is_built(connection: object) -> bool:
    import sqlalchemy as sa

    from backend.store.tables import META

    assert isinstance(connection, sa.Connection)
    return connection.scalar(sa.select(META.c.value).where(META.c.key == BUILT)) is not None


def _mark_built(connection: object) -> None:
    import sqlalchemy as sa

    from backend.store.tables import META

    assert isinstance(connection, sa.Connection)
    connection.execute(sa.insert(META), [{"key": BUILT, "value": "1"}])


def _welcome(settings: Settings, taken: socket.socket, scanner: str) -> None:
    """The address, a QR code for a phone, and who can sign in."""
    from rich.console import Console
    from rich.table import Table

    from backend.cli import serving
    from backend.lab.world import badges, build, read_world
    from backend.settings import pwa_dir

    console = Console()
    url, lan = serving.address(taken), serving.lan_address(taken)
    console.print(f"\n[bold]Tote is at[/bold] [link={url}]{url}[/link]\n", highlight=False)
    if lan:
        import segno

        click.echo(f"For a phone in this network: {lan}")
        segno.make(lan, error="l").terminal(compact=True, border=2)
        click.echo("Over plain http a phone has no offline work and no camera: browsers ask for https for these.\n")
    else:
        click.echo("Only this machine can open it: it is in no network, or was started with --local.\n")
    table = Table("sign in as", "name", "role", "where", caption=f"The password of all is  {build.PASSWORD}")
    for person in read_world().people:
        table.add_row(person.id, person.name, person.role, person.warehouse or "everywhere")
    console.print(table)
    click.echo("\nPeople on the floor take turns on a shared scanner, by badge and PIN:")
    click.echo(f"  1. make a browser one (once, within 12 hours): {url}{scanner}")
    click.echo(f"  2. scan a badge from {settings.data_dir / badges.PAGE}")
    if pwa_dir() is None:
        click.echo("The pages are not built: python3 dev.py demo builds them.", err=True)
    click.echo(f"\nIts data are in {settings.data_dir}. Ctrl-C ends it.", nl=True)
