"""How far a release has come that somebody asked for, and what its districts are crossed with."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("job", sa.Column("step", sa.String(length=12), nullable=False, server_default=""))
    op.add_column("job", sa.Column("crossing", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("job", "crossing")
    op.drop_column("job", "step")
