"""How strictly a floor picks by class, and the serial numbers of what was picked."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
STRICT = "('none', 'warn', 'force')"


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), initially="DEFERRED", deferrable=True
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, TEXT, nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "pick_rule",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        *_texts("warehouse", "product_class", "fefo", "lot", "serial", "expiry"),
        sa.Column("least_days", sa.BigInteger(), nullable=False),
        *_texts("set_by"),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        *(
            sa.CheckConstraint(f"{name} IN {STRICT}", name=op.f(f"ck_pick_rule_{name}"))
            for name in ("fefo", "lot", "serial", "expiry")
        ),
        sa.CheckConstraint("least_days >= 0", name=op.f("ck_pick_rule_days")),
        _to("pick_rule", "warehouse", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_rule")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_pick_rule_warehouse"), "pick_rule", ["warehouse"], unique=False)
    op.create_table(
        "picked_serial",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        *_texts("warehouse", "product", "serial", "lot", "task", "shipment", "order_number", "picked_by"),
        sa.Column("picked_at", sa.BigInteger(), nullable=False),
        _to("picked_serial", "warehouse", "warehouse"),
        _to("picked_serial", "product", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picked_serial")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_picked_serial_task"), "picked_serial", ["task"], unique=False)
