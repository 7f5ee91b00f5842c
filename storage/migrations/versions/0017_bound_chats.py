"""Chats that members of staff have bound to their account, and what these are told of."""

import sqlalchemy as sa
from alembic import op

from storage.instants import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bound_chat",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("bound_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_bound_chat_contact_id_contact"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_bound_chat_staff_id_staff"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_bound_chat")),
        sa.UniqueConstraint("contact_id", name=op.f("uq_bound_chat_contact_id")),
    )
    op.create_table(
        "watch",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("again_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["bound_chat.staff_id"], name=op.f("fk_watch_staff_id_bound_chat"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", "kind", name=op.f("pk_watch")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_watch_again_at"), "watch", ["again_at"])


def downgrade() -> None:
    for table in ("watch", "bound_chat"):
        op.drop_table(table)
