"""A built app that is not the one of this checkout: `python -m tests.browser.site SITE DATA_DIR PORT` gives it out."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

from backend import settings
from backend.lab.bench import serve
from hatch_build import build_pwa, install_packages
from tests.house.sources import ROOT

NOT_COPIED = shutil.ignore_patterns("node_modules", "__pycache__")


def copy(site: Path) -> str:
    """Put the built app of this checkout there, and give its build's id."""
    built = settings.pwa_dir()
    assert built, "there is no built app: python hatch_build.py"
    shutil.copytree(built, site)
    return version(site)


def version(site: Path) -> str:
    """The id of the build that stands there."""
    (build,) = re.findall(r'shell-\$\{"(\w+)"\}', (site / "sw.js").read_text(encoding="utf-8"))
    return str(build)


def sources(folder: Path) -> Path:
    """The app's sources for a test to change and build, while others look at what was built of this checkout.

    With what was built, since a build takes over what the one before has packed.
    """
    install_packages(ROOT / "pwa")  # else a build of the copy would renew them through the link
    shutil.copytree(ROOT / "pwa", folder, ignore=NOT_COPIED)
    (folder / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    return folder


def publish(pwa: Path, site: Path) -> str:
    """Build the app of these sources, put it in the place of what stood there, and give its build's id."""
    built = build_pwa(pwa)
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(built, site)
    return version(site)


def release(site: Path, build: str, after: str) -> str:
    """Put a next version in the place of a build: no part has the content or the address that it had. Gives its id."""
    new, fresh = build + after, site.with_name(f"{site.name}-{after}")
    shutil.copytree(site, fresh)
    (fresh / "assets" / build).rename(fresh / "assets" / new)
    for path in [*fresh.rglob("*.js"), *fresh.rglob("*.css"), fresh / "index.html"]:
        path.write_text(path.read_text(encoding="utf-8").replace(build, new) + "\n", encoding="utf-8")
    worker = fresh / "sw.js"
    listed = re.sub(
        r'\["([^"]+)", "[0-9a-f]{12}"\]', lambda one: f'["{one[1]}", "{_hash(fresh / one[1])}"]',
        worker.read_text(encoding="utf-8"),
    )  # fmt: skip
    worker.write_text(listed, encoding="utf-8")
    shutil.rmtree(site)
    fresh.rename(site)
    return new


def _hash(path: Path) -> str:
    """As the build counts it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


if __name__ == "__main__":
    settings.pwa_dir = lambda: Path(sys.argv[1])
    serve.main(*sys.argv[2:])
