"""What may go in place of a product, what was agreed on it, and what was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=False) for name in names]


def upgrade() -> None:
    for table, column in (
        ("customer", "substitutes"),
        ("sales_order", "substitutes"),
        ("sales_order", "consent_by"),
        ("order_line", "instead_of"),
        ("shipment", "substitutes"),
        ("shipment_line", "instead_of"),
    ):
        op.add_column(table, sa.Column(column, TEXT, nullable=True))
    op.add_column("order_line", sa.Column("replaced", sa.BigInteger(), nullable=True))
    op.create_table(
        "substitute",
        *_texts("id"),
        *_numbers("ver"),
        *_texts("product", "other"),
        *_numbers("gives", "per", "rank"),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("gives > 0 AND per > 0", name=op.f("ck_substitute_ratio")),
        sa.CheckConstraint("product <> other", name=op.f("ck_substitute_apart")),
        _to("substitute", "product", "product"),
        _to("substitute", "other", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitute")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_substitute_product"), "substitute", ["product"], unique=False)
    op.create_table(
        "substitute_ask",
        *_texts("id"),
        *_numbers("ver"),
        *_texts("warehouse", "order", "order_number"),
        sa.Column("rep", TEXT, nullable=True),
        *_texts("product", "other"),
        *_numbers("units"),
        *_texts("stage", "consent_by", "asked_by"),
        *_numbers("asked_at"),
        *_texts("answered_by"),
        *_numbers("answered_at"),
        sa.CheckConstraint("units > 0", name=op.f("ck_substitute_ask_some")),
        sa.CheckConstraint("stage IN ('asked', 'allowed', 'declined', 'late')", name=op.f("ck_substitute_ask_stage")),
        _to("substitute_ask", "warehouse", "warehouse"),
        _to("substitute_ask", "order", "sales_order"),
        _to("substitute_ask", "product", "product"),
        _to("substitute_ask", "other", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitute_ask")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_substitute_ask_stage"), "substitute_ask", ["stage"], unique=False)
