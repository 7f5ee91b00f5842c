"""Pacing, mailings and reminders; a claim per person."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WAITING = "state = 'waiting'"
_DEAD = "state = 'dead'"
_OPEN = "state IN ('queued', 'leased')"
_REPLY = _OPEN + " AND mailing_id IS NULL"
_PACED = _OPEN + " AND mailing_id IS NOT NULL"
_DUE = "remind_at IS NOT NULL"


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    _index("ix_inbox_queue", "inbox", ["queue", "id"], _WAITING)
    _index("ix_inbox_dead", "inbox", ["id"], _DEAD)
    op.add_column("outbox", sa.Column("mailing_id", sa.Integer(), nullable=True))
    op.add_column("outbox", sa.Column("not_after", sa.DateTime(), nullable=True))
    op.add_column("outbox", sa.Column("proviso", sa.String(length=8), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("left_at", sa.DateTime(), nullable=True))
    op.drop_index("ix_outbox_due", "outbox")
    _index("ix_outbox_due", "outbox", ["id"], _REPLY)
    _index("ix_outbox_paced", "outbox", ["id"], _PACED)
    _index("ix_outbox_open", "outbox", ["contact_id", "id"], _OPEN)
    op.create_table(
        "mailing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailing")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mailing_campaign_id", "mailing", ["campaign_id"])
    op.create_table(
        "pace",
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("free_at", sa.DateTime(), nullable=False),
        sa.Column("paused_until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=op.f("pk_pace")),
    )
    op.add_column("contact", sa.Column("unsolicited_on", sa.Date(), nullable=True))
    op.add_column("contact", sa.Column("no_reminders", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("respondent", sa.Column("reminders", sa.SmallInteger(), nullable=False, server_default="0"))
    op.add_column("respondent", sa.Column("remind_at", sa.DateTime(), nullable=True))
    _index("ix_respondent_remind", "respondent", ["remind_at"], _DUE)


def downgrade() -> None:
    op.drop_index("ix_respondent_remind", "respondent")
    for table, columns in (
        ("respondent", ("remind_at", "reminders")),
        ("contact", ("no_reminders", "unsolicited_on")),
    ):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
    op.drop_table("pace")
    op.drop_table("mailing")
    for index in ("ix_outbox_open", "ix_outbox_paced", "ix_outbox_due"):
        op.drop_index(index, "outbox")
    with op.batch_alter_table("outbox") as batch:
        for column in ("left_at", "proviso", "not_after", "mailing_id"):
            batch.drop_column(column)
    _index("ix_outbox_due", "outbox", ["id"], _OPEN)
    for index in ("ix_inbox_dead", "ix_inbox_queue"):
        op.drop_index(index, "inbox")
