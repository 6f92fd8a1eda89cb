"""GS1 Digital Link: the keys and attributes of an element string, written as a web address (URI syntax 1.6).

Nothing is ever fetched: what a link says stands in it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from backend.scanning.gs1.elements import Pair, Problem, wrong
from backend.scanning.gs1.table import TABLE

ADDRESS = re.compile(
    r"https?://[^/?#\x00-\x20\x7f]+(?P<path>/[^?#]*)?(?:\?(?P<query>[^#]*))?(?:#[^\n]*)?", re.IGNORECASE | re.ASCII
)
GTIN_LENGTHS, GTIN_LENGTH = (8, 12, 13), 14
COMPRESSED = re.compile(r"[-_0-9A-Za-z]{10,}")
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
KEY_BEGINS = frozenset((0x00, 0x01, 0x25, 0x40, 0x41, 0x80))
"""What the first byte of a compressed link is: the first two digits of a key, or a letter for several identifiers."""
SHORT_TENS_MAX, DIGIT_MAX = 9, 9
ENCODED = re.compile(rb"%([0-9A-Fa-f]{2})")
DIGITS = re.compile(r"[0-9]+")


def parse(text: str, year: int) -> list[Pair] | Problem | None:
    """Every (identifier, value) of a link; none if the text is a web address that is no Digital Link, or none at all.

    Problems: `DL_PATH` (the path cannot be read), `DL_QUALIFIER` (it does not belong to the key), `DL_QUALIFIER_ORDER`,
    and those of the values.
    """
    address = ADDRESS.fullmatch(text)
    if address is None:
        return None
    # Split before decoding: a value may have a slash in it.
    segments = (address["path"] or "").split("/")[1:]
    if segments and segments[-1] == "":
        segments.pop()
    at = _key_at(segments)
    if at is None:
        return _broken_off(segments, year)
    rows = [(segments[n], segments[n + 1]) for n in range(at, len(segments), 2)]
    attributes = _attributes(address["query"] or "")
    path = [ai for ai, _ in rows]
    problem = _order(path) or _out_of_path(path, [ai for ai, _ in attributes])
    found: list[Pair] = []
    for ai, raw in (*rows, *attributes):
        if problem is not None:
            break
        problem = _take(found, ai, raw, year)
    return problem or found


def is_address(text: str) -> bool:
    """True for a web address of whatever kind."""
    return ADDRESS.fullmatch(text) is not None


def is_compressed(text: str) -> bool:
    """True for an address that may be a compressed Digital Link: a last segment in base64url that begins like a key."""
    address = ADDRESS.fullmatch(text)
    last = (address["path"] or "").rsplit("/", 1)[-1] if address else ""
    if COMPRESSED.fullmatch(last) is None:
        return False
    first = BASE64.index(last[0]) << 2 | BASE64.index(last[1]) >> 4
    return first in KEY_BEGINS or (first >> 4 <= SHORT_TENS_MAX and first & 0xF > DIGIT_MAX)


def _key_at(segments: list[str]) -> int | None:
    """Where the key is: the last identifier that is one, with as many values behind it as identifiers."""
    for at in range(len(segments) - 2, -1, -2):
        row = TABLE.get(segments[at])
        if row is not None and row.key is not None and not _is_qualifier(segments, at):
            return at
    return None


def _broken_off(segments: list[str], year: int) -> Problem | None:
    """A key with its value stands in the path, but what follows does not come in pairs."""
    for ai, raw in pairwise(segments):
        row = TABLE.get(ai)
        if row is not None and row.key is not None and wrong(ai, raw, year) is None:
            return Problem("DL_PATH", ai)
    return None


def _is_qualifier(segments: list[str], at: int) -> bool:
    """8020 qualifies 415 only, and 8010 is followed by 8011: some keys may stand behind another."""
    before = TABLE.get(segments[at - 2]) if at >= 2 else None  # noqa: PLR2004
    return before is not None and before.key is not None and any(segments[at] in row for row in before.key)


def _order(ais: list[str]) -> Problem | None:
    key, *qualifiers = ais
    rows = TABLE[key].key or ()
    allowed = {ai for row in rows for ai in row}
    for ai in qualifiers:
        if ai not in allowed:
            return Problem("DL_QUALIFIER", ai if ai in TABLE else None)
    for row in rows:
        places = [row.index(ai) if ai in row else -1 for ai in qualifiers]
        if -1 not in places and places == sorted(set(places)):
            return None
    return Problem("DL_QUALIFIER_ORDER", qualifiers[-1]) if qualifiers else None


def _out_of_path(path: list[str], ais: list[str]) -> Problem | None:
    """What may stand in the path only: some identifiers always, a qualifier where it could follow the key."""
    key, *qualifiers = path
    rows = TABLE[key].key or ()
    for ai in ais:
        belongs = ai not in path and any({*qualifiers, ai} <= set(row) for row in rows)
        if belongs or (ai in TABLE and not TABLE[ai].attribute):
            return Problem("DL_QUALIFIER", ai)
    return None


def _attributes(query: str) -> list[Pair]:
    """What stands in the query under a number. Words such as `linkType`, and what has no value, are for resolvers."""
    pairs = (part.partition("=") for part in re.split("[&;]", query))
    return [(key, raw) for key, sign, raw in pairs if sign and DIGITS.fullmatch(key)]


def _take(found: list[Pair], ai: str, raw: str, year: int) -> Problem | None:
    if ai not in TABLE:
        return Problem("UNKNOWN_AI", ai)
    try:
        value = ENCODED.sub(lambda one: bytes.fromhex(one[1].decode()), raw.encode()).decode()
    except UnicodeError:
        return Problem("CHARSET", ai)
    if ai == "01" and len(value) in GTIN_LENGTHS:
        value = value.zfill(GTIN_LENGTH)
    found.append((ai, value))
    return wrong(ai, value, year)
