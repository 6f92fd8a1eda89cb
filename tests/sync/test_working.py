"""What ops see while a commit is being made equals what the tables hold after it."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from backend.domain.product.rows import Barcode, Product
from backend.ops.kernel import All, Ref
from backend.store import rows as stored
from backend.store.engine import sqlite_writer
from backend.store.tables import METADATA
from backend.sync import changelog
from backend.sync.working import Working

PRODUCTS = ("apple", "pear")
Step = tuple[str, int, str]
steps = st.lists(
    st.tuples(st.sampled_from(["set", "list", "commit"]), st.integers(0, 4), st.sampled_from(PRODUCTS)), max_size=25
)


def engine(path: Path) -> sa.Engine:
    made = sqlite_writer(path)
    with made.begin() as connection:
        METADATA.create_all(connection)
        stored.insert(connection, Product, [Product(id=p, ver=1, name_en=p, name_zh=p) for p in PRODUCTS])
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_lists_follow_every_change_staged_before_or_after_they_were_loaded(tmp_path: Path, todo: list[Step]) -> None:
    path = tmp_path / "t.db"
    path.unlink(missing_ok=True)
    with engine(path).connect() as connection:
        model: dict[str, str] = {}
        transaction, state = connection.begin(), Working(connection)
        for what, number, product in [*todo, ("commit", 0, PRODUCTS[0])]:
            if what == "set":
                row = Ref(Barcode, f"code-{number}")
                state.load([row])
                found = state.find(Barcode, row.id)
                state.stage(replace(found, product=product) if found else Barcode(id=row.id, product=product))
                model[row.id] = product
            elif what == "commit":
                changelog.write(connection, state.changes(), 0)
                transaction.commit()
                assert {b.id: b.product for b in stored.load_all(connection, Barcode)} == model
                transaction.rollback() if transaction.is_active else connection.rollback()
                transaction, state = connection.begin(), Working(connection)
            for name in PRODUCTS if what == "list" else ():
                state.load([All(Barcode, "product", name)])
                wanted = sorted(i for i, p in model.items() if p == name)
                assert [b.id for b in state.all(Barcode, "product", name)] == wanted
        transaction.rollback()
