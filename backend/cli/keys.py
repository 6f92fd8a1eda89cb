"""`tote keys`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from backend.cli.common import data_option, settings_of


@click.group(short_help="Change the keys that sign tokens.")
def command() -> None:
    """The keys that sign access tokens. They change by themselves every thirty days."""


@command.command(short_help="Make the next key.")
@data_option("./tote-data")
@click.option(
    "--emergency",
    is_flag=True,
    help="Somebody may have the keys: change now. Every device renews its session by itself.",
)
def rotate(data_dir: Path | None, *, emergency: bool) -> None:
    """Make the next key, beside a server that runs: it takes the key up within a second.

    The new key is known a day before it signs, and the old one verifies until its last tokens have run out, so that
    nobody notices. Where several machines serve, all have to have the same folder of keys.
    """
    import time

    from backend.api.auth import keys

    settings = settings_of(data_dir=data_dir)
    made = keys.rotate(settings.keys_dir, time.time(), emergency=emergency)
    at = datetime.fromtimestamp(keys.starts_s(made), UTC).strftime("%Y-%m-%d %H:%M UTC")
    if emergency:
        click.echo(f"Key {made} signs from now on. All tokens of the keys before it are void.")
        click.echo(
            "If the whole folder was seen, the secret in refresh.secret was too: end all sessions (docs/devices.md)."
        )
    else:
        click.echo(f"Key {made} signs from {at} on.")
