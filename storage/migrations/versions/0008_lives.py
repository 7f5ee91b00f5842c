"""Campaigns have a life of their own: a plan, days, districts, and what a pilot learns."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("campaign", sa.Column("kind", sa.String(length=8), nullable=False, server_default="survey"))
    op.add_column("campaign", sa.Column("opens_at", sa.DateTime(), nullable=True))
    op.add_column("campaign", sa.Column("closes_on", sa.Date(), nullable=True))
    op.add_column("campaign", sa.Column("follows", sa.Integer(), nullable=True))
    op.add_column("campaign", sa.Column("ended_by", sa.String(length=16), nullable=False, server_default=""))
    op.create_table(
        "campaign_district",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=64), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=True),
        sa.Column("full", sa.Boolean(), nullable=False, server_default=sa.false()),
        _of_a_campaign("campaign_district"),
        sa.PrimaryKeyConstraint("campaign_id", "district", name=op.f("pk_campaign_district")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "campaign_plan",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False, server_default=""),
        _of_a_campaign("campaign_plan"),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaign_plan")),
    )
    op.create_table(
        "stumble",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        _of_a_campaign("stumble"),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_stumble")),
    )


def _of_a_campaign(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_campaign_id_campaign")
    return sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    for table in ("stumble", "campaign_plan", "campaign_district"):
        op.drop_table(table)
    for column in ("ended_by", "follows", "closes_on", "opens_at", "kind"):
        op.drop_column("campaign", column)
