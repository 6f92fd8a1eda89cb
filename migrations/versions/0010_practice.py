"""How people's practice runs went."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "practice",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("rounds", sa.BigInteger(), nullable=False),
        sa.Column("scans", sa.BigInteger(), nullable=False),
        sa.Column("right_first", sa.BigInteger(), nullable=False),
        sa.Column("line_ms", sa.BigInteger(), nullable=False),
        sa.Column("certified_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("right_first BETWEEN 0 AND scans", name=op.f("ck_practice_counts")),
        sa.ForeignKeyConstraint(
            ["id"], ["person.id"], name=op.f("fk_practice_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_practice_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
