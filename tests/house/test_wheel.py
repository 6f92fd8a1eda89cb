"""What `pip install tote` brings: all that a server needs, with no Node."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.browser.bench.wire import first_screen, gzipped, whole_shell
from tests.browser.site import sources
from tests.house.sources import ROOT, python

BUILT = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "backend", "migrations")
SCRIPT_KB_MAX = 53.0
"""To the first floor screen. A picker's handheld parses some hundred kilobytes a second; the goal is 40."""
SCREEN_KB_MAX = 56.5
"""With its style sheet; the goal is 55, then 40."""
SHELL_KB_MAX = 755
"""All that a device fetches to work with no network. Half of it is the camera's reader; the goal is 650."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that the PWA that other tests are looking at stays as it is."""
    copy, out = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("wheel")
    for name in BUILT:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, copy / name)
    sources(copy / "pwa")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", out, copy]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("tote-*.whl"))


def test_a_wheel_holds_the_code_the_finished_pwa_and_the_migrations_and_no_source_of_either(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    code = {path.relative_to(ROOT).as_posix() for path in python("backend")}
    assert code <= set(names)
    for wanted in ("pwa_dist/index.html", "pwa_dist/sw.js", "pwa_dist/manifest.webmanifest", "migrations/env.py"):
        assert f"backend/{wanted}" in names
    assert any(name.startswith("backend/pwa_dist/assets/") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"backend", "tote"}
    assert not [name for name in names if "node_modules" in name or name.endswith((".tsx", ".pyc"))]


NOT_KEPT = (".br", ".png")
"""For the server alone, and for the browser that installs the app."""


def test_the_worker_of_the_wheel_keeps_every_file_of_the_shell(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    worker = archive.read("backend/pwa_dist/sw.js").decode()
    shell = [name.removeprefix("backend/pwa_dist/") for name in archive.namelist() if "/pwa_dist/" in name]
    assert [n for n in shell if n != "sw.js" and not n.endswith(NOT_KEPT) and f'"{n}"' not in worker] == []


def test_all_text_of_the_wheel_is_also_there_in_brotli(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    packed = {name.rsplit(".", 2)[0] for name in names if name.endswith(".br")}
    text = {n for n in names if "/pwa_dist/" in n and n.endswith((".js", ".css", ".wasm", ".html", ".webmanifest"))}
    assert text - packed == set()


def test_the_first_floor_screen_stands_on_little_script(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    built = tmp_path / "backend" / "pwa_dist"
    screen = first_screen(built)
    script = [file for file in screen if file.suffix == ".js"]
    assert len(script) > 1
    assert gzipped(screen) < SCREEN_KB_MAX
    assert gzipped(whole_shell(built)) < SHELL_KB_MAX
    assert gzipped(script) < SCRIPT_KB_MAX, {file.name: gzipped([file]) for file in script}
