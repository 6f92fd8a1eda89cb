"""How a run is walked, and in which zone its totes are."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("pick_run", sa.Column("mode", TEXT, nullable=True))
    op.add_column("pick_run", sa.Column("zone", TEXT, nullable=True))
