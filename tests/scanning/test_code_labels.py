from __future__ import annotations

import pytest

from backend.scanning import read
from backend.scanning.labels import CodeLabel, code_png, sheet_pdf
from tests.scanning.reader import pdf_pages, pdf_text, seen, seen_on_png

LABELS = [
    *(CodeLabel(form="location", code=f"A-{bay:02d}-{level:02d}") for bay in range(1, 6) for level in range(1, 5)),
    CodeLabel(form="tote", code="T-0007", note="Tote 周转箱"),
    CodeLabel(form="command", code="SHORT", text="Short 缺货"),
    CodeLabel(form="badge", code="99X2M"),
    CodeLabel(form="order", code="#10421"),
    CodeLabel(form="gtin", code="9521101530001", text="Apple juice 苹果汁"),
]


@pytest.mark.parametrize("label", LABELS[-6:], ids=lambda label: str(label.form))
@pytest.mark.parametrize("dpi", [203, 300])
def test_a_small_label_reads_back_as_its_kind_and_code(label: CodeLabel, dpi: int) -> None:
    ((aim, text),) = seen_on_png(code_png(label, dpi))
    scan = read(aim + text, 2026)
    if label.form == "gtin":
        assert (aim, scan.gtin) == ("]C1", "09521101530001")
    else:
        assert (aim, scan.form, scan.code) == ("]C0", label.form, label.code)


def test_every_label_of_a_sheet_reads_back_from_the_pdf() -> None:
    pages = pdf_pages(sheet_pdf(LABELS))
    codes = [read(aim + text, 2026) for page in pages for aim, text in seen(page)]
    assert len(pages) == 2
    assert sorted(scan.gtin or scan.code or "" for scan in codes) == sorted(
        "09521101530001" if label.form == "gtin" else label.code for label in LABELS
    )


def test_a_sheet_says_its_codes_and_texts_in_clear() -> None:
    text = pdf_text(sheet_pdf(LABELS))
    for said in ("A-05-04", "T-0007", "Short 缺货", "Apple juice 苹果汁", "周转箱"):
        assert said in text


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        (CodeLabel(form="tote", code="T-7"), "cannot be a tote code"),
        (CodeLabel(form="location", code="货位 1"), "cannot be a location code"),
        (CodeLabel(form="command", code="FLY"), "cannot be a command code"),
        (CodeLabel(form="location", code="A" * 40), "too long"),
        (CodeLabel(form="gtin", code="9521101530002"), "is not a GTIN"),
    ],
)
def test_a_label_that_could_not_be_read_back_is_refused(label: CodeLabel, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        sheet_pdf([label])


def test_the_longest_code_that_is_taken_still_reads_back() -> None:
    longest = 0
    for length in range(8, 40):
        label = CodeLabel(form="location", code="A-" * (length // 2))
        try:
            png = code_png(label)
        except ValueError:
            break
        longest = len(label.code)
        assert [text for _, text in seen_on_png(png)] == [f"L-{label.code}"]
    assert longest >= 14


def test_a_sheet_has_a_bound_and_may_be_empty() -> None:
    with pytest.raises(ValueError, match="2400"):
        sheet_pdf([LABELS[0]] * 2401)
    assert len(pdf_pages(sheet_pdf([]), dpi=72)) == 1
