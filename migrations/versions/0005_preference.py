"""How screens and sounds are for a person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("hand", TEXT, nullable=False),
        sa.Column("theme", TEXT, nullable=False),
        sa.Column("volume", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("size BETWEEN 100 AND 200 AND volume BETWEEN 25 AND 100", name=op.f("ck_preference_sizes")),
        sa.CheckConstraint("language IN ('en', 'zh')", name=op.f("ck_preference_language")),
        sa.CheckConstraint("hand IN ('left', 'right')", name=op.f("ck_preference_hand")),
        sa.CheckConstraint("theme IN ('light', 'dark', 'system')", name=op.f("ck_preference_theme")),
        sa.ForeignKeyConstraint(
            ["id"], ["person.id"], name=op.f("fk_preference_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
    )
