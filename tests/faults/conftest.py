"""One site for all tests here, copied for each; and how often things are done: a little, or with TOTE_LONG=1 a lot."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.server import Server
from tests.faults.site import Site, build

LONG = os.environ.get("TOTE_LONG", "") not in {"", "0"}


def times(short: int, long: int) -> int:
    """How often: in the suite, and in a long run."""
    return long if LONG else short


def show(**figures: object) -> None:
    """Print figures, for `pytest -s`; nothing is held against them."""
    sys.stdout.write(f"\n    {figures}\n")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return build(tmp_path_factory.mktemp("site") / "data", devices=times(60, 700))


@pytest.fixture
def site(template: Site, tmp_path: Path) -> Site:
    return template.copy(tmp_path / "data")


@pytest.fixture
def server(site: Site, request: pytest.FixtureRequest) -> Iterator[Server]:
    """The real server over the site, started; what a test parametrizes it with is how it is to start."""
    one = Server(site, getattr(request, "param", ""))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def sites(template: Site, tmp_path: Path) -> Callable[[], Site]:
    """Makes one copy after the other."""
    made = iter(range(10_000))
    return lambda: template.copy(tmp_path / f"data-{next(made)}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A long run takes its time."""
    for item in items if LONG else ():
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(3600))
