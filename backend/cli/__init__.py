"""The command line. One file a command; each loads what it needs when it runs, so that `tote --help` is quick."""

from __future__ import annotations

import importlib
import importlib.util

import click

COMMANDS = (
    "demo", "serve", "init", "migrate", "import", "scan", "labels", "device", "badge", "keys", "backup", "restore",
    "doctor", "verify", "simulate", "rehearse", "bench", "types",
)  # fmt: skip
_MODULES = {"import": "intake"}  # `import` is a word of Python


class Commands(click.Group):
    """The commands in the order in which somebody needs them, loaded by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands that are there."""
        return [name for name in COMMANDS if self.get_command(ctx, name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by name."""
        if cmd_name not in COMMANDS:
            return None
        module = f"backend.cli.{_MODULES.get(cmd_name, cmd_name)}"
        if importlib.util.find_spec(module) is None:
            return None
        found: click.Command = importlib.import_module(module).command
        return found


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  (click calls it so)
    if wanted:
        from importlib.metadata import version

        click.echo(f"tote {version('tote')}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say which version."
)
def main() -> None:
    """Tote: orders from file to truck, on a floor that keeps working with the network off.

    \b
    To look at it:          tote demo
    To run it for real:     tote init, then tote serve
    When something is off:  tote doctor

    Every option can be set as TOTE_… in the environment too, such as TOTE_PORT=8000.
    """  # noqa: D301  (\b keeps click from wrapping the lines below it)
