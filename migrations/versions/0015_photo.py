"""Pictures of goods: the rows that name them, and the files."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("jpeg IS NULL OR length(jpeg) > 0", name=op.f("ck_picture_some")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_picture")),
    )
    op.create_table(
        "photo",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("job", TEXT, nullable=False),
        sa.Column("delivery", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("taken_by", TEXT, nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("job IN ('inbound', 'returns')", name=op.f("ck_photo_job")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_photo_hash")),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_photo_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_photo_delivery"), "photo", ["delivery"], unique=False)
    op.create_index(op.f("ix_photo_sha256"), "photo", ["sha256"], unique=False)
