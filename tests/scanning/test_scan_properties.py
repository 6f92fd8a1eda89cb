from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backend.scanning import gs1, gtin, own_code, read, sscc
from backend.scanning.gs1 import checks
from backend.scanning.own_code import OwnForm

AIMS = ("", "]C1", "]C0", "]E0", "]E3", "]E4", "]d2", "]Q3", "]I1", "]e0", "]X9", "\x1d")
PIECES = st.sampled_from((
    "01", "00", "02", "10", "17", "37", "3103", "410", "421", "\x1d", "L-", "T-", "C-UNDO", "09521101530001",
    "395212340000000014", "9521101530001", "261130", "LOT-7", "٣", "é", "𠀀", " ", "\n", "1",
))  # fmt: skip
SCANS = st.one_of(
    st.text(max_size=220),
    st.builds("".join, st.tuples(st.sampled_from(AIMS), st.text("0123456789", max_size=30))),
    st.builds("".join, st.tuples(st.sampled_from(AIMS), st.lists(PIECES, max_size=12).map("".join))),
)
YEARS = st.integers(1950, 2150)


def weighted_sum(digits: str) -> int:
    """The sum that the standard asks to be a multiple of ten, check digit included."""
    return sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(reversed(digits)))


@given(SCANS, YEARS)
def test_any_text_is_read_without_an_exception_and_alike_each_time(raw: str, year: int) -> None:
    scan = read(raw, year)
    assert scan == read(raw, year)
    assert scan.raw == raw[:200]


@given(SCANS, YEARS)
def test_every_number_that_is_accepted_is_ascii_digits_with_a_right_check_digit(raw: str, year: int) -> None:
    scan = read(raw, year)
    for number, length in ((scan.gtin, 14), (scan.sscc, 18)):
        if number is not None:
            assert len(number) == length
            assert number.isascii()
            assert number.isdigit()
            assert weighted_sum(number) % 10 == 0


@given(SCANS, YEARS)
def test_a_scan_with_an_error_gives_nothing_that_could_enter_stock(raw: str, year: int) -> None:
    scan = read(raw, year)
    if scan.error is not None:
        assert (scan.gtin, scan.sscc, scan.lot, scan.expiry, scan.count, scan.code, scan.elements) == (*[None] * 6, ())
    elif scan.form == "gtin":
        assert scan.gtin is not None
    elif scan.form == "sscc":
        assert scan.sscc is not None
    elif scan.form != "gs1":
        assert scan.code


@given(st.integers(0, 10**13 - 1), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_never_passes_for_a_gtin(item: int, place: int, shift: int) -> None:
    body = f"{item:013d}"
    digits = next(body + last for last in "0123456789" if weighted_sum(body + last) % 10 == 0)
    assert gtin.normalise(digits) == digits
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1 :]
    assert gtin.normalise(wrong) is None


LOTS = st.text("".join(sorted(checks.SET_82)), min_size=1, max_size=20)


@given(st.permutations(("01", "10", "17", "21", "37")), LOTS, LOTS, st.integers(0, 99_999_999))
def test_what_is_written_as_an_element_string_is_read_back_in_any_order(
    order: list[str], lot: str, serial: str, count: int
) -> None:
    value = {"01": "09521101530001", "10": lot, "17": "261130", "21": serial, "37": str(count)}
    elements = tuple((ai, value[ai]) for ai in order)
    scan = read("]C1" + gs1.write(elements, 2026), 2026)
    assert scan.elements == elements
    assert (scan.gtin, scan.lot, scan.serial, scan.count) == ("09521101530001", lot, serial, count)


FORMS: st.SearchStrategy[OwnForm] = st.sampled_from(("location", "tote", "order", "badge"))


@given(FORMS, st.text("".join(sorted(own_code.CODE_SET)), min_size=1, max_size=50), st.integers(0, 99_999))
def test_a_code_that_can_be_spelled_is_read_back_and_is_never_a_number(form: OwnForm, code: str, number: int) -> None:
    wanted = f"T-{number:04d}" if form == "tote" else code
    if not own_code.fits(form, wanted.removeprefix("T-") if form == "tote" else wanted):
        return
    scan = read(own_code.spell(form, wanted), 2026)
    assert (scan.form, scan.code, scan.error) == (form, wanted, None)
    assert (scan.gtin, scan.sscc) == (None, None)


@given(st.integers(0, 9), st.text("0123456789", min_size=4, max_size=12), st.integers(0, 9999))
def test_every_container_number_made_is_read_back_from_its_label(extension: int, prefix: str, serial: int) -> None:
    code = sscc.sscc(extension, prefix, serial)
    assert read("]C100" + code, 2026).sscc == code
