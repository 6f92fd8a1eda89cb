#!/usr/bin/env python3
"""Tote from a checkout: sets everything up, then runs it.

  python3 dev.py demo [options]   Tote with demo data; options go to `tote demo`
  python3 dev.py test [options]   every check and every test; options go to pytest alone (-k pick, -x, ...)
  python3 dev.py setup            only the environment and the PWA, with all that tests need
  python3 dev.py wheel            a wheel in dist/ that holds the PWA and runs without Node
  python3 dev.py lock             writes requirements*.txt anew from pyproject.toml (asks for uv)

Needs Python 3.11 or newer on Linux or macOS, and nothing else: no root, no Node, no database server.
All goes into .venv, .cache and pwa/node_modules; delete them to start afresh.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
PWA = ROOT / "pwa"
RUNTIME, TESTS = ROOT / "requirements.txt", ROOT / "requirements-test.txt"
PACKAGE = [ROOT / "pyproject.toml", ROOT / "hatch_build.py"]
NO_VENV = "Python's venv module cannot make an environment here. On Debian and Ubuntu: apt install python3-venv"
NO_WHEELS = (
    "A package did not install; pip says why above. Without a network, run it again with one; on a platform that a "
    "package has no wheel for, its line above names it."
)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def digest(paths: list[Path]) -> str:
    """A hash over names and contents: a fresh checkout or a touched file changes nothing, an edit does."""
    seen = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        seen.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two terminals may start at once; the second waits until the first has set up."""
    if os.name == "nt":
        yield
        return
    import fcntl

    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def once(name: str, inputs: list[Path], made: list[Path], work: Callable[[], None]) -> None:
    """Does the work unless it was done for these inputs and what it made is there."""
    stamp, now = VENV / f"{name}.stamp", digest(inputs)
    if stamp.exists() and stamp.read_text() == now and all(path.exists() for path in made):
        return
    start = time.monotonic()
    say(f"Setting up: {name} ...")
    work()
    stamp.write_text(now)
    say(f"Setting up: {name} took {time.monotonic() - start:.0f} s")


def pip(*args: str | Path) -> None:
    subprocess.check_call([PYTHON, "-m", "pip", "--disable-pip-version-check", *args], stdout=sys.stderr)


def install(requirements: Path) -> None:
    """The locked packages by hash, nothing that they do not name; then Tote itself, as a link to this checkout."""
    try:
        pip("install", "-q", "--require-hashes", "--no-deps", "--only-binary=:all:", "-r", requirements)
        pip("install", "-q", "--no-deps", "--no-build-isolation", "-e", ROOT)
    except subprocess.CalledProcessError:
        raise SystemExit(NO_WHEELS) from None


def make_venv() -> None:
    if PYTHON.exists():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        subprocess.check_call([sys.executable, "-m", "venv", VENV], stdout=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SystemExit(NO_VENV) from None


def build_pwa() -> None:
    if subprocess.call([PYTHON, "hatch_build.py"], cwd=ROOT):
        raise SystemExit("The PWA did not build; the lines above say why.")


def set_up(*, tests: bool) -> None:
    """Brings .venv and pwa/dist up to date; about 0.1 s when they are."""
    with one_at_a_time():
        make_venv()
        if tests:
            once("packages for tests", [*PACKAGE, TESTS], [BIN / "pytest"], lambda: install(TESTS))
        else:
            once("packages", [*PACKAGE, RUNTIME], [BIN / "tote"], lambda: install(RUNTIME))
        source = [path for folder in ("src", "static") for path in (PWA / folder).rglob("*") if path.is_file()]
        source += [path for path in PWA.iterdir() if path.is_file()]
        once("PWA", source, [PWA / "dist" / "sw.js"], build_pwa)


def check(name: str, *command: str | Path, cwd: Path = ROOT, none_found: int = 0) -> tuple[str, float, bool]:
    """Runs one step with its words on the terminal: (name, seconds, passed). `none_found` is a code that passes too."""
    say(f"── {name}")
    env = {**os.environ, "PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")])}
    start = time.monotonic()
    code = subprocess.call(command, cwd=cwd, env=env)
    return name, time.monotonic() - start, code in {0, none_found}


def steps(extra: list[str]) -> Iterator[tuple[str, float, bool]]:
    """Cheap checks first. pytest comes last, so that its closing line is near the end of what a person sees."""
    ask = "import hatch_build; print(hatch_build.NODE)"
    node = subprocess.check_output([PYTHON, "-c", ask], cwd=ROOT, text=True).strip()
    tsc, vitest = (PWA / "node_modules" / path for path in ("typescript/bin/tsc", "vitest/vitest.mjs"))
    pytest: list[str | Path] = [BIN / "pytest", "-n", "2", "--dist", "worksteal", "--durations", "12", "-q"]
    yield check("ruff check", BIN / "ruff", "check", "--quiet")
    yield check("ruff format", BIN / "ruff", "format", "--check")
    yield check("mypy", BIN / "mypy")
    yield check("layers", BIN / "lint-imports", "--no-logo")
    for config in sorted(PWA.glob("tsconfig.*.json")):
        yield check(f"tsc {config.suffixes[0][1:]}", node, tsc, "-p", config.name, cwd=PWA)
    yield check("vitest", node, vitest, "run", cwd=PWA)
    yield check("find a browser", PYTHON, "tests/browser/chrome.py")
    yield check("pytest", *pytest, "-m", "not browser", *extra, none_found=5)
    yield check("pytest, browser", *pytest, "-m", "browser", *extra, none_found=5)


def test(extra: list[str]) -> int:
    """Stops at the first step that fails, and prints what ran with its seconds in any case."""
    set_up(tests=True)
    done = []
    for step in steps(extra):
        done.append(step)
        if not step[2]:
            break
    say("\n" + "\n".join(f"{'ok  ' if passed else 'FAIL'} {name:<16} {took:6.1f} s" for name, took, passed in done))
    return 0 if done[-1][2] else 1


def wheel() -> int:
    set_up(tests=False)
    pip("wheel", "-q", "--no-deps", "--no-build-isolation", "-w", ROOT / "dist", ROOT)
    say(f"In dist/: {', '.join(sorted(path.name for path in (ROOT / 'dist').glob('*.whl')))}")
    return 0


def lock() -> int:
    uv = shutil.which("uv")
    if not uv:
        raise SystemExit("uv is not there: pip install uv")
    options = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url"]
    options += ["--no-header", "--no-annotate", "--quiet", "--extra=build"]
    subprocess.check_call([uv, "pip", "compile", "pyproject.toml", *options, "-o", RUNTIME], cwd=ROOT)
    options += ["--extra=test", f"--constraint={RUNTIME}"]
    return subprocess.call([uv, "pip", "compile", "pyproject.toml", *options, "-o", TESTS], cwd=ROOT)


def demo(extra: list[str]) -> int:
    set_up(tests=False)
    if os.name != "nt":
        os.execv(BIN / "tote", ["tote", "demo", *extra])  # noqa: S606  Ctrl-C and signals reach the server itself
    return subprocess.call([BIN / "tote", "demo", *extra])


def setup() -> int:
    set_up(tests=True)
    return 0


def usage() -> int:
    print(__doc__)
    return 0


def main(argv: list[str]) -> int:
    # Kept readable for older Pythons, since macOS brings 3.9: they shall read this line and no syntax error.
    if sys.version_info < (3, 11):  # noqa: UP036
        raise SystemExit(f"Tote needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    command, *extra = argv or ["--help"]
    with_options = {"demo": demo, "test": test}
    plain = {"setup": setup, "wheel": wheel, "lock": lock, "help": usage, "--help": usage, "-h": usage}
    if command in with_options:
        return with_options[command](extra)
    if command in plain and not extra:
        return plain[command]()
    say(f"dev.py does not know {' '.join(argv)!r}.\n\n{__doc__}")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
