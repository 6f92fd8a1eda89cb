"""The state of a device in a file: it outlives the process, and two processes see each other's work."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.ops.people.add import PeopleAdd
from backend.sync.client import outbox
from backend.sync.client.core import Core
from backend.sync.client.files import SqliteFile
from backend.sync.client.kept import CURSORS, OUTBOX, STAND, Cursor, Held, Kept, Stand, members, rows
from backend.sync.client.outbox import Wish


def test_everything_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    one = SqliteFile(tmp_path / "device.db")
    values = {
        STAND: Stand("d", 3, b"h" * 16, grants={"ana": 2}), OUTBOX: Kept(b"{}", b"a", b"b", 1),
        CURSORS: Cursor(7, "ff"), rows("person"): Held(2, b"[]", ("catalog",)), members("catalog"): b"x" * 16,
    }  # fmt: skip
    with one.begin() as tx:
        for store, value in values.items():
            tx.put(store, "key", value)
    one.close()
    two = SqliteFile(tmp_path / "device.db")
    with two.begin() as tx:
        assert {store: tx.get(store, "key") for store in values} == values
        assert tx.stores("rows/") == [rows("person")]
        assert tx.last(OUTBOX) == "key"


def test_keys_come_in_order_from_where_and_as_many_as_asked(tmp_path: Path) -> None:
    file = SqliteFile(tmp_path / "device.db")
    with file.begin() as tx:
        for n in (10, 9, 100, 2):
            tx.put(OUTBOX, outbox.number(n), Kept(b"", b"", b"", 0))
        assert [int(k) for k, _ in tx.items(OUTBOX)] == [2, 9, 10, 100]
        assert [int(k) for k, _ in tx.items(OUTBOX, outbox.number(2), 2)] == [9, 10]


def test_a_transaction_that_raises_was_never_there(tmp_path: Path) -> None:
    file = SqliteFile(tmp_path / "device.db")

    def fails() -> None:
        with file.begin() as tx:
            tx.put(STAND, "", Stand("d"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with file.begin() as tx:
        assert tx.get(STAND, "") is None


def test_two_processes_number_densely_and_notice_each_other(tmp_path: Path) -> None:
    one, two = (Core(SqliteFile(tmp_path / "device.db"), device="d") for _ in range(2))
    for i in range(4):
        core = (one, two)[i % 2]
        op = PeopleAdd(person=f"p{i}", name="P")
        assert core.record(op, author="sam", id=f"op{i}", wall=0).n == i + 1
    assert one.storage.foreign()
    assert not one.storage.foreign()
    assert [n for n, _ in one.pending()] == [1, 2, 3, 4]


def test_a_recorded_op_is_in_the_file_before_anything_else_happens(tmp_path: Path) -> None:
    file = SqliteFile(tmp_path / "device.db")
    with file.begin() as tx:
        outbox.record(tx, Wish("people.add@1", {}, "sam", "op1", 0))
    again = SqliteFile(tmp_path / "device.db")
    with again.begin() as tx:
        assert len(tx.items(OUTBOX)) == 1
