from __future__ import annotations

import re
from io import BytesIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from backend.scanning import read
from backend.scanning.labels import CartonLabel, LocationLabel, png
from backend.scanning.labels import zpl as zpl_of
from backend.scanning.labels.zpl import squeezed
from backend.scanning.labels.zpl_symbols import escape
from backend.scanning.sscc import sscc

LABEL = CartonLabel(
    sscc=sscc(3, "9521234", 1), order_number="#10421", ship_to=("Wang", "上海"), from_name="Northwind", carton_no=3
)
HOSTILE = ("^XZ^XA^FDx^FS", "~JA", "A_5EB", "\\&", "^FS^FO0,0^GB800,1200,800^FS", "\r\n^XZ", "_", "100% ~^_")
COMMAND = re.compile(r"[\^~][A-Z@][A-Z0-9@]?")


def commands(zpl: bytes) -> list[str]:
    """What a printer takes for commands, in order: everything that a `^` or `~` begins."""
    return COMMAND.findall(zpl.decode())


def fields(zpl: bytes) -> list[str]:
    """The data of each field as the printer decodes them, `_XX` being a byte of UTF-8."""
    found = re.findall(r"\^FH_\^FD([^^~]*)\^FS", zpl.decode())
    return [re.sub(r"_([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), each) for each in found]


def test_a_label_is_one_format_in_utf_8_of_the_label_size() -> None:
    zpl = zpl_of([LABEL]).decode()
    assert zpl.startswith("^XA\n^CI28\n^PW800^LL1200^LH0,0\n")
    assert zpl.endswith("^PQ1\n^XZ\n")
    assert (zpl.count("^XA"), zpl.count("^XZ")) == (1, 1)
    assert "^PW1181^LL1772" in zpl_of([LABEL], 300).decode()


@pytest.mark.parametrize(("dpi", "module"), [(203, 4), (300, 6)])
def test_the_bars_are_a_gs1_128_of_the_sscc_in_whole_dots(dpi: int, module: int) -> None:
    (bars,) = [line for line in zpl_of([LABEL], dpi).decode().splitlines() if "^BC" in line]
    found = re.fullmatch(r"\^FO\d+,\d+\^BY(\d+)\^BCN,(\d+),N,N,N,N\^FH_\^FD>;>8(\d+)\^FS", bars)
    assert found is not None
    assert int(found[1]) == module
    assert int(found[2]) * 25.4 / dpi >= 31.75
    assert read("]C1" + found[3], 2026).sscc == LABEL.sscc


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_can_add_a_command_or_end_a_field(name: str) -> None:
    label = msgspec.structs.replace(
        LABEL, order_number=name, ship_to=(name, "x"), from_name=name, carrier=name, purchase_order=name
    )
    plain = msgspec.structs.replace(
        LABEL, order_number="a", ship_to=("a", "x"), from_name="a", carrier="a", purchase_order="a"
    )
    assert commands(zpl_of([label])) == commands(zpl_of([plain]))
    assert " ".join(name.split()) in fields(zpl_of([label]))


@given(st.text(max_size=40))
def test_an_escaped_text_holds_no_command_sign_and_decodes_to_itself(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & set("^~\\\r\n\x00")
    assert re.sub(r"_([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), escaped) == text


LINE = re.compile(
    r"\^XA|\^CI28|\^PW\d+\^LL\d+\^LH0,0|\^PQ1|\^XZ"
    r"|\^FT\d+,\d+\^A0N,\d+(?:,\d+)?\^FH_\^FD[^^~\x00-\x1f]*\^FS"
    r"|\^FO\d+,\d+\^GB\d+,\d+,\d+\^FS"
    r"|\^FO\d+,\d+\^GFA,(\d+),\1,\d+,[0-9A-Zg-z,:]*\^FS"
    r"|\^FO\d+,\d+\^BY\d+\^BCN,\d+,N,N,N,N\^FH_\^FD[^^~\x00-\x1f]*\^FS"
)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_name_gives_fields_of_these_forms_and_no_command_more(name: str, number: str) -> None:
    label = msgspec.structs.replace(LABEL, order_number="1" + number, ship_to=("A" + name,))
    plain = msgspec.structs.replace(LABEL, order_number="1", ship_to=("A",))
    lines = zpl_of([label]).decode().splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert len(lines) == len(zpl_of([plain]).decode().splitlines())


def unsqueezed(data: str, row: int) -> bytes:
    """A graphic field as a printer reads it."""
    found, line, count = b"", "", 0
    for sign in data:
        if sign == ":":
            found += found[-row:] or bytes(row)
        elif sign == ",":
            line = line.ljust(2 * row, "0")
        elif "G" <= sign <= "Y":
            count += ord(sign) - ord("F")
        elif "g" <= sign <= "z":
            count += 20 * (ord(sign) - ord("f"))
        else:
            line, count = line + sign * (count or 1), 0
        if len(line) == 2 * row:
            found, line = found + bytes.fromhex(line), ""
    assert (line, count) == ("", 0)
    return found


@given(
    st.lists(st.sampled_from([b"\0", b"\xff", b"\xf0", b"\x01", b"\xa5"]), min_size=1, max_size=900),
    st.integers(1, 120),
)
def test_a_squeezed_picture_is_the_picture(parts: list[bytes], row: int) -> None:
    data = b"".join(parts).ljust(row, b"\0")
    data = data[: len(data) // row * row]
    assert unsqueezed(squeezed(data, row), row) == data


def test_chinese_goes_as_a_picture_that_shows_it() -> None:
    """The graphic field holds the black dots that the PNG has there."""
    line = next(line for line in zpl_of([LABEL]).decode().splitlines() if "^GFA" in line)
    left, top, total, row, data = re.fullmatch(r"\^FO(\d+),(\d+)\^GFA,(\d+),\3,(\d+),(.*)\^FS", line).groups()  # type: ignore[union-attr]
    dots = unsqueezed(data, int(row))
    assert len(dots) == int(total)
    high = int(total) // int(row)
    here = Image.frombytes("1", (int(row) * 8, high), dots)
    sheet = ImageChops.invert(Image.open(BytesIO(png(LABEL))).convert("L")).convert("1")
    there = sheet.crop((int(left), int(top), int(left) + int(row) * 8, int(top) + high))
    assert here.tobytes() == there.tobytes()
    assert sum(map(int.bit_count, dots)) > 300


def test_chinese_goes_out_as_utf_8_in_the_font_that_the_printer_has() -> None:
    zpl = zpl_of([LABEL], font="E:SIMSUN.TTF").decode()
    assert "^FDWang^FS" in zpl
    assert "^FD上海^FS" in zpl
    assert ",E:SIMSUN.TTF^FH_" in zpl
    assert "^A0N" not in zpl


@pytest.mark.parametrize("font", ["", "1", "E:A.TTF^XZ", "E:a.ttf\n", "simsun"])
def test_a_font_name_cannot_carry_commands(font: str) -> None:
    with pytest.raises(ValueError, match="printer font"):
        zpl_of([LABEL], font=font)


def test_a_small_label_is_a_code_128_from_set_b() -> None:
    assert "^FH_^FD>:L-A-12-04^FS" in zpl_of([LocationLabel(code="A-12-04")]).decode()
    # An underscore in a code is escaped like any other.
    assert "^FH_^FD>:L-A_5F12^FS" in zpl_of([LocationLabel(code="A_12")]).decode()


@pytest.mark.parametrize("dpi", [0, 72, 1201, -203])
def test_a_resolution_that_no_printer_has_is_refused(dpi: int) -> None:
    with pytest.raises(ValueError, match="dpi is not between"):
        zpl_of([LABEL], dpi)
