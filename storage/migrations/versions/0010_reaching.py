"""Ways in, codes on paper, plans of reminders, quiet days."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "way",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=64), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_way_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_way")),
        sa.UniqueConstraint("code", name=op.f("uq_way_code")),
    )
    op.create_index("ix_way_campaign_id", "way", ["campaign_id"])
    op.create_table(
        "came_by",
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("way_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_came_by_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["way_id"], ["way.id"], name=op.f("fk_came_by_way_id_way"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_came_by")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_came_by_way_id", "came_by", ["way_id"])
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("way_id", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["way_id"], ["way.id"], name=op.f("fk_batch_way_id_way"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_batch_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_campaign_id", "batch", ["campaign_id"])
    op.create_table(
        "slip",
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_slip_batch_id_batch"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_slip")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_slip_batch_id", "slip", ["batch_id"])
    op.create_table(
        "in_hand",
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=16), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["slip.digest"], name=op.f("fk_in_hand_digest_slip"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_in_hand_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_in_hand")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reminder_plan",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_reminder_plan_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_reminder_plan")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reminder_step",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("minute", sa.SmallInteger(), nullable=False),
        sa.Column("wordings", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_reminder_step_campaign_id_campaign"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("campaign_id", "number", name=op.f("pk_reminder_step")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "nudge",
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("wording", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_nudge_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("interview_id", "number", name=op.f("pk_nudge")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "postponed",
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_postponed_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_postponed")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quiet_day",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_quiet_day")),
    )


def downgrade() -> None:
    for name in (
        "quiet_day",
        "postponed",
        "nudge",
        "reminder_step",
        "reminder_plan",
        "in_hand",
        "slip",
        "batch",
        "came_by",
        "way",
    ):
        op.drop_table(name)
