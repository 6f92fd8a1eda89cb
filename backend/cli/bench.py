"""`tote bench`."""

from __future__ import annotations

import asyncio
import json

import click


@click.command()
@click.option("--quick", is_flag=True, help="Only the figures that take half a minute.")
@click.option("--routes", is_flag=True, help="Only the metres that the shortest walk of a run saves.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for a script that compares.")
def command(quick: bool, routes: bool, as_json: bool) -> None:  # noqa: FBT001  (click passes flags so)
    """Measure how fast Tote is on this machine: a whole server, fsync at each commit, the load from another process.

    It makes a database in this folder and removes it afterwards, so run it where the real one would be.
    """
    from backend.lab.bench import routes as walks
    from backend.lab.bench import run

    found = walks.measure() if routes else asyncio.run(run.quick() if quick else run.full())
    if as_json:
        click.echo(json.dumps({f.name: {"value": f.value, "unit": f.unit} for f in found}, indent=1))
        return
    for figure in found:
        click.echo(f"{figure.name:52}{figure.value:12,.1f} {figure.unit}")
