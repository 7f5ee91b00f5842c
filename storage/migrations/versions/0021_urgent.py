"""What one mailing still has to send is found at once, so that an emergency overtakes whatever waits."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_PACED = sa.text("state IN ('queued', 'leased') AND mailing_id IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_outbox_mailing", "outbox", ["mailing_id", "id"], sqlite_where=_PACED, postgresql_where=_PACED)


def downgrade() -> None:
    op.drop_index("ix_outbox_mailing", "outbox")
