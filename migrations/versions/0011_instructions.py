"""What a lead wants said at a step, and who has read it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def upgrade() -> None:
    op.create_table(
        "instruction",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("step", TEXT, nullable=False),
        sa.Column("text_en", TEXT, nullable=False),
        sa.Column("text_zh", TEXT, nullable=False),
        sa.Column("picture", TEXT, nullable=False),
        sa.Column("edition", sa.BigInteger(), nullable=False),
        sa.Column("set_by", TEXT, nullable=False),
        sa.CheckConstraint("step IN ('home', 'pick', 'pack', 'ship', 'receive')", name=op.f("ck_instruction_step")),
        _to("instruction", "warehouse", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction")),
    )
    op.create_table(
        "instruction_got",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("instruction", TEXT, nullable=False),
        sa.Column("edition", sa.BigInteger(), nullable=False),
        _to("instruction_got", "person", "person"),
        _to("instruction_got", "instruction", "instruction"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instruction_got")),
    )
