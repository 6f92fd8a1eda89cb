"""`tote device`."""

from __future__ import annotations

import click

from backend.cli.common import server_options

KINDS = ("handheld", "phone", "tablet", "desk")


@click.group(short_help="Let a device in.")
def command() -> None:
    """Devices, from a shell without a screen."""


@command.command("enrol-code", short_help="Make a code that lets one device in.")
@server_options
@click.option("--name", required=True, help="What people call it, such as 'Scanner 3'.")
@click.option("--kind", type=click.Choice(KINDS), default="handheld", show_default=True)
@click.option("--personal", is_flag=True, help="One person's own. Without it people take turns, by badge and PIN.")
@click.option("--warehouse", default="", help="Where it lies at night.")
def enrol_code(server: str, login: str | None, name: str, kind: str, warehouse: str, *, personal: bool) -> None:
    """Make a code that lets one device in, once, within ten minutes; scan it with the device's camera."""
    import msgspec
    import segno

    from backend.api.auth.device_frames import MadeCodeFrame
    from backend.cli.remote import signed_in

    asked = {"name": name, "kind": kind, "shared": not personal, "warehouse": warehouse}
    got = signed_in(server, login, "tote device", "/api/auth/enrol-code", msgspec.json.encode(asked))
    made = msgspec.json.decode(got, type=MadeCodeFrame)
    address = server.rstrip("/") + made.path
    segno.make(address, error="m").terminal(compact=True, border=2)
    click.echo(f"Within ten minutes, on {name}:  {address}")
