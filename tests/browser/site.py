"""A built app that is not the one of this checkout: `python -m tests.browser.site SITE DATA_DIR PORT` gives it out."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from backend import settings
from backend.lab.bench import serve


def copy(site: Path) -> str:
    """Put the built app of this checkout there, and give its build's id."""
    built = settings.pwa_dir()
    assert built, "there is no built app: python hatch_build.py"
    shutil.copytree(built, site)
    (build,) = re.findall(r'shell-\$\{"(\w+)"\}', (site / "sw.js").read_text(encoding="utf-8"))
    return str(build)


def release(site: Path, build: str, after: str) -> str:
    """Put a next version in the place of a build: no part has the content or the name that it had. Gives its id."""
    fresh = site.with_name(f"{site.name}-{after}")
    shutil.copytree(site, fresh)
    names = {path.name: f"{path.stem}{after}{path.suffix}" for path in (fresh / "assets").iterdir()}
    for path in [*fresh.rglob("*.js"), fresh / "index.html"]:
        text = path.read_text(encoding="utf-8").replace(build, build + after)
        for before, now in names.items():
            text = text.replace(before, now)
        if path.name == "sw.js":
            text = re.sub(r'"([0-9a-f]{12})"', rf'"\1{after}"', text)
        path.write_text(text, encoding="utf-8")
    for before, now in names.items():
        (fresh / "assets" / before).rename(fresh / "assets" / now)
    shutil.rmtree(site)
    fresh.rename(site)
    return build + after


if __name__ == "__main__":
    settings.pwa_dir = lambda: Path(sys.argv[1])
    serve.main(*sys.argv[2:])
