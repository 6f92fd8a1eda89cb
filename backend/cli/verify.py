"""`tote verify`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli.common import FAILED, fail

if TYPE_CHECKING:
    import sqlalchemy as sa


@click.command(short_help="Fold the log of ops; say what the tables hold otherwise.")
@click.argument("database")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(database: str, as_json: bool) -> None:  # noqa: FBT001  (click calls it so)
    """Decide every op in the log again, over an empty database, and compare all tables with those of DATABASE.

    DATABASE is a file, or the URL of a PostgreSQL. Then the sums within: the ledger, positions, leases, digests, the
    hash chain of each device. Reads only, in one snapshot; a backup is checked so, and a server may run beside it.

    Pictures that an op names and that no device has brought are told; that is no difference.

    \b
    Exit codes: 0 nothing differs, 2 something does.
    """  # noqa: D301  (\b keeps click from wrapping the lines below it)
    import sqlalchemy as sa

    from backend.store.address import is_server, shown
    from backend.store.engine import checker
    from backend.store.tables import OP
    from backend.sync import pictures

    if not is_server(database) and not Path(database).is_file():
        fail(f"{database} is not there.")
    engine = checker(database)
    with engine.connect() as live, live.begin():
        if not sa.inspect(live).has_table("op"):
            fail(f"{shown(database)} is no database of Tote.")
        ops = live.scalar(sa.select(sa.func.count()).select_from(OP)) or 0
        found = _differences(live, ops, quiet=as_json)
        missing = pictures.missing(live)
    engine.dispose()
    if as_json:
        named = [{"sha256": sha256, "taken_by": person} for sha256, person in missing]
        click.echo(json.dumps({"ops": ops, "differences": found, "pictures_missing": named}))
    else:
        if missing:
            people = ", ".join(sorted({person for _, person in missing}))
            click.echo(f"Pictures still on a device, or lost with it: {len(missing)}; taken by {people}")
        for one in found:
            click.echo(click.style("✗ ", fg="red") + one)
        click.echo(f"{ops} ops folded: " + (f"{len(found)} differences" if found else "the tables are what they say"))
    sys.exit(FAILED if found else 0)


def _differences(live: sa.Connection, ops: int, *, quiet: bool) -> list[str]:
    import sqlalchemy as sa
    from rich.console import Console
    from rich.progress import Progress

    from backend.sync import fold, verify

    memory = sa.create_engine("sqlite://")
    with Progress(console=Console(stderr=True), disable=quiet, transient=True) as progress, memory.connect() as folded:
        task = progress.add_task("folding", total=ops)
        outcomes = fold.fold(live, folded, lambda done: progress.update(task, completed=done))
        return [*outcomes, *fold.compare(live, folded), *fold.chains(live), *verify.differences(live)]
