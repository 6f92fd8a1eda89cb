"""Products that have to stand with one side up."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("product", sa.Column("upright", sa.Boolean(), nullable=True))
