"""Which questions are not understood; who was helped to answer."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("interview", sa.Column("assisted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "misunderstood",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.SmallInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_misunderstood_campaign_id_campaign")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"], ["questionnaire.id"], name=op.f("fk_misunderstood_questionnaire_id_questionnaire")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "questionnaire_id", "item", name=op.f("pk_misunderstood")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("misunderstood")
    op.drop_column("interview", "assisted")
