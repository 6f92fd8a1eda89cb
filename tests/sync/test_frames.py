"""Pages that wait are joined, and cut to what a reader lacks."""

from __future__ import annotations

import msgspec

from backend.sync.changelog import Scope, Written
from backend.sync.frames import Audience, after
from backend.sync.wire import Page


def test_a_page_is_cut_to_what_the_reader_lacks() -> None:
    page = Page("wh:A", 4, 7, False, [msgspec.Raw(b"5"), msgspec.Raw(b"6"), msgspec.Raw(b"7")])
    cut = after(page, 6)
    assert (cut.from_, cut.to, [bytes(c) for c in cut.changes]) == (6, 7, [b"7"])


def test_commits_that_do_not_follow_each_other_are_not_joined() -> None:
    audience = Audience()
    audience.add(Written({"a": Scope("a", 2, "00", start=0, changes=[b"1", b"2"])}))
    assert audience.takes(Written({"a": Scope("a", 3, "00", start=2, changes=[b"3"])}))
    assert not audience.takes(Written({"a": Scope("a", 5, "00", start=4, changes=[b"5"])}))
