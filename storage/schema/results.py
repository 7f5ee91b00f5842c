"""How results come about: releases asked for and looked at twice, parents' own words read before they leave, sorted.

What is said of own words goes with them: changed or erased, they take every note along."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from storage.instants import Instant
from storage.schema import metadata


def _of_words() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["interview_id", "item"], ["words.interview_id", "words.item"], ondelete="CASCADE")


# A release that somebody asked for: "waiting", "running", "done", "refused" (with its problems), "failed".
job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
    Column("policy", String(16), nullable=False),
    Column("city_first", Boolean, nullable=False),
    Column("reports", String(200), nullable=False),  # tags of languages with commas between; "": plans are compared
    Column("margins", LargeBinary),
    Column("asked_by", Integer, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("began_at", Instant),
    Column("ended_at", Instant),
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE")),
    Column("problems", String, nullable=False, server_default=""),  # as JSON
    Column("step", String(12), nullable=False, server_default=""),  # of the attempt under way
    Column("crossing", String(64), nullable=False, server_default=""),  # item that districts are crossed with
    sqlite_autoincrement=True,
)
_OPEN = job.c.state.in_(("waiting", "running"))
# One release of a campaign at a time.
Index("ux_job_open", job.c.campaign_id, unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)

# What a release would show by each plan, as it was looked at on a day: counts of cells, and no figure.
comparison = Table(
    "comparison",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("policy", String(16), primary_key=True),
    Column("crossing", String(64), primary_key=True),
    Column("city_first", Boolean, primary_key=True),
    Column("looked_on", Date, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("withheld", Integer, nullable=False),
    Column("cells", Integer, nullable=False),
    Column("problem", String, nullable=False, server_default=""),  # as JSON
    sqlite_with_rowid=False,
)

# Campaigns whose releases leave only after a second person has looked.
double_check = Table(
    "double_check",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
)

# Releases that a second person looks at, or has looked at.
approval = Table(
    "approval",
    metadata,
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), primary_key=True),
    Column("built_by", Integer, nullable=False),
    Column("approved_by", Integer),
    Column("approved_at", Instant),
)

# Own words that a person has read: "released" as they may leave, or "kept" inside. The id is random. The original
# stays where it is; sealed is what may be shown, and its translation.
quote = Table(
    "quote",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("interview_id", BigInteger, nullable=False),
    Column("item", SmallInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("translated", LargeBinary, nullable=False),
    _of_words(),
    UniqueConstraint("interview_id", "item"),
)

# Who decided what about a quote, and the words as they stood after it.
quote_edit = Table(
    "quote_edit",
    metadata,
    Column("quote_id", ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True),
    Column("number", SmallInteger, primary_key=True),
    Column("staff_id", Integer, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("state", String(8), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The themes of a question in own words, as a list in JSON: one row per version, the newest counts.
theme_book = Table(
    "theme_book",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("item", SmallInteger, primary_key=True),
    Column("version", SmallInteger, primary_key=True),
    Column("content", String, nullable=False),
    Column("staff_id", Integer, nullable=False),
    Column("made_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

# Questions whose own words are all sorted into themes, for good.
theme_closing = Table(
    "theme_closing",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("item", SmallInteger, primary_key=True),
    Column("staff_id", Integer, nullable=False),
    Column("closed_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

# The themes that a reader found in own words: the first reading counts, a second one tells how well readers agree.
theme_reading = Table(
    "theme_reading",
    metadata,
    Column("quote_id", ForeignKey("quote.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", SmallInteger, primary_key=True),  # 1 or 2
    Column("staff_id", Integer, nullable=False),
    Column("version", SmallInteger, nullable=False),  # of the themes that were read by
    Column("themes", String(200), nullable=False),  # their numbers with commas between, "" for none of them
    sqlite_with_rowid=False,
)
