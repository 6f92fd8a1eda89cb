"""What to change on scanners of which maker: the names of settings as the makers' own guides and menus have them.

A set-up code is given only where the maker's guide names the command. How a symbol holds it is known from tools that
make such symbols, and was not tried on a scanner: Datalogic's are FNC3, `$`, the command and CR; Honeywell's have the
menu command between `~` and FNC3.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Topic = Literal["suffix", "aim", "gs", "layout", "caps", "speed", "digits", "added", "channels", "read"]
TOPICS: dict[Topic, tuple[str, str]] = {
    "suffix": ("End each code with Enter", "每个条码后发送回车"),
    "aim": ("Send the AIM identifier", "发送码制标识符"),
    "gs": ("Send the GS1 separator as a control character", "将分隔符作为控制字符发送"),
    "layout": ("Keyboard language: United States", "键盘语言：美国英语"),
    "caps": ("Capital letters as they are", "大小写保持原样"),
    "speed": ("No pause between characters", "字符之间不停顿"),
    "digits": ("Send all digits of EAN and UPC", "发送商品条码的全部数字"),
    "added": ("Add nothing else", "不添加其他字符"),
    "channels": ("Send each code once", "每个条码只发送一次"),
    "read": ("Read 2D codes", "识读二维码"),
}
"""What each change is for, in both languages."""
Maker = Literal["zebra", "honeywell", "datalogic", "other"]


class Command(Struct, frozen=True, kw_only=True):
    """A code that sets the scanner up. `before`, `text`, `after` are what the symbol holds; the character 3 is FNC3."""

    text: str
    before: str = "\x03$"
    after: str = "\r"


class Step(Struct, frozen=True, kw_only=True):
    """One change. `menu` is where it is, in the maker's words, which no translation may hide."""

    topic: Topic
    menu: str
    codes: tuple[Command, ...] = ()
    """To be scanned one after the other."""


class SetUp(Struct, frozen=True, kw_only=True):
    """The settings of one family of scanners."""

    maker: Maker
    family: str
    tool: str
    """Where the settings are reached at all."""
    steps: tuple[Step, ...]


_DATAWEDGE = SetUp(
    maker="zebra",
    family="Zebra TC / MC / EC / ET (Android)",
    tool="DataWedge › Profile",
    steps=(
        Step(topic="suffix", menu="Keystroke output › Basic data formatting › Send ENTER key: on"),
        Step(topic="aim", menu="Barcode input › Configure scanner settings › Scan params › Code ID: AIM"),
        Step(topic="gs", menu="Keystroke output › Key event options › Send Control Characters as Events: on"),
        Step(topic="layout", menu="Keystroke output › Key event options › Send Characters as Events: off"),
        Step(topic="caps", menu="Android keyboard › Caps Lock: off"),
        Step(
            topic="speed",
            menu="Keystroke output › Inter-character delay: 0 · Key event options › Key event delay: 0 "
            "(characters missing: +100 ms)",
        ),
        Step(
            topic="digits",
            menu="Barcode input › Configure scanner settings › Decoder params › UPC-A › Report Check Digit: on, "
            "Preamble: System Character",
        ),
        Step(topic="added", menu="Keystroke output › Basic data formatting › Prefix to data, Suffix to data: empty"),
        Step(topic="channels", menu="Keystroke output: on · Intent output: off"),
        Step(topic="read", menu="Barcode input › Configure scanner settings › Decoders › QR Code, Datamatrix: on"),
    ),
)
_ZEBRA = SetUp(
    maker="zebra",
    family="Zebra DS / LI / LS (USB, Bluetooth)",
    tool="123Scan · Product Reference Guide",
    steps=(
        Step(
            topic="suffix",
            menu="Scan Options → <DATA> <SUFFIX> → Enter (Scan Data Transmission Format, 235; Suffix 1, 104)",
        ),
        Step(topic="aim", menu="Transmit Code ID Character (45): AIM Code ID Character"),
        Step(topic="gs", menu="Function Key Mapping: Disable"),
        Step(topic="layout", menu="USB Country Keyboard Types: North American Standard USB Keyboard"),
        Step(topic="caps", menu="USB CAPS Lock Override: Enable"),
        Step(topic="speed", menu="USB Keystroke Delay: No Delay (characters missing: Medium Delay)"),
        Step(topic="digits", menu="Transmit UPC-A Check Digit: Enable · UPC-A Preamble: System Character"),
        Step(topic="added", menu="Scan Data Transmission Format (235): <DATA> <SUFFIX>"),
        Step(topic="channels", menu="USB Device Type: USB Keyboard HID"),
        Step(topic="read", menu="QR Code: Enable · Data Matrix: Enable"),
    ),
)
_HONEYWELL = SetUp(
    maker="honeywell",
    family="Honeywell Xenon / Voyager / Granit (USB, Bluetooth)",
    tool="EZConfig · User's Guide",
    steps=(
        Step(
            topic="suffix",
            menu="Add CR Suffix, All Symbologies (SUFBK2990D.)",
            codes=(Command(before="~", text="SUFBK2990D.", after="\x03"),),
        ),
        Step(topic="aim", menu="Add Prefix → 9 9 → 5 C 8 1 → Save (AIM ID, all symbologies)"),
        Step(topic="gs", menu="Keyboard Modifiers › Control + ASCII Mode: On"),
        Step(topic="layout", menu="Keyboard Country: U.S.A."),
        Step(topic="caps", menu="Keyboard Style: Automatic Caps Lock"),
        Step(topic="speed", menu="Intercharacter Delay: 0 (characters missing: 1)"),
        Step(topic="digits", menu="UPC-A: Check Digit On, Number System On · EAN/JAN-13: Check Digit On"),
        Step(topic="added", menu="Clear All Prefixes · Clear All Suffixes"),
        Step(topic="channels", menu="Plug and Play: USB PC Keyboard"),
        Step(topic="read", menu="QR Code: On · Data Matrix: On"),
    ),
)
_HONEYWELL_ANDROID = SetUp(
    maker="honeywell",
    family="Honeywell CT / CK / EDA (Android)",
    tool="Settings › Honeywell Settings › Scanning › Internal Scanner › Profile",
    steps=(
        Step(topic="suffix", menu="Data Processing Settings › Suffix: \\n · Wedge as keys: 9,10,13"),
        Step(topic="aim", menu="Data Processing Settings › Symbology Prefix: AIM"),
        Step(topic="gs", menu="Data Processing Settings › Wedge as keys: add 29"),
        Step(topic="added", menu="Data Processing Settings › Prefix: empty"),
        Step(topic="channels", menu="Data Processing Settings › Wedge: on · Data Intent: off"),
        Step(topic="digits", menu="Symbology Settings › UPC-A › Send Check Digit, Send Number System · EAN-13"),
        Step(topic="read", menu="Symbology Settings › QR Code, Data Matrix: on"),
    ),
)
_PROGRAM = Command(text="P")
_DATALOGIC = SetUp(
    maker="datalogic",
    family="Datalogic Gryphon / QuickScan / PowerScan (USB, Bluetooth)",
    tool="Aladdin · Product Reference Guide",
    steps=(
        Step(
            topic="suffix",
            menu="ENTER/EXIT PROGRAMMING MODE → SET GLOBAL SUFFIX → 0 D → ENTER/EXIT → ENTER/EXIT",
        ),
        Step(
            topic="aim",
            menu="Data Format › Global AIM ID: Enable ($CAIEN01)",
            codes=(_PROGRAM, Command(text="CAIEN01"), _PROGRAM),
        ),
        Step(topic="gs", menu="Keyboard Interface › Send Control Characters: Ctrl + Keyboard"),
        Step(topic="layout", menu="Keyboard Interface › Country Mode: U.S."),
        Step(topic="caps", menu="Keyboard Interface › Caps Lock State: Caps Lock OFF"),
        Step(topic="speed", menu="Keyboard Interface › Intercharacter Delay: 0 (characters missing: 01 = 10 ms)"),
        Step(
            topic="digits",
            menu="UPC-A › Check Character Transmission, Number System Character Transmission: Enable · "
            "EAN-13 › Check Character Transmission: Enable",
        ),
        Step(topic="added", menu="Data Format › Global Prefix, Label ID: none"),
        Step(topic="channels", menu="Interface: USB Keyboard"),
        Step(topic="read", menu="QR Code: Enable · Data Matrix: Enable"),
    ),
)
_DATALOGIC_ANDROID = SetUp(
    maker="datalogic",
    family="Datalogic Memor / Skorpio / Joya (Android)",
    tool="Settings › Scanner Settings",
    steps=(
        Step(topic="suffix", menu="Formatting › Label suffix: CR"),
        Step(topic="aim", menu="Formatting › Send code ID: AIM"),
        Step(topic="added", menu="Formatting › Label prefix: empty"),
        Step(topic="channels", menu="Wedge › Keyboard wedge: on · Intent wedge: off"),
        Step(topic="read", menu="Symbologies › QR Code, Data Matrix: on"),
    ),
)
_OTHER = SetUp(
    maker="other",
    family="USB / Bluetooth HID",
    tool="User manual",
    steps=(
        Step(topic="suffix", menu="Suffix / Terminator: CR (Enter)"),
        Step(topic="aim", menu="AIM ID / Code ID: AIM"),
        Step(topic="gs", menu="Control characters: Ctrl + key (GS = Ctrl+]) · GS replacement: |"),
        Step(topic="layout", menu="Keyboard language: English (US) · Alt + numeric keypad"),
        Step(topic="caps", menu="Caps Lock: off · Ignore Caps Lock: on"),
        Step(topic="speed", menu="Inter-character delay: 0 (characters missing: 5-10 ms)"),
        Step(topic="digits", menu="UPC-A, EAN-13: transmit check digit · UPC-A: transmit number system"),
        Step(topic="added", menu="Prefix, suffix, code ID: none but CR and AIM"),
        Step(topic="channels", menu="Interface: USB / Bluetooth HID keyboard"),
        Step(topic="read", menu="QR Code, Data Matrix: enable"),
    ),
)

MAKERS = (_DATAWEDGE, _ZEBRA, _HONEYWELL, _HONEYWELL_ANDROID, _DATALOGIC, _DATALOGIC_ANDROID, _OTHER)
