"""`tote badge`."""

from __future__ import annotations

import click

from backend.cli.common import server_options


@click.group(short_help="Give somebody a badge.")
def command() -> None:
    """Badges, from a shell without a screen."""


@command.command(short_help="Give somebody a new badge and a first PIN.")
@server_options
@click.option("--person", required=True, help="The id of the person.")
def issue(server: str, login: str | None, person: str) -> None:
    """Give somebody a new badge and a first PIN. Both are shown this once; the badge before ends."""
    import msgspec
    import segno

    from backend.api.auth.codes import BADGE_MARK
    from backend.api.auth.device_frames import BadgeMadeFrame
    from backend.cli.remote import signed_in

    got = signed_in(server, login, "tote badge", "/api/auth/badges", msgspec.json.encode({"person": person}))
    made = msgspec.json.decode(got, type=BadgeMadeFrame)
    segno.make(BADGE_MARK + made.badge, error="m").terminal(compact=True, border=2)
    click.echo(f"Badge of {person}:  {BADGE_MARK}{made.badge}")
    click.echo(f"First PIN:  {made.pin}   (has to be changed when it is used)")
