"""A push that no strict reader takes, taken apart: one op that is no JSON must not hold up those beside it.

Half a surrogate pair (a browser writes it as an escape), bytes that are not UTF-8, NaN: a strict reader refuses all of
the frame. Here the ops are cut out of it as they came, byte for byte, and each gets an outcome of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import msgspec
from msgspec import Raw

from backend.sync.wire import OPS_MOST, PushFrame

_SPACE = re.compile(r"[ \t\r\n]*")
_scan = json.JSONDecoder(strict=False).raw_decode


def push_frame(body: bytes) -> PushFrame:
    """The frame, its ops as they came. Raises `msgspec.ValidationError` for what is no frame around its ops either."""
    text = body.decode("utf-8", "surrogateescape")  # there and back without a loss
    try:
        spans = dict(_members(text))
        start, end = spans["ops"]
        cut = [(a, b) for a, b in _items(text, start)]
    except (ValueError, KeyError, IndexError, RecursionError) as error:
        raise msgspec.ValidationError(f"not a push: {type(error).__name__}") from error
    if len(cut) > OPS_MOST:
        raise msgspec.ValidationError(f"Expected `array` of length <= {OPS_MOST} - at `$.ops`")
    frame = msgspec.json.decode(_bytes(text[:start] + "[]" + text[end:]), type=PushFrame)
    frame.ops = [Raw(_bytes(text[a:b])) for a, b in cut]
    return frame


def tag(body: bytes) -> str:
    """Which message of a live stream it is. Raises `ValueError` for what is no message."""
    try:
        text = body.decode("utf-8", "surrogateescape")
        start, _ = dict(_members(text))["t"]
        found, _ = _scan(text, start)
    except (KeyError, IndexError, RecursionError) as error:
        raise ValueError(body[:80]) from error
    return str(found)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _expect(text: str, at: int, what: str) -> int:
    if text[at] not in what:
        raise ValueError(what)
    return at + 1


def _members(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The members of the object that a text is, and where their values are."""
    at = _skip(text, _expect(text, _skip(text, 0), "{"))
    while text[at] != "}":
        key, at = _scan(text, at)
        start = _skip(text, _expect(text, _skip(text, at), ":"))
        _, end = _scan(text, start)
        yield str(key), (start, end)
        at = _skip(text, end)
        if text[at] != "}":
            at = _skip(text, _expect(text, at, ","))


def _items(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where the items of an array are."""
    at = _skip(text, _expect(text, start, "["))
    while text[at] != "]":
        _, end = _scan(text, at)
        yield at, end
        at = _skip(text, end)
        if text[at] != "]":
            at = _skip(text, _expect(text, at, ","))
