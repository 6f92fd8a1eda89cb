"""The kinds of boxes of a floor, which one a carton is, and which one people took for a contents."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "box_type",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("name_zh", TEXT, nullable=False),
        sa.Column("length_mm", sa.BigInteger(), nullable=False),
        sa.Column("width_mm", sa.BigInteger(), nullable=False),
        sa.Column("height_mm", sa.BigInteger(), nullable=False),
        sa.Column("tare_g", sa.BigInteger(), nullable=False),
        sa.Column("max_g", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "length_mm > 0 AND width_mm > 0 AND height_mm > 0 AND max_g > 0 AND tare_g >= 0",
            name=op.f("ck_box_type_sizes"),
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_box_type_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_box_type")),
        sqlite_with_rowid=True,
    )
    op.add_column("carton", sa.Column("box", TEXT, nullable=True))
    op.add_column("pack_like", sa.Column("box", TEXT, nullable=True))
    op.add_column("pack_like", sa.Column("box_before", TEXT, nullable=True))
