"""Reads a whole file. Never raises: whatever is wrong with it is in the reading's problems."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import msgspec

from backend.exchange.intake.shopify.copies import Copy, copies_of
from backend.exchange.intake.shopify.decode import Decoded, decode
from backend.exchange.intake.shopify.drafts import OrderDraft, Reading
from backend.exchange.intake.shopify.finds import Finds
from backend.exchange.intake.shopify.order import read_order
from backend.exchange.intake.shopify.sheet import SheetRow, header_of, rows_of
from backend.exchange.intake.shopify.table import delimiter_of, records, without_sep_line

BYTES_MAX = 50 * 1024 * 1024
_TELLING = re.compile(r'[^,;\t|"\r\n]{0,60}[^\x00-\x7f][^,;\t|"\r\n]{0,60}')


def read_orders(content: bytes) -> Reading:
    """The orders of a Shopify orders export, and everything in the file that is not in an order, with its reason.

    Takes UTF-8, UTF-16, GBK and Windows-1252, commas, semicolons and tabs. Up to 50 MB and 200,000 rows.
    """
    finds = Finds()
    decoded = _decoded(content, finds)
    if decoded is None:
        return _reading([], finds, 0)
    delimiter = delimiter_of(decoded.text)
    rows = _rows(decoded, delimiter, finds)
    orders = _orders(rows, finds, "," if delimiter == ";" else ".")
    return _reading(orders, finds, len(rows), decoded.encoding, delimiter)


def _reading(orders: list[OrderDraft], finds: Finds, rows: int, encoding: str = "", delimiter: str = "") -> Reading:
    problems = sorted(finds.problems, key=lambda problem: problem.row)
    return Reading(orders=tuple(orders), problems=tuple(problems), rows=rows, encoding=encoding, delimiter=delimiter)


def _decoded(content: bytes, finds: Finds) -> Decoded | None:
    if len(content) > BYTES_MAX:
        finds.add(1, "", "file_too_big", more=str(BYTES_MAX // 1024 // 1024))
        return None
    decoded = decode(content)
    if decoded is None:
        finds.add(1, "", "file_not_csv")
    elif not decoded.text.strip():
        finds.add(1, "", "file_empty")
        return None
    elif not decoded.sure:
        finds.add(1, "", "encoding_guessed", _sample(decoded.text), decoded.encoding)
    return decoded


def _sample(text: str) -> str:
    """The first cell that the guess is about."""
    found = _TELLING.search(text)
    return found[0] if found else ""


def _rows(decoded: Decoded, delimiter: str, finds: Finds) -> list[SheetRow]:
    found = without_sep_line(records(decoded.text, delimiter))
    first = next(found, None)
    header = header_of(first, finds) if first else None
    if header is None:
        return []
    return rows_of(found, header, finds) or []


def _orders(rows: list[SheetRow], finds: Finds, decimal_mark: str) -> list[OrderDraft]:
    found = copies_of(rows, finds)
    doubted = _above_strays(found, rows)
    drafts = []
    for copies in found:
        draft = _once(copies, finds, decimal_mark)
        if draft is not None and doubted.isdisjoint(row for copy in copies for row in copy.numbers):
            drafts.append(draft)
        elif draft is not None:
            also = [line.row for line in draft.lines]
            finds.add(also[0], "Name", "order_may_go_on", draft.number, also=also)
    return _of_one_id(drafts, finds)


def _above_strays(found: list[list[Copy]], rows: list[SheetRow]) -> set[int]:
    """The rows that a row of no known order follows. With a name mistyped or lost, it may be a line of theirs."""
    strays = {row for copies in found for copy in copies if copy.head is None for row in copy.numbers}
    return {above.row for above, row in pairwise(rows) if row.row in strays}


def _once(copies: list[Copy], finds: Finds, decimal_mark: str) -> OrderDraft | None:
    """The order of its copies: identical ones count once, and where they differ none does."""
    first, *more = copies
    same = [copy for copy in more if copy.same_cells(first)]
    others = [copy for copy in more if not copy.same_cells(first)]
    drafts = [read_order(copy, finds, decimal_mark) for copy in (first, *others)]
    for copy in same:
        finds.add(copy.rows[0].row, "Name", "order_twice_same", copy.name, str(first.rows[0].row), also=copy.numbers)
    if not any(drafts):
        return None  # each copy has said why
    if any(draft is None or _bare(draft) != _bare(drafts[0]) for draft in drafts):
        for copy in (first, *others):
            other = others[0] if copy is first else first
            finds.add(
                copy.rows[0].row, "Name", "order_twice_differs", copy.name, str(other.rows[0].row), also=copy.numbers
            )
        return None
    for copy in others:
        finds.add(copy.rows[0].row, "Name", "order_twice_same", copy.name, str(first.rows[0].row), also=copy.numbers)
    return drafts[0]


def _bare(draft: OrderDraft | None) -> OrderDraft | None:
    """An order without the line numbers of its rows."""
    if draft is None:
        return None
    lines = tuple(msgspec.structs.replace(line, row=0) for line in draft.lines)
    return msgspec.structs.replace(draft, lines=lines)


def _of_one_id(drafts: list[OrderDraft], finds: Finds) -> list[OrderDraft]:
    """Leaves out orders of different names that share an id: one of them would be taken for the other."""
    by_id: dict[str, list[OrderDraft]] = defaultdict(list)
    for draft in drafts:
        by_id[draft.external_id].append(draft)
    for same in (same for same in by_id.values() if len(same) > 1):
        for draft in same:
            other = same[1] if draft is same[0] else same[0]
            rows = [line.row for line in draft.lines]
            finds.add(rows[0], "Id", "id_twice", draft.external_id, str(other.lines[0].row), also=rows)
    return [draft for draft in drafts if len(by_id[draft.external_id]) == 1]
