"""Dangerous goods are known as such; something can be said where goods are moved, come back and are counted too."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
BEFORE = "'home', 'pick', 'pack', 'ship', 'receive'"
AFTER = f"{BEFORE}, 'move', 'returns', 'count'"


def upgrade() -> None:
    for column in ("un_number", "hazard_class"):
        op.add_column("product", sa.Column(column, TEXT, nullable=True))
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_instruction_step"), "instruction", type_="check")
        op.create_check_constraint(op.f("ck_instruction_step"), "instruction", f"step IN ({AFTER})")
        return
    # SQLite changes a check only in the text of the table: https://sqlite.org/lang_altertable.html#otheralter
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    op.execute("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE type = 'table' AND name = :table"),
        {"table": "instruction", "old": BEFORE, "new": AFTER},
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
