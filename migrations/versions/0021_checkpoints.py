"""What is looked at before work goes on, the latest answer to each, and all answers."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
STEPS = "('home', 'pick', 'pack', 'ship', 'receive', 'move', 'returns', 'count')"
SAID = "('yes', 'no', 'figure', 'unable')"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def _numbers(*names: str, none: bool = False) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.BigInteger(), nullable=none) for name in names]


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _of(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f(f"fk_{table}_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    op.create_table(
        "checkpoint",
        *_texts("id"),
        *_numbers("ver"),
        *_texts("warehouse", "step", "zone", "ask_en", "ask_zh", "wants", "unit"),
        *_numbers("least", "most", none=True),
        *_texts("per"),
        *_numbers("hours"),
        _flag("active"),
        *_texts("set_by"),
        *_numbers("set_at"),
        sa.CheckConstraint(f"step IN {STEPS}", name=op.f("ck_checkpoint_step")),
        sa.CheckConstraint("wants IN ('yes_no', 'figure')", name=op.f("ck_checkpoint_wants")),
        sa.CheckConstraint("per IN ('person', 'floor')", name=op.f("ck_checkpoint_per")),
        sa.CheckConstraint("hours > 0", name=op.f("ck_checkpoint_some")),
        *_of("checkpoint"),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "checkpoint_last",
        *_texts("id"),
        *_numbers("ver"),
        *_texts("checkpoint", "warehouse", "said"),
        *_numbers("tenths", none=True),
        _flag("fine"),
        *_texts("by"),
        *_numbers("at"),
        sa.CheckConstraint(f"said IN {SAID}", name=op.f("ck_checkpoint_last_said")),
        *_of("checkpoint_last"),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_checkpoint_last_checkpoint"), "checkpoint_last", ["checkpoint"], unique=False)
    op.create_table(
        "checkpoint_entry",
        *_texts("id"),
        *_numbers("ver"),
        *_texts("checkpoint", "warehouse", "zone", "ask_en", "ask_zh", "unit"),
        *_numbers("least", "most", none=True),
        *_texts("said"),
        *_numbers("tenths", none=True),
        _flag("fine"),
        *_texts("why", "by"),
        *_numbers("at", "heard_at"),
        sa.CheckConstraint(f"said IN {SAID}", name=op.f("ck_checkpoint_entry_said")),
        *_of("checkpoint_entry"),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_checkpoint_entry_warehouse_at"), "checkpoint_entry", ["warehouse", "at"], unique=False)
