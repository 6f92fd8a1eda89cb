"""A unit that came back from its customer: its serial number may be picked again."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("picked_serial", sa.Column("back_with", TEXT, nullable=True))
