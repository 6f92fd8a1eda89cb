"""What comes in: deliveries and their lines, the bins that products are kept in, receivers, and quarantine."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def fk(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, initially="DEFERRED", deferrable=True)


def also(table: str, column: str, before: str, word: str) -> None:
    """Let a column take one more word, in front of `before`.

    SQLite has no other way to change a check than to write the table anew, which its children forbid inside a
    transaction, or to edit the text of the table: https://sqlite.org/lang_altertable.html#otheralter
    """
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        name = f"ck_{table}_{column}"
        found = connection.scalar(
            sa.text("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = :name"), {"name": name}
        )
        op.drop_constraint(op.f(name), table, type_="check")
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} " + found.replace(f"'{before}'", f"'{word}'::text, '{before}'")
        )
        return
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    op.execute("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"),
        {"table": table, "old": f"'{before}'", "new": f"'{word}', '{before}'"},
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")


def upgrade() -> None:
    also("role_grant", "role", "lead", "receiver")
    also("location", "kind", "outside", "quarantine")
    op.create_table(
        "inbound",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("supplier", TEXT, nullable=False),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("due_on", TEXT, nullable=True),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("opened_by", TEXT, nullable=False),
        sa.CheckConstraint("stage IN ('open', 'closed')", name=op.f("ck_inbound_stage")),
        fk("inbound", "warehouse", "warehouse"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "inbound_line",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("inbound", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.BigInteger(), nullable=False),
        sa.Column("reasons", TEXT, nullable=False),
        sa.CheckConstraint("expected >= 0 AND received >= 0 AND rejected >= 0", name=op.f("ck_inbound_line_amounts")),
        fk("inbound_line", "warehouse", "warehouse"),
        fk("inbound_line", "inbound", "inbound"),
        fk("inbound_line", "product", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_line")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_inbound_line_inbound"), "inbound_line", ["inbound"], unique=False)
    op.create_table(
        "pick_face",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("least", sa.BigInteger(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("least >= 0 AND most >= least", name=op.f("ck_pick_face_span")),
        fk("pick_face", "warehouse", "warehouse"),
        fk("pick_face", "location", "location"),
        fk("pick_face", "product", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_face")),
        sqlite_with_rowid=True,
    )
