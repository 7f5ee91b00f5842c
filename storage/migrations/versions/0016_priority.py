"""People who live in priority neighbourhoods, by district."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "priority_population",
        sa.Column("district", sa.String(length=64), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("district", name=op.f("pk_priority_population")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("priority_population")
