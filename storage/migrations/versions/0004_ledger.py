"""The release ledger: who is counted where, and what became of each release."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NUMBERED = sa.text("number > 0")


def upgrade() -> None:
    for name in ("number", "newcomers", "gone"):
        op.add_column("release", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("release", sa.Column("policy", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("release", sa.Column("revoked_at", sa.DateTime(), nullable=True))
    op.add_column("release", sa.Column("revoked_for", sa.String(length=200), nullable=False, server_default=""))
    columns = ["campaign_id", "number"]
    op.create_index(
        "ux_release_number", "release", columns, unique=True, sqlite_where=_NUMBERED, postgresql_where=_NUMBERED
    )
    op.create_table(
        "counted",
        sa.Column("interview_id", sa.BigInteger(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_counted_interview_id_interview"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_counted_release_id_release"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("interview_id", name=op.f("pk_counted")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("counted")
    op.drop_index("ux_release_number", "release")
    for name in ("revoked_for", "revoked_at", "policy", "gone", "newcomers", "number"):
        op.drop_column("release", name)
