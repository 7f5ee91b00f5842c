"""Themes of parents' own words: what they are, who found them where, and which questions are done."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "theme_book",
        *_of_question("theme_book"),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "item", "version", name=op.f("pk_theme_book")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_closing",
        *_of_question("theme_closing"),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("campaign_id", "item", name=op.f("pk_theme_closing")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_reading",
        sa.Column("quote_id", sa.BigInteger(), nullable=False),
        sa.Column("reader", sa.SmallInteger(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("themes", sa.String(length=200), nullable=False),
        _to("theme_reading", "quote"),
        sa.PrimaryKeyConstraint("quote_id", "reader", name=op.f("pk_theme_reading")),
        sqlite_with_rowid=False,
    )


def _of_question(table: str) -> tuple[sa.Column[int], sa.Column[int], sa.ForeignKeyConstraint]:
    campaign = sa.Column("campaign_id", sa.Integer(), nullable=False)
    return campaign, sa.Column("item", sa.SmallInteger(), nullable=False), _to(table, "campaign")


def _to(table: str, other: str) -> sa.ForeignKeyConstraint:
    column = f"{other}_id"
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("theme_reading", "theme_closing", "theme_book"):
        op.drop_table(table)
