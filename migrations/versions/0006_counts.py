"""Counts made while others work: what counts have corrected of each balance, the last count of each, and limits."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
COPY = """
INSERT INTO stock (id, ver, warehouse, location, product, lot, quantity, allocated, corrected)
SELECT id, ver, warehouse, location, product, lot, quantity, allocated, 0 FROM stock_before
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.add_column("stock", sa.Column("corrected", sa.BigInteger(), nullable=False, server_default="0"))
        op.alter_column("stock", "corrected", server_default=None)
    else:
        _stock_anew()
    _counts()


def _stock_anew() -> None:
    """SQLite takes no column without a default into a table that has rows: the table is made anew."""
    op.drop_index(op.f("ix_stock_location"), table_name="stock")
    op.drop_index(op.f("ix_stock_product"), table_name="stock")
    op.execute("ALTER TABLE stock RENAME TO stock_before")
    op.create_table(
        "stock",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("lot", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("allocated", sa.BigInteger(), nullable=False),
        sa.Column("corrected", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("allocated >= 0", name=op.f("ck_stock_allocated_some")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_stock_never_negative")),
        *_to("stock", "location", "product", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock")),
    )
    op.execute(COPY)
    op.drop_table("stock_before")
    op.create_index(op.f("ix_stock_location"), "stock", ["location"], unique=False)
    op.create_index(op.f("ix_stock_product"), "stock", ["product"], unique=False)


def _to(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{column}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
        )
        for column in columns
    ]


def _counts() -> None:
    op.create_table(
        "stock_count",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("lot", TEXT, nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("op", TEXT, nullable=False),
        sa.Column("task", TEXT, nullable=False),
        sa.Column("first_by", TEXT, nullable=False),
        sa.Column("first_counted", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_stock_count_some")),
        sa.CheckConstraint("(stage IN ('second', 'accept')) = (task <> '')", name=op.f("ck_stock_count_waits")),
        sa.CheckConstraint("stage IN ('booked', 'second', 'accept', 'undone')", name=op.f("ck_stock_count_stage")),
        *_to("stock_count", "location", "product", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_count")),
    )
    op.create_index(op.f("ix_stock_count_location"), "stock_count", ["location"], unique=False)
    op.create_table(
        "count_limit",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("who", TEXT, nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("units >= 0 AND percent BETWEEN 0 AND 100", name=op.f("ck_count_limit_bounds")),
        *_to("count_limit", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_limit")),
    )
    op.create_index(op.f("ix_count_limit_warehouse"), "count_limit", ["warehouse"], unique=False)
