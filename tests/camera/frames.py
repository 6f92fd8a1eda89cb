"""The camera set: 5 symbols, 19 conditions, 5 pictures each, read by the PWA's own stages.

`python -m tests.camera.frames` says how many of the 475 are found, how many are read wrong, and what each stage
finds and costs. `--each 1` takes 95.
`--every` lets all stages look at every picture, to see what each one is good for. `--save FOLDER` keeps the pictures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from hatch_build import NODE
from tests.camera.pictures import CONDITIONS, HEIGHT, WIDTH, picture
from tests.camera.symbols import KINDS, symbol

ROOT = Path(__file__).resolve().parents[2]
PWA = ROOT / "pwa"
WASM = PWA / "node_modules" / "zxing-wasm" / "dist" / "reader" / "zxing_reader.wasm"


@dataclass(frozen=True)
class Frame:
    kind: str
    condition: str
    number: int
    said: str
    grey: bytes


def frames(each: int, save: Path | None = None) -> Iterator[Frame]:
    """The same pictures for the same number, on any machine."""
    for condition in CONDITIONS:
        for kind in KINDS:
            for number in range(each):
                chance = Random(f"{condition.name}/{kind}/{number}")
                made = symbol(kind, chance)
                taken = picture(made, condition, chance)
                assert taken.size == (WIDTH, HEIGHT)
                if save:
                    taken.save(save / f"{condition.name.replace(' ', '-')}-{kind}-{number}.png")
                yield Frame(kind, condition.name, number, made.said, taken.tobytes())


@dataclass
class Count:
    """What came of a set. A picture with a wrong reading counts as wrong, whatever else was read in it."""

    frames: int = 0
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind and condition."""
    wrong: list[str] = field(default_factory=list)
    by_stage: Counter[str] = field(default_factory=Counter)
    ms: dict[str, list[float]] = field(default_factory=dict)

    def add(self, frame: Frame, stages: list[dict[str, Any]]) -> None:
        self.frames += 1
        said = {code["raw"] for stage in stages for code in stage["codes"]}
        if frame.said in said:
            self.found[frame.kind, frame.condition] += 1
        where = f"{frame.condition}, {frame.kind}, {frame.number}"
        self.wrong += [f"{where}: {raw!r} instead of {frame.said!r}" for raw in sorted(said - {frame.said})]
        for stage in stages:
            self.ms.setdefault(stage["stage"], []).append(stage["ms"])
            if frame.said in {code["raw"] for code in stage["codes"]}:
                self.by_stage[stage["stage"]] += 1

    def told(self) -> str:
        """For a person at a terminal."""
        lines = [f"{'':16}{''.join(f'{kind:>12}' for kind in KINDS)}"]
        for condition in CONDITIONS:
            row = [self.found[kind, condition.name] for kind in KINDS]
            lines.append(f"{condition.name:16}{''.join(f'{n:12}' for n in row)}")
        sums = [sum(self.found[kind, condition.name] for condition in CONDITIONS) for kind in KINDS]
        lines += [f"{'all':16}{''.join(f'{n:12}' for n in sums)}", "", "stage       found  pictures  ms median     p95"]
        for stage, ms in self.ms.items():
            p95 = quantiles(ms, n=20)[-1] if len(ms) > 1 else ms[0]
            lines.append(f"{stage:12}{self.by_stage[stage]:5}{len(ms):10}{median(ms):11.1f}{p95:8.1f}")
        lines += ["", *self.wrong, f"{self.found.total()} of {self.frames} found, {len(self.wrong)} wrong"]
        return "\n".join(lines)


Pictures = Callable[[bytes], list[dict[str, Any]]]
"""A grey picture of 1280 by 720 in; for each stage that looked at it `stage`, `ms` and its `codes` out."""


@contextmanager
def reading(*, every: bool = False) -> Iterator[Pictures]:
    """The stages of the PWA with the real WebAssembly, in Node."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "count.mjs"
        rolldown = PWA / "node_modules" / "rolldown" / "bin" / "cli.mjs"
        bundle = [NODE, rolldown, Path(__file__).with_name("count.ts"), "--platform", "node", "--format", "esm"]
        subprocess.run([*bundle, "-o", script], cwd=PWA, check=True, capture_output=True)
        command = [NODE, script, WASM, *(["every"] if every else [])]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
            assert node.stdin
            assert node.stdout

            def read(grey: bytes) -> list[dict[str, Any]]:
                assert node.stdin
                assert node.stdout
                node.stdin.write(grey)
                node.stdin.flush()
                stages: list[dict[str, Any]] = json.loads(node.stdout.readline())
                return stages

            yield read
            node.stdin.close()


def count(each: int, *, every: bool = False, save: Path | None = None) -> Count:
    """Show the set to the stages."""
    counted = Count()
    with reading(every=every) as read:
        for frame in frames(each, save):
            counted.add(frame, read(frame.grey))
    return counted


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--each", type=int, default=5, help="pictures of each symbol in each condition")
    asked.add_argument("--every", action="store_true", help="all stages look at every picture")
    asked.add_argument("--save", type=Path, help="a folder for the pictures")
    options = asked.parse_args()
    counted = count(options.each, every=options.every, save=options.save)
    sys.stdout.write(f"{counted.told()}\n")


if __name__ == "__main__":
    main()
