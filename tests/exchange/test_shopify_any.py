"""Promises that hold for any file."""

from __future__ import annotations

import csv
import io
from operator import itemgetter

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.exchange.intake.shopify import Reading, read_orders
from backend.exchange.intake.shopify.columns import COLUMNS

HEADER = ",".join(COLUMNS)
CELLS = {
    "Name": ["#1", "#2", "#3", "", "#1\ufffd"],
    "Email": ["jan@example.com", "", "jan"],
    "Financial Status": ["paid", "", "refunded", "pending", "odd"],
    "Fulfillment Status": ["unfulfilled", "", "fulfilled", "partial"],
    "Currency": ["EUR", "", "JPY", "XXX"],
    "Total": ["10.00", "", "1,000.00", "ten"],
    "Created at": ["2026-11-20 09:15:02 +0100", "2026-11-20 09:15", "", "2026-02-30 09:15:02 +0100"],
    "Lineitem quantity": ["1", "0", "100000", "1.5", ""],
    "Lineitem name": ["Oil", "naïve\nname", "", "x" * 300],
    "Lineitem price": ["10.00", "", "-1"],
    "Lineitem sku": ["OIL-1", "", "S" * 81],
    "Lineitem requires shipping": ["true", "false", "", "maybe"],
    "Lineitem fulfillment status": ["pending", "fulfilled", "partial", ""],
    "Shipping Name": ["Jan", "", "x" * 201],
    "Shipping Address1": ["Kade 1", ""],
    "Shipping City": ["Rotterdam", ""],
    "Shipping Zip": ["'3011", ""],
    "Shipping Country": ["NL", "", "nl", "Holland"],
    "Billing Country": ["", "NL", "??"],
    "Notes": ["", 'a "note"\r\nof two lines', "\x01\x1b", "=1+1", "n" * 2_100],
    "Id": ["", "5800000000001", "5.8E+12"],
    "Cancelled at": ["", "", "", "2026-11-20 10:00:00 +0100"],
}


@st.composite
def files(draw: st.DrawFn, *, contiguous: bool = False) -> str:
    """Files with a header and rows that are mostly right, with any cell from the list above."""
    out = io.StringIO()
    write = csv.DictWriter(out, COLUMNS, lineterminator=draw(st.sampled_from(["\n", "\r\n"])))
    write.writeheader()
    rows = []
    for _ in range(draw(st.integers(0, 6))):
        row = {column: cells[0] for column, cells in CELLS.items()}
        for column in draw(st.lists(st.sampled_from(sorted(CELLS)), max_size=4)):
            row[column] = draw(st.sampled_from(CELLS[column]))
        if draw(st.booleans()):
            row |= dict.fromkeys(("Financial Status", "Currency", "Total"), "")
        rows.append(row)
    write.writerows(sorted(rows, key=itemgetter("Name")) if contiguous else rows)
    return out.getvalue()


def check(reading: Reading) -> None:
    """What must be true of every reading."""
    # It is exactly what its types say: lengths, patterns and bounds of every field.
    msgspec.convert(msgspec.to_builtins(reading), Reading)
    in_orders = [line.row for order in reading.orders for line in order.lines]
    assert len(in_orders) == len(set(in_orders)), "a row is in two orders"
    bad = {row for p in reading.problems if p.severity == "error" for row in (p.row, *p.also)}
    assert not bad & set(in_orders), "a bad row went in"
    assert len({order.external_id for order in reading.orders}) == len(reading.orders)
    assert all(order.lines for order in reading.orders)
    for problem in reading.problems:
        assert problem.row >= 1
        assert len(problem.value) <= 80
        assert "{" not in problem.en.replace(problem.value, "")


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(content: bytes) -> None:
    check(read_orders(content))


@given(st.binary(max_size=400), st.sampled_from([",", ";", "\t"]))
def test_no_bytes_under_a_good_header_make_it_raise(content: bytes, delimiter: str) -> None:
    check(read_orders(HEADER.replace(",", delimiter).encode() + b"\n" + content))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_each_data_row_is_in_an_order_or_in_a_problem(text: str) -> None:
    reading = read_orders(text.encode())
    check(reading)
    rows = row_numbers(text)
    told = {row for p in reading.problems for row in (p.row, *p.also)}
    assert reading.rows == len(rows)
    assert set(rows) <= told | {line.row for order in reading.orders for line in order.lines}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(files(), st.data())
def test_an_order_whose_row_is_cut_off_stays_out(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    reading = read_orders(text[:at].encode())
    check(reading)
    cut = [p.row for p in reading.problems if p.code in {"row_short", "quote_bad"} and p.column == ""]
    names = {row["Name"] for line, row in zip(row_numbers(text), parsed(text), strict=True) if line in cut}
    rest = text[:at].rpartition("\n")[2]
    assert "," not in rest or not names & {order.number for order in reading.orders}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(files(contiguous=True), st.data())
def test_a_quotation_mark_anywhere_never_lets_a_part_of_an_order_in(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(len(HEADER), len(text)))
    whole = {order.number: len(order.lines) for order in read_orders(text.encode()).orders}
    reading = read_orders((text[:at] + '"' + text[at:]).encode())
    check(reading)
    assert all(len(order.lines) == whole.get(order.number, len(order.lines)) for order in reading.orders)


def parsed(text: str) -> list[dict[str, str]]:
    """The data rows as the standard library reads them."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def row_numbers(text: str) -> list[int]:
    """The line that each data row begins on, counted without the reader under test."""
    starts, line, quoted = [], 1, False
    begun = False
    for at, char in enumerate(text):
        if not begun:
            starts.append(line)
            begun = True
        if char == '"':
            quoted = not quoted
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            line += 1
            begun = quoted
    return starts[1:]
