"""Tables that can name a person. Only contacts, respondents, invitations, staff and erasure may import this module."""

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
)
from sqlalchemy import UniqueConstraint as Unique

from storage.instants import Instant
from storage.schema import metadata

# Where a person is reached. The address is sealed; address_key (keyed pseudonym) finds the row without opening it.
contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("address_key", LargeBinary(16), nullable=False),
    Column("address", LargeBinary, nullable=False),
    Column("language", String(16), nullable=False),
    Column("unreachable", Boolean, nullable=False, default=False),
    Column("current", BigInteger),  # the interview this person is in now
    Column("unsolicited_on", Date),  # the last day we wrote without being asked
    Column("no_reminders", Boolean, nullable=False, default=False),
    Unique("address_key", "channel"),
)

# The one join between a person and an interview; severed at erasure and after the campaign's close.
respondent = Table(
    "respondent",
    metadata,
    Column("contact_id", ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True),
    Column("campaign_id", Integer, primary_key=True),
    Column("interview_id", BigInteger, nullable=False, unique=True),
    Column("reminders", SmallInteger, nullable=False, default=0),  # how many were queued
    Column("remind_at", Instant),  # when the next one is due, None for never
)
_DUE = respondent.c.remind_at.is_not(None)
Index("ix_respondent_remind", respondent.c.remind_at, sqlite_where=_DUE, postgresql_where=_DUE)

# What a person agreed to besides answering (results, being asked again): about the person, never beside answers.
agreement = Table(
    "agreement",
    metadata,
    Column("contact_id", ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True),
    Column("campaign_id", Integer, primary_key=True),
    Column("purpose", String(16), primary_key=True),
    Column("given_on", Date, nullable=False),
)

# Who works here. The name is how colleagues call them; it is sealed, as addresses are. Both days are included.
staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("called", LargeBinary),  # None for who came before names, or without one
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
)

# What somebody looks after, and from when to when: a reorganisation is new rows, and nothing else changes.
assignment = Table(
    "assignment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),  # "district", "school", "unit", "session"
    Column("name", String(120), nullable=False),  # of a district: its slug
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
)

# How somebody signs in without a link: with a name (an e-mail, sealed and found by its keyed pseudonym) and a password
# (its Argon2id hash), or through the city's own sign-in (keyed pseudonym of who they are there).
login = Table(
    "login",
    metadata,
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    Column("name_key", LargeBinary(16), nullable=False, unique=True),
    Column("name", LargeBinary, nullable=False),
    Column("password", String(160)),
    Column("subject_key", LargeBinary(16), unique=True),
)

# One-time sign-in links and sessions, by digest only.
credential = Table(
    "credential",
    metadata,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("kind", String(8), nullable=False),  # "link" or "session"
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Instant, nullable=False),
    Column("opened_at", Instant),
    Column("device", String(60), nullable=False, server_default=""),  # "Firefox, Windows"
)

# How often a door was tried lately: by keyed pseudonym of the name, and of the place it was tried from.
knock = Table(
    "knock",
    metadata,
    Column("key", LargeBinary(16), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("since", Instant, nullable=False),
)

# Other ways in for the same person: a link out of a chat to the page, good once and for a day ("link"), and the browser
# that used it ("browser"). Known by digest only.
passage = Table(
    "passage",
    metadata,
    Column("digest", LargeBinary(16), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("contact_id", ForeignKey("contact.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_at", Instant, nullable=False),
)

# The chat a member of staff has bound to their account. Its contact is one of its own, whose key is that of no parent:
# whoever also answers there as a parent is not joined to their name.
bound_chat = Table(
    "bound_chat",
    metadata,
    Column("staff_id", ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    Column("contact_id", ForeignKey("contact.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("bound_at", Instant, nullable=False),
)

# What a bound chat is told of, a row for each kind: when it last was, and when that is looked at again.
watch = Table(
    "watch",
    metadata,
    Column("staff_id", ForeignKey("bound_chat.staff_id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("told_at", Instant, nullable=False),
    Column("again_at", Instant, nullable=False, index=True),
    sqlite_with_rowid=False,
)
