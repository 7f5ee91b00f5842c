"""Releases asked for on the pages, second looks, parents' own words."""

import sqlalchemy as sa
from alembic import op

from storage.instants import Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('waiting', 'running')")


def upgrade() -> None:
    _releases()
    _words()


def _releases() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("policy", sa.String(length=16), nullable=False),
        sa.Column("city_first", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.String(length=200), nullable=False),
        sa.Column("margins", sa.LargeBinary()),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("began_at", Instant()),
        sa.Column("ended_at", Instant()),
        sa.Column("release_id", sa.Integer()),
        sa.Column("problems", sa.String(), server_default="", nullable=False),
        _to("job", "campaign"),
        _to("job", "release"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    op.create_index("ux_job_open", "job", ["campaign_id"], unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_table(
        "double_check",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        _to("double_check", "campaign"),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_double_check")),
    )
    op.create_table(
        "approval",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("built_by", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Integer()),
        sa.Column("approved_at", Instant()),
        _to("approval", "release"),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_approval")),
    )


def _words() -> None:
    op.create_table(
        "quote",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("translated", sa.LargeBinary(), nullable=False),
        _to_words("quote"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quote")),
        sa.UniqueConstraint("interview_id", "item", name=op.f("uq_quote_interview_id")),
    )
    op.create_table(
        "quote_edit",
        sa.Column("quote_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _to("quote_edit", "quote"),
        sa.PrimaryKeyConstraint("quote_id", "number", name=op.f("pk_quote_edit")),
        sqlite_with_rowid=False,
    )


def _to(table: str, other: str) -> sa.ForeignKeyConstraint:
    column = f"{other}_id"
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete="CASCADE"
    )


def _to_words(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["interview_id", "item"],
        ["words.interview_id", "words.item"],
        name=op.f(f"fk_{table}_interview_id_words"),
        ondelete="CASCADE",
    )


def downgrade() -> None:
    for table in ("quote_edit", "quote", "approval", "double_check", "job"):
        op.drop_table(table)
