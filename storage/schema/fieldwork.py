"""Tables that cannot name a person: questionnaires, campaigns, interviews, answers. Days, never times."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    false,
)

from storage.instants import Instant
from storage.schema import metadata

questionnaire = Table(
    "questionnaire",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String(64), nullable=False, unique=True),
    Column("definition", String, nullable=False),  # the plain form as JSON, with its "format"
)

campaign = Table(
    "campaign",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(32), nullable=False, unique=True),
    Column("questionnaire_id", ForeignKey("questionnaire.id"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("opened_at", Instant, nullable=False),  # before it opens: when it was drawn up
    Column("closed_on", Date),
    Column("kind", String(8), nullable=False, server_default="survey"),
    Column("opens_at", Instant),  # when it opens by itself
    Column("closes_on", Date),  # its last day in Nantes; it closes by itself when that day is over
    Column("follows", Integer),  # the campaign it is a new version of
    Column("ended_by", String(16), nullable=False, server_default=""),  # the rule that stopped a pilot
)

# Whom a campaign is for; no row for the whole city.
campaign_district = Table(
    "campaign_district",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("district", String(64), primary_key=True),  # slug
    Column("cap", Integer),  # how many parents a pilot asks there
    Column("full", Boolean, nullable=False, server_default=false()),  # nobody more is asked there
    sqlite_with_rowid=False,
)

# What officers wrote of a campaign: title, languages, channels, rules, local questions ... and its learning note.
campaign_plan = Table(
    "campaign_plan",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("content", String, nullable=False),  # as JSON, with its "format"
    Column("lesson", String, nullable=False, server_default=""),  # what a pilot taught, in own words
    Column("invited_to", Integer),  # the contact that its invitations have come to; None when none is to be looked at
)

# What went wrong while parents were answering, as counts alone.
stumble = Table(
    "stumble",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("count", Integer, nullable=False),
)

# The questionnaires of a campaign whose translations were corrected, from number 1; none where nothing was.
edition = Table(
    "edition",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),
    Column("questionnaire_id", ForeignKey("questionnaire.id"), nullable=False),
    Column("since", Date, nullable=False),
    sqlite_with_rowid=False,
)

# Position of one conversation. The id is random: it tells neither order nor time.
interview = Table(
    "interview",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("questionnaire_id", ForeignKey("questionnaire.id"), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("assisted", Boolean, nullable=False, default=False),  # somebody helped to answer
    Column("synthetic", Boolean, nullable=False),
    Column("disposition", String(16), nullable=False),
    Column("state", String, nullable=False),  # position, language, revision ... as JSON, with its "format"
    Column("touched_on", Date, nullable=False),
    Index("ix_interview_campaign", "campaign_id"),
)

# Narrow rows: `item` and `code` are positions in the frozen questionnaire; negative codes are reasons for no value.
answer = Table(
    "answer",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("item", SmallInteger, primary_key=True),
    Column("place", SmallInteger, primary_key=True),
    Column("code", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Own words, numbers and days: sealed.
words = Table(
    "words",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("item", SmallInteger, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Proof that nothing was asked before a yes: which wording, in which language, through what, on which day.
consent = Table(
    "consent",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("questionnaire_id", Integer, nullable=False),
    Column("language", String(16), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("given_on", Date, nullable=False),
)

# How many parents said that they did not understand an item: counts alone, not even of which interview.
misunderstood = Table(
    "misunderstood",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id"), primary_key=True),
    Column("questionnaire_id", ForeignKey("questionnaire.id"), primary_key=True),
    Column("item", SmallInteger, primary_key=True),
    Column("count", Integer, nullable=False),
    sqlite_with_rowid=False,
)
