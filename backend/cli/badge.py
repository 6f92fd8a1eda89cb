"""`tote badge`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from backend.cli.common import fail, server_options


@click.group(short_help="Give somebody a badge.")
def command() -> None:
    """Badges, from a shell without a screen."""


@command.command(short_help="Give somebody a new badge and a first PIN.")
@server_options
@click.option("--person", required=True, help="The id of the person.")
@click.option("--label", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a label too, as PDF.")
def issue(server: str, login: str | None, person: str, label: Path | None) -> None:
    """Give somebody a new badge and a first PIN. Both are shown this once; the badge before ends.

    The file of the label signs its bearer in together with the PIN: print it, then delete it.
    """
    if label is not None and label.exists():
        fail(f"{label} is there already.", "Name another file: the badge before would be lost.")
    import msgspec
    import segno

    from backend.api.auth.device_frames import BadgeMadeFrame
    from backend.cli.remote import signed_in
    from backend.scanning.own_code import BADGE_MARK

    got = signed_in(server, login, "tote badge", "/api/auth/badges", msgspec.json.encode({"person": person}))
    made = msgspec.json.decode(got, type=BadgeMadeFrame)
    segno.make(BADGE_MARK + made.badge, error="m").terminal(compact=True, border=2)
    click.echo(f"Badge of {person}:  {BADGE_MARK}{made.badge}")
    click.echo(f"First PIN:  {made.pin}   (has to be changed when it is used)")
    if label is not None:
        _write(label, made.badge, person)


def _write(path: Path, secret: str, name: str) -> None:
    from backend.scanning.labels import BadgeLabel, pdf

    # Nobody else on this machine may read it.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pdf([BadgeLabel(secret=secret, name=name)]))
