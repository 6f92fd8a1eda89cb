"""What many streams are told at once: pages of a scope, joined while they wait, encoded once for all who see the same.

Costs O(changes) for each set of scopes, and never O(changes × sockets).
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Raw

from backend.sync.changelog import Written
from backend.sync.wire import Page

encode = msgspec.json.Encoder().encode


class Frame:
    """One message, shared by all sockets that get it. `pages` is empty for an answer to one device."""

    __slots__ = ("pages", "text", "wire")

    def __init__(self, text: bytes, pages: tuple[Page, ...] = ()) -> None:
        self.text, self.pages = text, pages
        self.wire: bytes | None = None
        """The same as bytes of a WebSocket, kept by whoever made them first."""


def page_frame(pages: Iterable[Page]) -> Frame:
    """`{"t": "page", "pages": [...]}`."""
    held = tuple(pages)
    return Frame(encode({"t": "page", "pages": held}), held)


def after(page: Page, seq: int) -> Page:
    """What is left of a page for somebody who has been told up to `seq`: seq is dense, one change each."""
    return Page(page.scope, seq, page.to, page.more, page.changes[seq - page.from_ :])


class Audience:
    """The changes since the last flush, and the frame for each set of scopes that somebody reads."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.heads: dict[str, tuple[int, str]] = {}
        self._frames: dict[frozenset[str], Frame] = {}

    def takes(self, written: Written) -> bool:
        """Whether it follows what is here. If not, what is here has to go out first."""
        held = self.pages
        return all(s.name not in held or held[s.name].to == s.start for s in written.scopes.values())

    def add(self, written: Written) -> None:
        """Join the changes of a commit to those that wait."""
        for scope in written.scopes.values():
            self.heads[scope.name] = (scope.seq, scope.digest)
            held = self.pages.get(scope.name)
            if held is None:
                held = self.pages[scope.name] = Page(scope.name, scope.start, scope.seq, False, [])
            held.to = scope.seq
            held.changes += [Raw(change) for change in scope.changes]

    def frame(self, scopes: frozenset[str]) -> Frame | None:
        """The frame for a reader of these scopes; none if nothing changed there."""
        seen = frozenset(scopes & self.pages.keys())
        if not seen:
            return None
        found = self._frames.get(seen)
        if found is None:
            found = self._frames[seen] = page_frame(self.pages[name] for name in sorted(seen))
        return found
