"""What cartons of the same contents have weighed."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "pack_like",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("contents", TEXT, nullable=False),
        sa.Column("weights", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_pack_like_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_like")),
    )
