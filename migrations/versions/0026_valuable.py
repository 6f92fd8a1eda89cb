"""What a floor takes for valuable."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("shipment", sa.Column("valuable", sa.Boolean(), nullable=True))
    op.add_column("release_rule", sa.Column("valuable_from", sa.BigInteger(), nullable=True))
