"""What a truck is to take, and at which stop it leaves it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def _of(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{column}.id"], name=op.f(f"fk_manifest_stop_{column}"), initially="DEFERRED", deferrable=True
    )


def upgrade() -> None:
    op.create_table(
        "manifest_stop",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("manifest", TEXT, nullable=False),
        sa.Column("shipment", TEXT, nullable=False),
        sa.Column("stop", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("stop >= 0", name=op.f("ck_manifest_stop_stops")),
        _of("manifest"),
        _of("shipment"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manifest_stop")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_manifest_stop_manifest"), "manifest_stop", ["manifest"], unique=False)
    op.create_index(op.f("ix_manifest_stop_shipment"), "manifest_stop", ["shipment"], unique=False)
