"""What a file says stays true on another machine and in another year."""

import re
from collections.abc import Iterator

import pytest

from tests.house.sources import everything, shown, told

RULES = {
    "a promise of later work": (r"\b(TODO|FIXME|HACK)\b", "do it, or open an issue and say here what holds today"),
    "a plea": (r"(?i)\bkeep (this )?in sync\b", "write it once, or hold it by a test"),
    "an issue number": (
        r"(?i)\b(issue|bug|ticket|see|fix(es|ed)?|close[sd]?|pr)\s+#\d+|\bissue\s+\d+",
        "say the reason itself: numbers point elsewhere",
    ),
    "a path of one machine": (r"(?<![\w.])/(work|root|Users|home/\w+)/", "a path from the root of the checkout"),
    "a registry by name": (
        r"\b(pypi\.org|pythonhosted\.org|registry\.npmjs)\b",
        "leave it to pip's and npm's own settings",
    ),
}


def faults(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        for rule, (pattern, cure) in RULES.items():
            if re.search(pattern, line):
                yield f"{name}:{number}: {rule}: {cure}"


def test_no_file_promises_pleads_or_points_at_one_machine() -> None:
    mine = {"tests/house/test_comments.py"}
    paths = [path for path in everything() if shown(path) not in mine]
    found = [fault for path in paths for fault in faults(shown(path), path.read_text("utf-8"))]
    assert not found, told(found, "as each line says")


@pytest.mark.parametrize(
    "line",
    [
        "# TODO: lots",
        "// keep in sync with scan.py",
        "# see #142",
        "Fixes #7.",
        "DATA = '/home/ana/tote'",
        "cd /work/main",
        "--index-url https://pypi.org/simple",
    ],
)
def test_a_line_that_will_not_stay_true_is_found(line: str) -> None:
    assert list(faults("x", line))


@pytest.mark.parametrize(
    "line", ["color: #123;", "order #1001 of the shop", "see '#112233'", "a to-do list", "/workers/"]
)
def test_a_colour_or_an_order_number_is_no_fault(line: str) -> None:
    assert not list(faults("x", line))
