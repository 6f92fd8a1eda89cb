from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.scanning import read
from backend.scanning.labels import CartonLabel, CodeLabel, carton_zpl, code_zpl
from backend.scanning.labels.zpl import escape
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
    zpl = carton_zpl(LABEL).decode()
    assert zpl.startswith("^XA\n^CI28\n^PW800^LL1200^LH0,0\n")
    assert zpl.endswith("^PQ1\n^XZ\n")
    assert (zpl.count("^XA"), zpl.count("^XZ")) == (1, 1)
    assert "^PW1181^LL1772" in carton_zpl(LABEL, 300).decode()


@pytest.mark.parametrize(("dpi", "module"), [(203, 4), (300, 6)])
def test_the_bars_are_a_gs1_128_of_the_sscc_in_whole_dots(dpi: int, module: int) -> None:
    (bars,) = [line for line in carton_zpl(LABEL, dpi).decode().splitlines() if "^BC" in line]
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
    assert commands(carton_zpl(label)) == commands(carton_zpl(plain))
    assert " ".join(name.split()) in fields(carton_zpl(label))


@given(st.text(max_size=40))
def test_an_escaped_text_holds_no_command_sign_and_decodes_to_itself(text: str) -> None:
    escaped = escape(text)
    assert not set(escaped) & set("^~\\\r\n\x00")
    assert re.sub(r"_([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), escaped) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_name_gives_the_commands_of_a_plain_one(name: str, number: str) -> None:
    label = msgspec.structs.replace(LABEL, order_number="1" + number, ship_to=("A" + name,))
    plain = msgspec.structs.replace(LABEL, order_number="1", ship_to=("A",))
    assert commands(carton_zpl(label)) == commands(carton_zpl(plain))


def test_chinese_goes_out_as_utf_8_in_the_font_that_the_printer_has() -> None:
    zpl = carton_zpl(LABEL, font="E:SIMSUN.TTF").decode()
    assert "^FDWang^FS" in zpl
    assert "^FD上海^FS" in zpl
    assert ",E:SIMSUN.TTF^FH_" in zpl
    assert "^A0N" not in zpl


@pytest.mark.parametrize("font", ["", "1", "E:A.TTF^XZ", "E:a.ttf\n", "simsun"])
def test_a_font_name_cannot_carry_commands(font: str) -> None:
    with pytest.raises(ValueError, match="printer font"):
        carton_zpl(LABEL, font=font)


def test_a_small_label_is_a_code_128_from_set_b() -> None:
    assert "^FH_^FD>:L-A-12-04^FS" in code_zpl(CodeLabel(form="location", code="A-12-04")).decode()
    # An underscore in a code is escaped like any other.
    assert "^FH_^FD>:L-A_5F12^FS" in code_zpl(CodeLabel(form="location", code="A_12")).decode()


@pytest.mark.parametrize("dpi", [0, 72, 1201, -203])
def test_a_resolution_that_no_printer_has_is_refused(dpi: int) -> None:
    with pytest.raises(ValueError, match="dpi is not between"):
        carton_zpl(LABEL, dpi)
