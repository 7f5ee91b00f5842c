"""How parents are reached: ways in, codes on paper, when they are reminded. None of it can name a person."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
)

from storage.schema import metadata

# A way into a campaign with a code of its own: the poster of a school, a meeting, a newsletter.
way = Table(
    "way",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),  # "school", "centre", "meeting", "newsletter", "other"
    Column("label", String(80), nullable=False),  # the place as officers call it
    Column("district", String(64), nullable=False),  # slug, "" for the whole city
    Column("made_on", Date, nullable=False),
)

# Which way an interview came by, the campaign's own left out.
came_by = Table(
    "came_by",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("way_id", ForeignKey("way.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# One-time codes printed together for a place.
batch = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("way_id", ForeignKey("way.id", ondelete="CASCADE")),
    Column("size", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
)

# One-time codes, by keyed digest. No day and no interview: who got which sheet says nothing of what was answered.
slip = Table(
    "slip",
    metadata,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("batch_id", ForeignKey("batch.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("spent", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

# The one-time code somebody began with. Gone when they submit: only then is the code spent.
in_hand = Table(
    "in_hand",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", ForeignKey("slip.digest", ondelete="CASCADE"), nullable=False),
    sqlite_with_rowid=False,
)

# When parents of a campaign are reminded; no row while it is the usual plan.
reminder_plan = Table(
    "reminder_plan",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("held", Boolean, nullable=False),  # nothing leaves for now
    sqlite_with_rowid=False,
)

reminder_step = Table(
    "reminder_step",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),  # from 0
    Column("days", SmallInteger, nullable=False),  # after the consent
    Column("minute", SmallInteger, nullable=False),  # of the local day
    Column("wordings", String(80), nullable=False),  # names with spaces between; two compete
    sqlite_with_rowid=False,
)

# Which wording reminded whom, to compare wordings.
nudge = Table(
    "nudge",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),
    Column("wording", String(16), nullable=False),
    sqlite_with_rowid=False,
)

# Who asked to be reminded later: a new plan does not change their day.
postponed = Table(
    "postponed",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)

# Days on which nobody is written to without having asked, such as school holidays. Both days are included.
quiet_day = Table(
    "quiet_day",
    metadata,
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
    Column("name", String(80), nullable=False),
    Column("source", String(200), nullable=False),
)
