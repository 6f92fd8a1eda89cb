"""Who has a task in hand, by when, and what settling it has moved."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NEW = (("owner", TEXT), ("due_at", sa.BigInteger()), ("settled_units", sa.BigInteger()))
COPY = """
INSERT INTO exception_task (id, ver, scope, code, act, warehouse, place, product, quantity, params, choices, stage, op,
    raised_by, raised_at, settled_by, settled_as)
SELECT id, ver, scope, code, act, warehouse, place, product, quantity, params, choices, stage, op, raised_by, raised_at,
    settled_by, settled_as
FROM exception_task_before
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, kind in NEW:
            op.add_column("exception_task", sa.Column(name, kind, nullable=True))
    else:
        _anew()


def _anew() -> None:
    """SQLite writes down added columns otherwise than those that a table was made with: the table is made anew."""
    op.drop_index(op.f("ix_exception_task_op"), table_name="exception_task")
    op.drop_index(op.f("ix_exception_task_stage"), table_name="exception_task")
    op.execute("ALTER TABLE exception_task RENAME TO exception_task_before")
    op.create_table(
        "exception_task",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("params", TEXT, nullable=False),
        sa.Column("choices", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("op", TEXT, nullable=False),
        sa.Column("raised_by", TEXT, nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", TEXT, nullable=True),
        sa.Column("settled_as", TEXT, nullable=False),
        *(sa.Column(name, kind, nullable=True) for name, kind in NEW),
        sa.CheckConstraint("stage IN ('open', 'settled')", name=op.f("ck_exception_task_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exception_task")),
    )
    op.execute(COPY)
    op.drop_table("exception_task_before")
    op.create_index(op.f("ix_exception_task_op"), "exception_task", ["op"], unique=False)
    op.create_index(op.f("ix_exception_task_stage"), "exception_task", ["stage"], unique=False)
