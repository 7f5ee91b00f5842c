"""Staff by name, dated assignments, passwords, and how often a door was tried."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_FIRST_DAY = "2026-01-01"  # who was there before days were kept has been there from the start


def upgrade() -> None:
    op.add_column("staff", sa.Column("called", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("valid_from", sa.Date(), nullable=False, server_default=_FIRST_DAY))
    op.add_column("staff", sa.Column("valid_until", sa.Date(), nullable=True))
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_assignment_staff_id_staff"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index("ix_assignment_staff_id", "assignment", ["staff_id"])
    for member, districts in op.get_bind().execute(sa.text("SELECT id, districts FROM staff")).all():
        for district in json.loads(districts):
            op.get_bind().execute(
                sa.text(
                    "INSERT INTO assignment (staff_id, kind, name, valid_from) VALUES (:staff, 'district', :name, :day)"
                ),
                {"staff": member, "name": district, "day": _FIRST_DAY},
            )
    op.drop_column("staff", "districts")
    op.create_table(
        "login",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("name_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("password", sa.String(length=160), nullable=True),
        sa.Column("subject_key", sa.LargeBinary(length=16), nullable=True),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_login_staff_id_staff"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_login")),
        sa.UniqueConstraint("name_key", name=op.f("uq_login_name_key")),
        sa.UniqueConstraint("subject_key", name=op.f("uq_login_subject_key")),
    )
    op.create_table(
        "knock",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_knock")),
    )
    op.add_column("credential", sa.Column("opened_at", sa.DateTime(), nullable=True))
    op.add_column("credential", sa.Column("device", sa.String(length=60), nullable=False, server_default=""))
    op.create_index("ix_credential_staff_id", "credential", ["staff_id"])
    op.create_index("ix_audit_staff", "audit", ["staff_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_staff", "audit")
    op.drop_index("ix_credential_staff_id", "credential")
    for name in ("device", "opened_at"):
        op.drop_column("credential", name)
    op.drop_table("knock")
    op.drop_table("login")
    op.drop_table("assignment")
    op.add_column("staff", sa.Column("districts", sa.String(), nullable=False, server_default="[]"))
    for name in ("valid_until", "valid_from", "called"):
        op.drop_column("staff", name)
