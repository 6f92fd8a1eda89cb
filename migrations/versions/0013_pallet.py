"""Pallets of cartons, what quality holds back, and what drivers have signed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{column}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def upgrade() -> None:
    op.create_table(
        "pallet",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("cartons", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(id) = 18", name=op.f("ck_pallet_sscc_18")),
        sa.CheckConstraint("cartons >= 0", name=op.f("ck_pallet_some")),
        sa.CheckConstraint("stage IN ('open', 'closed')", name=op.f("ck_pallet_stage")),
        _of("pallet", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pallet")),
    )
    op.create_table(
        "load_hold",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("shipment", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("lot", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("(shipment = '') <> (product = '')", name=op.f("ck_load_hold_subject")),
        _of("load_hold", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load_hold")),
    )
    op.create_table(
        "driver_signature",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("manifest", TEXT, nullable=False),
        sa.Column("driver", TEXT, nullable=False),
        sa.Column("path", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _of("driver_signature", "manifest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_driver_signature")),
    )
    op.add_column("carton", sa.Column("pallet", TEXT, nullable=True))
    op.create_index(op.f("ix_carton_pallet"), "carton", ["pallet"])
