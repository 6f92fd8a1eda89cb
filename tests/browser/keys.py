"""A wedge scanner: every key of a code is on its way to the browser before the first is answered."""

from __future__ import annotations

import asyncio
from string import ascii_uppercase
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import CDPSession, Page

PLAIN, SHIFTED = "`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?'
NAMES = (
    "Backquote", *(f"Digit{n}" for n in "1234567890"), "Minus", "Equal", "BracketLeft", "BracketRight", "Backslash",
    "Semicolon", "Quote", "Comma", "Period", "Slash",
)  # fmt: skip
CODES = (192, *(ord(n) for n in "1234567890"), 189, 187, 219, 221, 220, 186, 222, 188, 190, 191)
WHERE = {
    **dict(zip(PLAIN, zip(NAMES, CODES, strict=True), strict=True)),
    **dict(zip(SHIFTED, zip(NAMES, CODES, strict=True), strict=True)),
    **{letter: (f"Key{upper}", ord(upper)) for upper in ascii_uppercase for letter in (upper, upper.lower())},
    " ": ("Space", 32),
}
"""Name and number of the key that has a character, on a US keyboard."""
KEY_MS_MAX = 30_000
_sessions: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


def scan(page: Page, code: str) -> None:
    """Type a code and Enter as a scanner does: nothing that happens here or in the driver comes between two keys.

    `page.keyboard.type` asks for a key when the page has had the one before, which on a busy machine is a hand's pace.
    """
    if page not in _sessions:
        _sessions[page] = page.context.new_cdp_session(page)
    cdp = _sessions[page]
    events = [event for key in (*map(_key, code), _key("\r")) for event in key]
    send = cdp._impl_obj.send  # the driver's own, since what is public waits for each answer
    cdp._sync(asyncio.gather(*(send("Input.dispatchKeyEvent", event, KEY_MS_MAX) for event in events)))


def _key(char: str) -> tuple[dict[str, Any], dict[str, Any]]:
    name, number = ("Enter", 13) if char == "\r" else WHERE[char]
    key = {"key": "Enter" if char == "\r" else char, "code": name, "windowsVirtualKeyCode": number}
    return {"type": "keyDown", "text": char, "unmodifiedText": char, **key}, {"type": "keyUp", **key}
