"""Bugs planted on purpose: a checker that has never found anything proves little.

They stand in `tests/planted/` of a checkout, as patches over the product's functions; nothing in the product knows.
"""

from __future__ import annotations
import __future__

import importlib.util
import inspect
import sys
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import as_completed
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

from msgspec import Struct

from backend.lab.simulate import origin
from backend.lab.simulate.many import promise, workers
from backend.lab.simulate.run import Plan, house, simulate

FOLDER = origin.PATCHES
_OF_THE_PATCH = ("TypeError(", "AttributeError(", "NameError(")
"""A patch that fails by itself finds nothing."""


class Planted(Struct, frozen=True):
    """One bug: its name, which known bug it is like, how to plant it, and the faults that bring it out."""

    name: str
    like: str
    plant: Callable[[], AbstractContextManager[None]]
    faults: tuple[str, ...] | None = None
    phones: int = 0
    ops: int = 0


@contextmanager
def _put(target: Any, name: str, new: Any) -> Iterator[None]:
    old = getattr(target, name)
    setattr(target, name, new)
    try:
        yield
    finally:
        setattr(target, name, old)


def instead(target: Any, name: str, make: Callable[[Any], Any]) -> Callable[[], AbstractContextManager[None]]:
    """Plants `make(old)` in the place of the function `old`."""
    return lambda: _put(target, name, make(getattr(target, name)))


def with_text(was: str, now: str) -> Callable[[Any], Any]:
    """Makes a function with a piece of its own text changed: it fails as the product does, not as a patch would."""

    def make(old: Any) -> Any:
        text = textwrap.dedent(inspect.getsource(old))
        assert text.count(was) == 1, f"{old.__name__} does not say {was!r} once"
        flags = __future__.annotations.compiler_flag
        code = compile(text.replace(was, now), inspect.getsourcefile(old) or "", "exec", flags, dont_inherit=True)
        made: dict[str, Any] = {}
        exec(code, vars(sys.modules[old.__module__]), made)  # noqa: S102
        return made[old.__name__]

    return make


def rewritten(target: Any, name: str, was: str, now: str) -> Callable[[], AbstractContextManager[None]]:
    """Plants a function with a piece of its own text changed."""
    return instead(target, name, with_text(was, now))


def both(*plants: Callable[[], AbstractContextManager[None]]) -> Callable[[], AbstractContextManager[None]]:
    """Several patches that are one bug together."""

    @contextmanager
    def planted() -> Iterator[None]:
        with ExitStack() as stack:
            for plant in plants:
                stack.enter_context(plant())
            yield

    return planted


class Found(Struct, frozen=True):
    """How many runs it took, and what the checker said; nothing if it was not found.

    `itself`: runs that count for nothing, since the patch failed in them by itself.
    """

    name: str
    like: str
    seeds: int
    said: str = ""
    itself: int = 0


def bugs() -> dict[str, Planted]:
    """All planted bugs of this checkout, by name."""
    found: dict[str, Planted] = {}
    for path in sorted(FOLDER.glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"planted_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for bug in module.BUGS:
            assert bug.name not in found, bug.name
            found[bug.name] = bug
    return found


def search(name: str, most: int) -> Found:
    """Run seeds with a bug in the code until the checker sees it."""
    bug, itself = bugs()[name], 0
    house()  # made by the right code
    with bug.plant(), origin.listening() as heard:
        for seed in range(most):
            heard.of_patch.clear()
            result = simulate(Plan(seed, bug.faults, bug.phones, bug.ops))
            if any(error in said for said in result.violations for error in _OF_THE_PATCH):
                raise RuntimeError(f"the patch of {name!r} does not fit what it replaces: {result.violations[0]}")
            if heard.of_patch:
                itself += 1
            elif promise(result):
                return Found(name, bug.like, seed + 1, result.violations[0], itself)
    return Found(name, bug.like, most, "", itself)


def hunt(most: int, jobs: int) -> Iterator[Found]:
    """Search for all of them, at most so many seeds each."""
    with workers(jobs) as pool:
        for one in as_completed([pool.submit(search, name, most) for name in bugs()]):
            yield one.result()
