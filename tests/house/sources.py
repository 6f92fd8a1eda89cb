"""The files that the house rules are held against, and how a fault is told."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("domain", "scanning", "ops")
MADE_OR_FOREIGN = {"node_modules", "dist", "generated", "pwa_dist", "__pycache__", ".cache"}
TEXT = {".py", ".ts", ".tsx", ".mjs", ".css", ".html", ".md", ".toml", ".json", ".sh", ""}


def files(*folders: str, suffixes: set[str]) -> list[Path]:
    """What people wrote: neither built, nor generated, nor installed."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return sorted(path for path in found if path.is_file() and not MADE_OR_FOREIGN & set(path.parts))


def python(*folders: str) -> list[Path]:
    return files(*folders, suffixes={".py"})


def typescript(folder: str = "pwa/src") -> list[Path]:
    return files(folder, suffixes={".ts", ".tsx"})


def everything() -> list[Path]:
    folders = files("backend", "migrations", "pwa/src", "pwa/static", "tests", "docs", ".ci", suffixes=TEXT)
    tops = [path for folder in (ROOT, ROOT / "pwa") for path in folder.iterdir() if path.is_file()]
    not_ours = {"package-lock.json", ".git"}  # in a linked work tree .git is a file
    return [path for path in [*folders, *tops] if path.suffix in TEXT and path.name not in not_ours]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8"), path.name))


def told(faults: list[str], cure: str) -> str:
    """The message of a failed rule: every place, then what to do."""
    return "\n".join([*faults, "", f"Cure: {cure}"])
