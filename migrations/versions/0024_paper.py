"""What was entered from paper, line by line."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "paper_line",
        _text("id"),
        _number("ver"),
        _text("warehouse"),
        _text("kind"),
        _number("units"),
        _text("by"),
        _number("at"),
        _text("entered_by"),
        _number("entered_at"),
        _text("op"),
        sa.CheckConstraint("units >= 0", name=op.f("ck_paper_line_some")),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_paper_line_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_line")),
        sqlite_with_rowid=True,
    )
