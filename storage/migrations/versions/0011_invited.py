"""How far the invitations of a campaign have come."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign_plan", sa.Column("invited_to", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("campaign_plan", "invited_to")
