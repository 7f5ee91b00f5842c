"""What is listened to: questions read aloud, answers spoken."""

import sqlalchemy as sa
from alembic import op

from storage.instants import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clip",
        sa.Column("words", sa.LargeBinary(16), nullable=False),
        sa.Column("seconds", sa.SmallInteger(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("words", name=op.f("pk_clip")),
    )
    op.create_table(
        "clip_handle",
        sa.Column("words", sa.LargeBinary(16), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("handle", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["words"], ["clip.words"], name=op.f("fk_clip_handle_words_clip"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("words", "account", name=op.f("pk_clip_handle")),
    )
    op.create_table(
        "voice",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.SmallInteger(), nullable=False),
        sa.Column("seconds", sa.SmallInteger(), nullable=False),
        sa.Column("media", sa.String(16), nullable=False),
        sa.Column("spoken_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_voice_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
        sa.UniqueConstraint("interview_id", "item", name=op.f("uq_voice_interview_id")),
    )
    op.create_table(
        "fetching",
        sa.Column("voice_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("handle", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["voice_id"], ["voice.id"], name=op.f("fk_fetching_voice_id_voice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("voice_id", name=op.f("pk_fetching")),
    )
    op.create_index(op.f("ix_fetching_due_at"), "fetching", ["due_at"])


def downgrade() -> None:
    op.drop_table("fetching")
    op.drop_table("voice")
    op.drop_table("clip_handle")
    op.drop_table("clip")
