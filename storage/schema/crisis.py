"""Calls for help in a crisis: somebody's own words and how to call them back. They know no interview and no contact,
and nothing that makes figures knows them."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.instants import Instant
from storage.schema import metadata

# The id is random: it tells neither how many calls there are nor which came first.
help_call = Table(
    "help_call",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
    Column("language", String(16), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("answer_by", Date, nullable=False),  # what the parent was promised
    Column("state", String(8), nullable=False),  # "waiting", "taken", "handled"
    Column("taken_by", Integer),  # member of staff
    Column("handled_on", Date),
    Column("forget_on", Date, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # the words, and the way to call back
    Index("ix_help_call_state", "state", "received_at"),
)

# What was done about a call, by whom.
help_note = Table(
    "help_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call_id", ForeignKey("help_call.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("staff_id", Integer, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
