"""The kinds of carts of a floor, and what is urgent there; what a substitute stands for; numbers that have left."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _of_warehouse(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_warehouse")
    return sa.ForeignKeyConstraint(["warehouse"], ["warehouse.id"], name=name, initially="DEFERRED", deferrable=True)


def upgrade() -> None:
    for column in ("gives", "per"):
        op.add_column("shipment_line", sa.Column(column, sa.BigInteger(), nullable=True))
    op.add_column("picked_serial", sa.Column("shipped_at", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_picked_serial_shipment"), "picked_serial", ["shipment"], unique=False)
    op.add_column("pick_run", sa.Column("cart", TEXT, nullable=True))
    op.create_table(
        "cart_type",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("warehouse", "code", "name_en", "name_zh")),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in ("slots", "kilograms", "litres")),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("slots > 0 AND kilograms >= 0 AND litres >= 0", name=op.f("ck_cart_type_sizes")),
        _of_warehouse("cart_type"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cart_type")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_cart_type_warehouse"), "cart_type", ["warehouse"], unique=False)
    op.create_table(
        "release_rule",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("urgent_hours", sa.BigInteger(), nullable=False),
        sa.Column("set_by", TEXT, nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("urgent_hours >= 0", name=op.f("ck_release_rule_hours")),
        _of_warehouse("release_rule"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_rule")),
        sqlite_with_rowid=True,
    )
