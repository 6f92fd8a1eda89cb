from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from backend.cli import main
from backend.domain.pick.rows import Tote
from backend.domain.product.rows import Barcode, Product
from backend.domain.stock.rows import Location, Warehouse
from backend.store import rows as stored
from backend.store.engine import writer
from backend.store.migrate import upgrade
from tests.scanning.reader import pdf_pages, seen, seen_on_png
from tests.scanning.samples import SECRET


def labels(*args: object, given: str = "") -> Result:
    return CliRunner().invoke(main, ["labels", *map(str, args)], input=given)


def test_a_place_becomes_a_pdf_by_the_name_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    assert labels("location", "A-12-04", "--check", "47", "--arrow", "up", "-o", file).exit_code == 0
    assert [seen(page) for page in pdf_pages(file.read_bytes())] == [[("]C0", "L-A-12-04")]]


def codes_of(*args: object, given: str = "") -> list[str]:
    said = labels(*args, "--form", "zpl", given=given)
    assert said.exit_code == 0, said.output
    return [line.partition("^FD>:")[2].removesuffix("^FS") for line in said.stdout.splitlines() if "^BC" in line]


def test_ranges_are_written_out() -> None:
    assert codes_of("tote", "8..11") == ["T-0008", "T-0009", "T-0010", "T-0011"]
    assert codes_of("location", "{A..B}-{09..10}-{1..2}") == [
        "L-A-09-1", "L-A-09-2", "L-A-10-1", "L-A-10-2", "L-B-09-1", "L-B-09-2", "L-B-10-1", "L-B-10-2",
    ]  # fmt: skip
    commands = codes_of("command", "all")
    assert len(commands) == 24
    assert "C-CONFIRM" in commands


def test_json_is_one_label_a_list_or_a_line_each() -> None:
    one, two = {"kind": "tote", "code": "T-0001"}, {"kind": "location", "code": "A-1", "lang": "zh"}
    assert codes_of("-", given=json.dumps(one)) == ["T-0001"]
    assert codes_of("-", given=json.dumps([one, two])) == ["T-0001", "L-A-1"]
    assert codes_of("-", given=f"{json.dumps(one)}\n\n{json.dumps(two)}\n") == ["T-0001", "L-A-1"]
    broken = labels("-", given=f'{json.dumps(one)}\n{{"kind"\n')
    assert (broken.exit_code, "Line 2" in broken.stderr) == (2, True)


def test_a_csv_file_gives_a_label_a_line_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_text("code,check_digits,note\nA-1,47,cold\nA-2,,\n", "utf-8-sig")
    assert codes_of("location", "--csv", file) == ["L-A-1", "L-A-2"]
    file.write_text("code,check_digits,colour\nA-1,47,red\n")
    wrong = labels("location", "--csv", file)
    assert wrong.exit_code == 2
    assert "g.csv line 2" in wrong.stderr
    assert "colour" in wrong.stderr
    assert "check_digits" in wrong.stderr


def test_an_address_is_parted_by_strokes(tmp_path: Path) -> None:
    file = tmp_path / "r.png"
    args = ("--set", "order_number=1", "--set", "return_to=Ann | Road 1 | Town", "-o", file)
    assert labels("return", "RMA-1", *args).exit_code == 0
    assert seen_on_png(file.read_bytes()) == [("]C0", "RMA-1")]


def test_several_pictures_are_numbered(tmp_path: Path) -> None:
    assert labels("tote", "1..3", "--dpi", 300, "-o", tmp_path / "t-{}.png").exit_code == 0
    found = sorted(tmp_path.iterdir())
    assert [file.name for file in found] == ["t-1.png", "t-2.png", "t-3.png"]
    assert Image.open(BytesIO(found[0].read_bytes())).width == 827
    many = labels("tote", "1..3", "--form", "svg")
    assert (many.exit_code, "label-{}.svg" in many.stderr) == (2, True)


def test_sheets_are_listed_and_begin_where_told(tmp_path: Path) -> None:
    assert "a4-24" in labels("sheets").stdout
    file = tmp_path / "s.pdf"
    assert labels("tote", "1..2", "--sheet", "a4-24", "--first", 24, "-o", file).exit_code == 0
    assert len(pdf_pages(file.read_bytes(), 72)) == 2
    past = labels("tote", "1", "--sheet", "a4-24", "--first", 25)
    assert (past.exit_code, "24" in past.stderr) == (2, True)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("location", "A 1"), "A 1 cannot be the code of a location"),
        (("banana", "1"), "there is no label 'banana'"),
        (("location",), "Which labels?"),
        (("location", "A-1", "--set", "colour=red"), "colour"),
        (("location", "A-1", "--set", "colour"), "no value"),
        (("location", "A-1", "-o", "a.docx"), "--form"),
        (("location", "{3..1}"), "upwards"),
        (("location", "{1..B}"), "from number to number"),
        (("location", "{1..9999999}"), "more than"),
        (("tote", "1..2401", "--form", "zpl"), "2400"),
        (("product", "19521101530008", "--set", "sku=a", "--set", "name=b"), "symbol=gs1-128"),
        (("location", "A-1", "--form", "zpl", "--font", "simsun"), "printer font"),
        (("location", "A-1", "--csv", "no.csv"), "no.csv cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_a_way_on(args: tuple[str, ...], told: str) -> None:
    said = labels(*args)
    assert said.exit_code == 2
    assert told in said.stderr


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A database with three places in two zones, a tote, and a product by the piece and by the case."""
    upgrade(str(tmp_path / "tote.db"))
    engine = writer(str(tmp_path / "tote.db"))
    with engine.begin() as connection:
        stored.insert(
            connection,
            Warehouse,
            [Warehouse(id="ROT", name_en="Rotterdam", name_zh="鹿特丹", company_prefix="9521234")],
        )
        places = (("A-2", "A", 2, "47"), ("A-1", "A", 1, ""), ("B-1", "B", 3, ""), ("T-0007", "A", 9, ""))
        stored.insert(connection, Location, [
            Location(id=f"ROT/{code}", warehouse="ROT", code=code, zone=zone, pick_sequence=walk, check_digits=check,
                     kind="tote" if walk == 9 else "bin")
            for code, zone, walk, check in places
        ])  # fmt: skip
        stored.insert(connection, Tote, [Tote(id="ROT/T-0007", warehouse="ROT", code="T-0007")])
        stored.insert(connection, Product, [Product(id="AJ-1", name_en="Apple juice", name_zh="苹果汁")])
        codes = (("09521101530001", "each", 1), ("19521101530008", "case", 12), ("SHELF-7", "each", 1))
        stored.insert(connection, Barcode, [
            Barcode(id=code, product="AJ-1", level=level, units=units)  # type: ignore[arg-type]
            for code, level, units in codes
        ])  # fmt: skip
    engine.dispose()
    return tmp_path


def test_places_totes_and_goods_come_from_the_database(data: Path) -> None:
    assert codes_of("--from-db", "locations", "--data", data) == ["L-A-1", "L-A-2", "L-B-1"]
    assert codes_of("--from-db", "locations", "--zone", "A", "--warehouse", "ROT", "--data", data) == ["L-A-1", "L-A-2"]
    assert "^FD47^FS" in labels("--from-db", "locations", "--data", data, "--form", "zpl").stdout
    assert codes_of("--from-db", "totes", "--data", data) == ["T-0007"]
    goods = labels("--from-db", "products", "--data", data, "--form", "zpl").stdout
    assert "^FD952110153000^FS" in goods
    assert "^FD>;>80119521101530008^FS" in goods
    assert goods.count("^XA") == 2


def test_an_empty_zone_and_no_database_are_said(data: Path, tmp_path: Path) -> None:
    none = labels("--from-db", "locations", "--zone", "Q", "--data", data)
    assert (none.exit_code, "There are no locations in zone Q." in none.stderr) == (2, True)
    nowhere = labels("--from-db", "locations", "--data", tmp_path / "no")
    assert (nowhere.exit_code, "tote init" in nowhere.stderr) == (2, True)


def test_a_badge_that_is_issued_is_written_as_a_label_that_only_its_owner_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {"badge": SECRET, "pin": "493817"}
    monkeypatch.setattr("backend.cli.remote.signed_in", lambda *_: json.dumps(made).encode())
    file = tmp_path / "mei.pdf"
    issue = ("badge", "issue", "--login", "ada", "--person", "mei", "--label", str(file))
    said = CliRunner().invoke(main, issue)
    assert (said.exit_code, "493817" in said.stdout) == (0, True)
    assert file.stat().st_mode & 0o777 == 0o600
    assert [seen(page) for page in pdf_pages(file.read_bytes())] == [[("]Q1", f"TOTE-BADGE:{SECRET}")]]
    again = CliRunner().invoke(main, issue)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)
