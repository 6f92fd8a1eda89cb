"""Label printers and their queue."""
# ruff: noqa: E501  (frozen history)

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "printer",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("host", TEXT, nullable=False),
        sa.Column("port", sa.BigInteger(), nullable=False),
        sa.Column("dpi", sa.BigInteger(), nullable=False),
        sa.Column("width_mm", sa.BigInteger(), nullable=False),
        sa.Column("height_mm", sa.BigInteger(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.CheckConstraint(
            "state IN ('unknown', 'ready', 'paused', 'paper_out', 'head_open', 'ribbon_out', 'busy', 'fault', 'unreachable')",
            name=op.f("ck_printer_state"),
        ),
        sa.CheckConstraint("port BETWEEN 1 AND 65535", name=op.f("ck_printer_port")),
        sa.CheckConstraint("dpi > 0 AND width_mm > 0 AND height_mm > 0", name=op.f("ck_printer_size")),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_printer_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printer")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_printer_warehouse"), "printer", ["warehouse"], unique=False)
    op.create_table(
        "print_job",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("printer", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("copies", sa.BigInteger(), nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("reprint", sa.Boolean(), nullable=False),
        sa.Column("again_of", TEXT, nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("error", TEXT, nullable=False),
        sa.Column("asked_by", TEXT, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_n", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("open_in", TEXT, nullable=True),
        sa.Column("cleared", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'printing', 'printed', 'failed', 'cancelled')", name=op.f("ck_print_job_state")
        ),
        sa.CheckConstraint("copies > 0 AND tries >= 0", name=op.f("ck_print_job_amounts")),
        sa.CheckConstraint(
            "(state IN ('waiting', 'printing')) = (open_in IS NOT NULL)", name=op.f("ck_print_job_queued")
        ),
        sa.CheckConstraint("NOT cleared OR label = ''", name=op.f("ck_print_job_shown")),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_print_job_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_print_job_open_in_cleared_state_at"), "print_job", ["open_in", "cleared", "state_at"], unique=False
    )
    op.create_index(op.f("ix_print_job_subject"), "print_job", ["subject"], unique=False)
