"""Finds a Chromium for the browser tests; as a script, gets one from npm where there is none and none needs root."""

import os
import platform
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECIPE = Path(__file__).parent / "chromium"
CACHE = ROOT / ".cache" / "browser"
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NONE = "No browser, so the browser tests do not run: install Chromium or Chrome, or name one by CHROMIUM=path"


def find() -> Path | None:
    """$CHROMIUM, one of this machine, or the one that an earlier `fetch` left."""
    for name in (os.environ.get("CHROMIUM", ""), *ON_PATH, *ON_MACOS, str(CACHE / "chromium")):
        if name and (found := shutil.which(name)):
            return Path(found)
    return None


def fetch() -> Path | None:
    """A headless shell with its libraries and a font, 75 MB by the lock file in chromium/; for x86-64 Linux only."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return None
    sys.path.insert(0, str(ROOT))
    from hatch_build import NPM, run_node

    shutil.rmtree(CACHE, ignore_errors=True)
    shutil.copytree(RECIPE, CACHE)
    try:
        run_node(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", cwd=CACHE)
        run_node("unpack.mjs", CACHE / "node_modules" / "@sparticuz" / "chromium" / "bin", CACHE, cwd=CACHE)
    except SystemExit as failed:
        print(failed, file=sys.stderr)
        return None
    return find()


def environment(chromium: Path) -> dict[str, str]:
    """What the browser runs with: the fetched one needs its own libraries, and a font, or no text can be typed."""
    env = dict(os.environ)
    if chromium.parent != CACHE:
        return env
    conf = CACHE / "fonts.conf"
    folders = f"<dir>{CACHE}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{CACHE}/fc</cachedir>"
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    conf.write_text(f"{head}<fontconfig>{folders}</fontconfig>")
    libraries = os.pathsep.join(filter(None, [str(CACHE / "lib"), env.get("LD_LIBRARY_PATH", "")]))
    return {**env, "FONTCONFIG_FILE": str(conf), "LD_LIBRARY_PATH": libraries}


if __name__ == "__main__":
    chromium = find() or fetch()
    print(chromium or NONE)
    sys.exit(0 if chromium or os.environ.get("CI") != "true" else 1)
