"""Queues, releases and the audit trail. Payloads are sealed, and emptied as soon as they have served."""

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
    and_,
)

from storage.instants import Instant
from storage.schema import metadata

# What a channel received, durable before it is acknowledged.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("queue", LargeBinary(16), nullable=False),  # keyed pseudonym of the address: order within a person
    Column("payload", LargeBinary),  # None once done
    Column("state", String(8), nullable=False),  # "waiting", "done", "dead"
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("reason", String(200), nullable=False, default=""),
    Column("received_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
_WAITING, _DEAD = inbox.c.state == "waiting", inbox.c.state == "dead"
Index("ix_inbox_waiting", inbox.c.id, sqlite_where=_WAITING, postgresql_where=_WAITING)
Index("ix_inbox_queue", inbox.c.queue, inbox.c.id, sqlite_where=_WAITING, postgresql_where=_WAITING)
Index("ix_inbox_dead", inbox.c.id, sqlite_where=_DEAD, postgresql_where=_DEAD)

# Every fact ever received, as a set: a repeated delivery is recognised whatever its order.
fact = Table(
    "fact",
    metadata,
    Column("key", LargeBinary(16), primary_key=True),
    Column("seen_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

# What is to be sent. One row per (interview, revision, ordinal): a step that runs twice queues once.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("contact_id", Integer, nullable=False, index=True),
    Column("interview_id", BigInteger),
    Column("item", String(64), nullable=False, default=""),  # the item a prompt asks, "" for a remark
    Column("revision", Integer),  # of the interview when this was queued
    Column("payload", LargeBinary),  # the order, sealed; None once it has served
    Column("state", String(12), nullable=False),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("mailing_id", Integer),  # what nobody asked for belongs to a mailing, and is paced; None for a reply
    Column("not_before", Instant, nullable=False),
    Column("not_after", Instant),  # worthless later
    Column("proviso", String(8), nullable=False, default=""),  # "unmoved": only while the conversation has not moved
    Column("lease_until", Instant),
    Column("left_at", Instant),  # when it was first handed to a sender
    Column("reference", String(32), nullable=False, default=""),  # the message as the channel names it
    Column("target", Integer),  # an edit of the message that this other row sends
    Column("reason", String(200), nullable=False, default=""),
    sqlite_autoincrement=True,
)
_OPEN = outbox.c.state.in_(("queued", "leased"))
_REPLY, _PACED = and_(_OPEN, outbox.c.mailing_id.is_(None)), and_(_OPEN, outbox.c.mailing_id.is_not(None))
Index("ix_outbox_due", outbox.c.id, sqlite_where=_REPLY, postgresql_where=_REPLY)
Index("ix_outbox_paced", outbox.c.id, sqlite_where=_PACED, postgresql_where=_PACED)
Index("ix_outbox_mailing", outbox.c.mailing_id, outbox.c.id, sqlite_where=_PACED, postgresql_where=_PACED)
Index("ix_outbox_open", outbox.c.contact_id, outbox.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
Index("ix_outbox_prompt", outbox.c.interview_id, outbox.c.item)

# A message that many people get without having asked for it. Cancelled, it stops at its next row.
mailing = Table(
    "mailing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("campaign_id", Integer, nullable=False, index=True),
    Column("state", String(12), nullable=False),  # "running", "cancelled"
    Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

# What all senders of a channel obey: the next free moment for what nobody asked for, and a pause the channel asked for.
pace = Table(
    "pace",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("free_at", Instant, nullable=False),
    Column("paused_until", Instant, nullable=False),
)

release = Table(
    "release",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", Integer, nullable=False, index=True),
    Column("synthetic", Boolean, nullable=False),
    Column("built_at", Instant, nullable=False),
    Column("number", Integer, nullable=False, server_default="0"),  # in its campaign, from 1; 0 before the ledger
    Column("policy", String(16), nullable=False, server_default=""),
    Column("newcomers", Integer, nullable=False, server_default="0"),  # people counted for the first time
    Column("gone", Integer, nullable=False, server_default="0"),  # of those counted before: left or changed an answer
    Column("revoked_at", Instant),
    Column("revoked_for", String(200), nullable=False, server_default=""),
)
_NUMBERED = release.c.number > 0
Index(
    "ux_release_number",
    release.c.campaign_id,
    release.c.number,
    unique=True,
    sqlite_where=_NUMBERED,
    postgresql_where=_NUMBERED,
)

# Whose answers are in which release first, and where: 1 with their group, 2 in the city only. mark: keyed digest of
# the answers as counted, by which a change is known.
counted = Table(
    "counted",
    metadata,
    Column("interview_id", ForeignKey("interview.id", ondelete="CASCADE"), primary_key=True),
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), nullable=False),
    Column("place", SmallInteger, nullable=False),
    Column("mark", LargeBinary(8), nullable=False),
    sqlite_with_rowid=False,
)

release_file = Table(
    "release_file",
    metadata,
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("media_type", String(80), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

# Releases whose report everybody may read, without signing in.
publication = Table(
    "publication",
    metadata,
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), primary_key=True),
    Column("published_at", Instant, nullable=False),
)

# Questionnaires that campaigns are made of, each with the file it was read from.
template = Table(
    "template",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(64), nullable=False),  # of the questionnaire
    Column("owner", Integer, nullable=False, index=True),  # member of staff; 0: it comes with the software
    Column("file_name", String(120), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("questionnaire_id", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),  # those nobody gave a reason for
    Column("version", Integer, nullable=False),
    Column("kept_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("staff_id", Integer, nullable=False),  # 0: the operator at the command line
    Column("action", String(32), nullable=False),
    Column("subject", String(120), nullable=False),
    Index("ix_audit_staff", "staff_id", "id"),
)

# One fact about the installation each, such as the fingerprint of the key everything here is sealed with.
installation = Table(
    "installation",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(120), nullable=False),
)
