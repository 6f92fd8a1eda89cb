"""Blocks of SSCCs that devices hold."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "sscc_block",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("company_prefix", TEXT, nullable=False),
        sa.Column("extension", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("open_on", TEXT, nullable=False),
        sa.CheckConstraint("extension BETWEEN 0 AND 9", name=op.f("ck_sscc_block_extension")),
        sa.CheckConstraint(
            "first >= 0 AND count > 0 AND used >= 0 AND used <= count", name=op.f("ck_sscc_block_within")
        ),
        sa.CheckConstraint(
            "state <> 'open' OR (used < count AND open_on = device)", name=op.f("ck_sscc_block_open_rest")
        ),
        sa.CheckConstraint("state <> 'spent' OR used = count", name=op.f("ck_sscc_block_spent")),
        sa.CheckConstraint("state = 'open' OR open_on = ''", name=op.f("ck_sscc_block_closed")),
        sa.CheckConstraint("state IN ('open', 'spent', 'closed')", name=op.f("ck_sscc_block_state")),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_sscc_block_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sscc_block")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_sscc_block_open_on"), "sscc_block", ["open_on"], unique=False)
