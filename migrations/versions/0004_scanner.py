"""How the scanner of each device is set, as its last check has found it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "device_scanner",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("model", TEXT, nullable=False),
        sa.Column("mode", TEXT, nullable=False),
        sa.Column("suffix", TEXT, nullable=False),
        sa.Column("aim", sa.Boolean(), nullable=False),
        sa.Column("gs", TEXT, nullable=False),
        sa.Column("layout", TEXT, nullable=False),
        sa.Column("caps", sa.Boolean(), nullable=False),
        sa.Column("key_ms", sa.BigInteger(), nullable=False),
        sa.Column("gap_ms", sa.BigInteger(), nullable=False),
        sa.Column("put_before", TEXT, nullable=False),
        sa.Column("put_behind", TEXT, nullable=False),
        sa.Column("stand_in", TEXT, nullable=False),
        sa.Column("by_place", sa.Boolean(), nullable=False),
        sa.Column("findings", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("key_ms >= 0 AND gap_ms >= 0", name=op.f("ck_device_scanner_times")),
        sa.CheckConstraint(
            "mode IN ('keys', 'text', 'paste', 'both', 'hand', 'none')", name=op.f("ck_device_scanner_mode")
        ),
        sa.CheckConstraint(
            "suffix IN ('enter', 'tab', 'double', 'uneven', 'none')", name=op.f("ck_device_scanner_suffix")
        ),
        sa.CheckConstraint(
            "gs IN ('control', 'alt', 'token', 'key', 'lost', 'uneven', 'unknown')", name=op.f("ck_device_scanner_gs")
        ),
        sa.CheckConstraint(
            "layout IN ('host', 'azerty', 'qwertz', 'other', 'scanner')", name=op.f("ck_device_scanner_layout")
        ),
        sa.CheckConstraint("verdict IN ('stop', 'slow', 'ok')", name=op.f("ck_device_scanner_verdict")),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name=op.f("fk_device_scanner_person"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_scanner")),
    )
