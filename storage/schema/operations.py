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
Index(
    "ix_inbox_waiting", inbox.c.id, sqlite_where=inbox.c.state == "waiting", postgresql_where=inbox.c.state == "waiting"
)

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
    Column("not_before", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("reference", String(32), nullable=False, default=""),  # the message as the channel names it
    Column("target", Integer),  # an edit of the message that this other row sends
    Column("reason", String(200), nullable=False, default=""),
    sqlite_autoincrement=True,
)
_DUE = outbox.c.state.in_(("queued", "leased"))
Index("ix_outbox_due", outbox.c.id, sqlite_where=_DUE, postgresql_where=_DUE)
Index("ix_outbox_prompt", outbox.c.interview_id, outbox.c.item)

release = Table(
    "release",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", Integer, nullable=False, index=True),
    Column("synthetic", Boolean, nullable=False),
    Column("built_at", Instant, nullable=False),
)

release_file = Table(
    "release_file",
    metadata,
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("media_type", String(80), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("staff_id", Integer, nullable=False),  # 0: the operator at the command line
    Column("action", String(32), nullable=False),
    Column("subject", String(120), nullable=False),
)

# One fact about the installation each, such as the fingerprint of the key everything here is sealed with.
installation = Table(
    "installation",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(120), nullable=False),
)
