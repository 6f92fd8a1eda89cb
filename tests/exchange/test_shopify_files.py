"""Whole sample files, as a shop or a spreadsheet after it has saved them."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.exchange.intake.shopify import OrderDraft, Problem, Reading, read_orders

SAMPLES = Path(__file__).parent / "shopify"


def read(name: str) -> Reading:
    return read_orders((SAMPLES / name).read_bytes())


def numbers(reading: Reading) -> list[str]:
    return [order.number for order in reading.orders]


def order(reading: Reading, number: str) -> OrderDraft:
    return next(order for order in reading.orders if order.number == number)


def told(reading: Reading) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.code) for problem in reading.problems]


def problem(reading: Reading, row: int) -> Problem:
    return next(problem for problem in reading.problems if problem.row == row)


def test_a_good_file_goes_in_whole() -> None:
    reading = read("good.csv")
    assert numbers(reading) == ["#1001", "#1002", "#1003", "#1004", "#1005"]
    assert told(reading) == [(10, "Lineitem requires shipping", "line_no_shipping")]
    assert (reading.rows, reading.encoding, reading.delimiter) == (7, "utf-8", ",")


def test_an_order_of_several_rows_has_its_lines_with_the_rows_that_an_editor_shows() -> None:
    lines = order(read("good.csv"), "#1002").lines
    assert [(line.row, line.sku, line.quantity, line.unit_price) for line in lines] == [
        (3, "OIL-1", 123, 1000),
        (6, "NAP-1", 1, 450),
    ]


def test_an_order_keeps_its_own_columns() -> None:
    found = order(read("good.csv"), "#1002")
    assert found.external_id == "5800000001002"
    assert found.email == "chef@example.com"
    assert found.placed_at == 1_795_162_502_000  # 2026-11-20 09:15:02 +0100 is 08:15:02 UTC
    assert (found.currency, found.total, found.shipping_fee) == ("EUR", 126_350, 2_900)
    assert found.shipping.street1 == "Hauptstraße 5 Hinterhaus"
    assert (found.shipping.zip, found.shipping.country, found.shipping.phone) == ("01067", "DE", "+31 10 5550100")
    assert found.notes == 'Ring twice.\nLeave with "Piet", not at the door.'
    assert found.tags == ("wholesale", "urgent")


def test_money_has_the_places_of_its_currency() -> None:
    reading = read("good.csv")
    assert [(o.total, o.lines[0].unit_price) for o in reading.orders if o.currency == "JPY"] == [(2_600, 1_200)]
    assert [(o.total, o.lines[0].unit_price) for o in reading.orders if o.currency == "KWD"] == [(3_500, 1_250)]


def test_the_total_tells_whether_prices_hold_the_tax() -> None:
    reading = read("good.csv")
    assert order(reading, "#1003").tax_included
    assert not order(reading, "#1005").tax_included


def test_each_bad_row_is_told_with_its_line_and_column_and_the_good_orders_go_in() -> None:
    reading = read("bad_rows.csv")
    assert numbers(reading) == ["#2001", "#2010"]
    assert told(reading) == [
        (3, "Lineitem quantity", "quantity_bad"),
        (4, "Name", "order_left_out"),
        (6, "Lineitem price", "money_bad"),
        (7, "Shipping Country", "country_bad"),
        (9, "Created at", "time_bad"),
        (10, "Name", "order_no_head"),
        (11, "Lineitem quantity", "quantity_bad"),
        (11, "Email", "email_bad"),
        (12, "Lineitem sku", "missing"),
        (13, "Shipping Address1", "missing"),
        (14, "Total", "total_differs"),
        (15, "", "row_short"),
    ]


def test_the_other_rows_of_a_bad_order_are_named_as_left_out_with_it() -> None:
    left_out = problem(read("bad_rows.csv"), 4)
    assert (left_out.also, left_out.severity) == ((5,), "error")
    assert "#2003" in left_out.en
    assert "#2003" in left_out.zh


def test_an_order_above_rows_of_no_known_order_stays_out() -> None:
    lines = (SAMPLES / "good.csv").read_bytes().decode("utf-8-sig").split("\r\n")
    reading = read_orders("\r\n".join([lines[0], lines[1], lines[4].replace("#1002", "#10O2"), lines[5]]).encode())
    assert numbers(reading) == ["#1003"]
    assert told(reading) == [(2, "Name", "order_may_go_on"), (3, "Name", "order_no_head")]


def test_what_the_shop_is_done_with_is_skipped_with_the_reason() -> None:
    reading = read("skipped.csv")
    assert numbers(reading) == ["#3004", "#3005"]
    assert [line.sku for line in order(reading, "#3005").lines] == ["NAP-1"]
    assert told(reading) == [
        (2, "Fulfillment Status", "order_fulfilled"),
        (4, "Cancelled at", "order_cancelled"),
        (5, "Financial Status", "order_refunded"),
        (6, "Financial Status", "order_part_refunded"),
        (7, "Lineitem fulfillment status", "line_fulfilled"),
        (9, "Lineitem requires shipping", "line_no_shipping"),
        (9, "Lineitem requires shipping", "order_nothing_to_ship"),
        (10, "Lineitem fulfillment status", "line_part_fulfilled"),
    ]
    assert problem(reading, 2).also == (3,)


def test_an_order_that_is_in_the_file_twice_goes_in_once_or_if_they_differ_not_at_all() -> None:
    reading = read("duplicates.csv")
    assert numbers(reading) == ["#4001", "#4002", "#4006"]
    assert [(p.row, p.code, p.also, p.severity) for p in reading.problems] == [
        (5, "order_twice_same", (6,), "notice"),
        (7, "order_twice_differs", (), "error"),
        (8, "order_twice_differs", (), "error"),
        (9, "id_twice", (), "error"),
        (10, "id_twice", (), "error"),
    ]


def test_a_chinese_spreadsheet_is_read_and_the_guess_is_told() -> None:
    reading = read("gbk.csv")
    found = reading.orders[0]
    assert (found.shipping.name, found.shipping.city, found.shipping.zip) == ("陈伟", "深圳", "518057")
    assert (reading.encoding, told(reading)) == ("gbk", [(1, "", "encoding_guessed")])
    assert reading.problems[0].value == "橄榄油 1 升"


def test_a_european_spreadsheet_with_semicolons_and_decimal_commas_is_read() -> None:
    reading = read("semicolon.csv")
    found = reading.orders[0]
    assert (reading.encoding, reading.delimiter) == ("windows-1252", ";")
    assert (found.shipping.name, found.shipping.city) == ("Jürgen Weiß", "München")
    assert (found.total, found.lines[0].unit_price) == (123_950, 123_450)


def test_an_id_that_a_spreadsheet_has_rounded_is_not_trusted() -> None:
    reading = read("semicolon.csv")
    assert reading.orders[0].external_id == "#6001"
    assert (2, "Id", "id_rounded") in told(reading)


def test_a_quotation_mark_left_open_costs_its_own_order_only() -> None:
    reading = read("open_quote.csv")
    assert numbers(reading) == ["#7001", "#7002", "#7004"]
    assert told(reading) == [(5, "", "quote_bad")]


def test_a_quotation_mark_before_a_name_does_not_tear_the_order_apart() -> None:
    content = (SAMPLES / "bad_rows.csv").read_bytes().replace(b"\n#2003,", b'\n"#2003,', 1)
    reading = read_orders(content)
    assert (4, "", "quote_bad") in told(reading)
    assert problem(reading, 5).code == "order_left_out"
    assert numbers(reading) == ["#2001", "#2010"]


def test_a_row_without_a_name_keeps_the_order_above_out() -> None:
    content = (SAMPLES / "cut_off.csv").read_bytes().replace(b"\n#8002,jan@example.com,,", b"\n,jan@example.com,,")
    reading = read_orders(content)
    assert numbers(reading) == ["#8001"]
    assert {(3, "Name", "order_may_go_on"), (4, "Name", "missing")} < set(told(reading))


def test_a_text_too_long_for_a_label_keeps_its_order_out() -> None:
    content = (SAMPLES / "skipped.csv").read_bytes().replace(b"Jan de Boer", b"Jan " * 51)
    assert "text_long" in {found.code for found in read_orders(content).problems}
    assert not read_orders(content).orders


def test_an_order_that_may_go_on_past_the_end_of_a_cut_off_file_stays_out() -> None:
    reading = read("cut_off.csv")
    assert numbers(reading) == ["#8001"]
    assert told(reading) == [(3, "Name", "order_may_go_on"), (5, "", "row_short")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \r\n", "file_empty"),
        (b"PK\x03\x04\x14\x00", "file_not_csv"),
        (b"Handle,Title\nx,y\n", "header_missing"),
    ],
)
def test_what_is_no_orders_export_is_told_and_nothing_goes_in(content: bytes, code: str) -> None:
    reading = read_orders(content)
    assert (reading.orders, reading.rows) == ((), 0)
    assert {found.code for found in reading.problems} == {code}


def test_the_encodings_of_spreadsheets_give_the_same_orders() -> None:
    text = (SAMPLES / "good.csv").read_bytes().decode("utf-8-sig")
    wanted = read("good.csv").orders
    assert read_orders(text.encode("utf-16")).orders == wanted
    assert read_orders(text.encode("cp1252")).orders == wanted
    assert read_orders(text.encode("utf-8").replace(b"\r\n", b"\n")).orders == wanted


def test_a_sep_line_is_no_header_and_counts_as_a_line() -> None:
    content = (SAMPLES / "semicolon.csv").read_bytes()
    reading = read_orders(b"sep=;\r\n" + content)
    assert reading.orders[0].lines[0].row == 3


def test_bytes_that_cannot_be_read_keep_their_order_out() -> None:
    content = (
        (SAMPLES / "good.csv").read_bytes()[3:].replace("Hauptstraße".encode(), b"Hauptstra\xe2e \xc3\xa9\xc3\xa9")
    )
    reading = read_orders(content)
    assert reading.encoding == "utf-8"
    assert numbers(reading) == ["#1001", "#1003", "#1004", "#1005"]
    assert (3, "Shipping Address1", "text_damaged") in told(reading)
