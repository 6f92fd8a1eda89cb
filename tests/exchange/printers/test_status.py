"""What a printer says of itself is read as it is meant, and what is no answer is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.exchange.printers.status import Status, is_whole, parse

ONE = "030,{paper},{pause},1215,{formats},{full},0,{begun},000,{lost},0,{hot}"
TWO = "000,0,{head},{ribbon},1,2,6,0,{left},1,000"


PLAIN = dict.fromkeys(("paper", "pause", "full", "begun", "lost", "hot", "head", "ribbon"), "0")


def answer(formats: str = "000", left: str = "00000000", **flags: str) -> bytes:
    said = {**PLAIN, "formats": formats, "left": left, **flags}
    lines = (ONE.format(**said), TWO.format(**said), "1234,0")
    return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in lines)


NONE = (b"", b"\x02030,0\x03", answer()[:-8], answer(formats="x"), b"\x02\x03" * 3, b"HTTP/1.1 400 Bad")


def broken(at: tuple[bytes, int]) -> bytes:
    """An answer with something else in the middle of it."""
    return answer()[: at[1]] + at[0] + answer()[at[1] :]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (answer(), "ready"),
        (answer(paper="1"), "paper_out"),
        (answer(pause="1"), "paused"),
        (answer(head="1"), "head_open"),
        (answer(ribbon="1"), "ribbon_out"),
        (answer(lost="1"), "fault"),
        (answer(full="1"), "busy"),
        (answer(hot="1"), "busy"),
        (answer(pause="1", paper="1"), "paper_out"),
        (answer(pause="1", head="1", paper="1"), "head_open"),
    ],
)
def test_each_flag_is_read_and_what_hands_can_do_comes_first(said: bytes, state: str) -> None:
    found = parse(said)
    assert found is not None
    assert found.state == state


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (answer(), 0),
        (answer(formats="003"), 3),
        (answer(left="00000012"), 12),
        (answer(formats="002", left="00000001"), 3),
        (answer(begun="1"), 1),
    ],
)
def test_what_it_has_taken_and_not_printed_is_counted(said: bytes, left: int) -> None:
    assert parse(said) == Status("ready", left)


def test_what_it_said_before_is_passed_over() -> None:
    assert parse(b"hello\r\n" + answer(pause="1") + answer()) == Status("ready", 0)


@pytest.mark.parametrize(
    "said", [b"", b"\x02030,0\x03", answer()[:-8], answer(formats="x"), b"\x02\x03" * 3, b"HTTP/1.1 400 Bad"]
)
def test_what_is_no_status_is_none(said: bytes) -> None:
    assert parse(said) is None


@given(
    st.binary(max_size=300)
    | st.tuples(st.binary(max_size=9), st.integers(0, 99)).map(lambda t: answer()[: t[1]] + t[0] + answer()[t[1] :])
)
def test_no_bytes_break_it(said: bytes) -> None:
    found = parse(said)
    assert found is None or found.left >= 0 or b"-" in said
    assert found is None or is_whole(said)
