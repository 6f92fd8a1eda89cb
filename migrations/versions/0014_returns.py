"""What customers send back, and which shipment has an order's number."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def upgrade() -> None:
    op.create_index(op.f("ix_shipment_order_number"), "shipment", ["order_number"], unique=False)
    op.create_table(
        "return_receipt",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("shipment", TEXT, nullable=True),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("opened_by", TEXT, nullable=False),
        sa.CheckConstraint("stage IN ('open', 'closed')", name=op.f("ck_return_receipt_stage")),
        _to("return_receipt", "warehouse", "warehouse"),
        _to("return_receipt", "shipment", "shipment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_receipt")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_return_receipt_shipment"), "return_receipt", ["shipment"], unique=False)
    op.create_table(
        "return_line",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("receipt", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("restocked", sa.BigInteger(), nullable=False),
        sa.Column("quarantined", sa.BigInteger(), nullable=False),
        sa.Column("scrapped", sa.BigInteger(), nullable=False),
        sa.Column("reasons", TEXT, nullable=False),
        sa.CheckConstraint(
            "expected >= 0 AND restocked >= 0 AND quarantined >= 0 AND scrapped >= 0",
            name=op.f("ck_return_line_amounts"),
        ),
        _to("return_line", "warehouse", "warehouse"),
        _to("return_line", "receipt", "return_receipt"),
        _to("return_line", "product", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_line")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_return_line_receipt"), "return_line", ["receipt"], unique=False)
