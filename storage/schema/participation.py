"""Participation while parents still answer: frozen figures, targets, and how many people live where."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from storage.schema import metadata

# A figure as it was shown from that day on: see `services.turnout`. What is not shown is not here.
turnout = Table(
    "turnout",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("axis", String(10), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("stage", String(10), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("people", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The last day on which the figures of a campaign were looked at, and looked at once.
glance = Table(
    "glance",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("seen_on", Date, nullable=False),
)

# How many parents a campaign hopes to hear in a district.
target = Table(
    "target",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("district", String(64), primary_key=True),  # slug
    Column("people", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# How many people live in a district, with who counted them and of when the count is.
population = Table(
    "population",
    metadata,
    Column("district", String(64), primary_key=True),  # slug
    Column("people", Integer, nullable=False),
    Column("source", String(200), nullable=False),
    Column("counted_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

# How many of them live in priority neighbourhoods, where that is known: counted by somebody else, of another day.
priority = Table(
    "priority_population",
    metadata,
    Column("district", String(64), primary_key=True),  # slug
    Column("people", Integer, nullable=False),
    Column("source", String(200), nullable=False),
    Column("counted_on", Date, nullable=False),
    sqlite_with_rowid=False,
)
